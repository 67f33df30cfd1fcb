import { PhoneStage } from './phone-stage';
import { RingStage, TIAS_NUMBER } from './ring-stage';

describe('a telephone that we ring', () => {
  let stage: PhoneStage;
  let rings: RingStage;
  let personaId: string;
  let before = 0;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      calls: {
        maxConcurrent: 50,
        freeMinutes: 3,
        minChargedMinutes: 0.5,
        maxPerNumberPerHour: 100,
      },
    });
    rings = new RingStage(stage);
    await rings.verifyNumber();
    personaId = await stage.service.personaId('Sarah');
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    before = (await stage.calls()).length;
  });

  /** The persona has said why they ring. */
  const rangBack = async (): Promise<void> => {
    await called();
    await stage.heard(/call you back|left word|should call/);
  };
  /** A call has begun. */
  const called = () =>
    rings.within('a call', async () => ((await stage.calls()).length > before ? true : undefined));

  it('is answered by a person, whom the persona calls back, and becomes a call like any other', async () => {
    const { id, line } = await rings.ring({ personaId, brief: 'Ledgerly approves invoices.' });
    expect(line.record.to).toBe(TIAS_NUMBER);
    await rangBack();
    await stage.say(line, 'Hi, this is Tia from Ledgerly. How do you approve your invoices?');
    await stage.answered();
    line.hangUp();
    expect(await line.ended(30_000)).toBe('completed');
    expect(await rings.outcome(id)).toBe('completed');
    const call = await stage.ready(before + 1);
    expect(call).toMatchObject({
      channel: 'phone',
      brief: 'Ledgerly approves invoices.',
      persona: { id: personaId },
      endReason: 'trainee_hung_up',
    });
    expect((await rings.list())[0]).toMatchObject({
      id,
      callId: call.id,
      maskedNumber: '··· 7777',
    });
    expect(line.errors).toEqual([]);
  });

  it('loses nothing of what is said before it is clear that a person has answered', async () => {
    stage.twilio.outgoing = { detectionMs: 6_000 };
    const { line } = await rings.ring({ personaId });
    await line.until(() => line.isStreaming, 20_000);
    await stage.say(line, 'Hello, this is Tia from Ledgerly.');
    await rangBack();
    line.hangUp();
    const call = await stage.ready(before + 1);
    const [first, second] = call.turns as { speaker: string; text: string }[];
    expect(first).toMatchObject({ speaker: 'trainee', text: 'Hello, this is Tia from Ledgerly.' });
    expect(second?.speaker).toBe('persona');
  });

  it('takes keys that are pressed meanwhile to the greeter, who knows what they mean', async () => {
    stage.twilio.outgoing = { detectionMs: 3_000 };
    const { line } = await rings.ring({});
    await line.until(() => line.isStreaming, 20_000);
    line.press('3');
    await called();
    await stage.introduced();
    line.hangUp();
    expect(await stage.ready(before + 1)).toMatchObject({ mode: 'small_talk' });
  });

  it('is taken for a person where the telephone company cannot tell in time', async () => {
    stage.twilio.outgoing = { detectionMs: 20_000 };
    const { line } = await rings.ring({ personaId });
    await rangBack();
    line.hangUp();
    await stage.ready(before + 1);
  });

  it.each([
    ['at once', 0],
    ['after a moment', 2_000],
  ])(
    'hangs up on a machine that is noticed %s: no call, no charge, no message',
    async (_, detectionMs) => {
      stage.twilio.outgoing = { answer: 'machine', detectionMs };
      const { id, line } = await rings.ring({ personaId });
      expect(await rings.outcome(id)).toBe('machine');
      expect(await line.ended(20_000)).toBe('completed');
      expect(line.said).toEqual([]);
      expect(line.heardMs).toBe(0);
      expect(await stage.calls()).toHaveLength(before);
      expect(stage.twilio.messages).toEqual([]);
    },
  );

  it('keeps nothing of a machine that is noticed too late', async () => {
    stage.twilio.outgoing = { answer: 'machine', detectionMs: 14_000 };
    const { id, line } = await rings.ring({ personaId });
    expect(await rings.outcome(id)).toBe('machine');
    expect(await line.ended(20_000)).toBe('completed');
    expect(await stage.calls()).toHaveLength(before);
    expect(stage.twilio.messages).toEqual([]);
  });

  it.each([
    ['no-answer', 'no_answer'],
    ['busy', 'no_answer'],
    ['failed', 'failed'],
  ] as const)('that ends as %s is told as %s, and by no message', async (answer, outcome) => {
    stage.twilio.outgoing = { answer };
    const { id } = await rings.ring({ personaId });
    expect(await rings.outcome(id)).toBe(outcome);
    expect(await stage.calls()).toHaveLength(before);
    expect(stage.twilio.messages).toEqual([]);
  });

  it('rings by itself when it was asked for later, and writes who could not be reached', async () => {
    stage.twilio.outgoing = { answer: 'no-answer' };
    const soon = new Date(Date.now() + 1_500).toISOString();
    const later = new Date(Date.now() + 2_000).toISOString();
    const { body: ring } = await rings.ask({ personaId, at: { between: [soon, later] } });
    expect(ring).toMatchObject({ state: 'scheduled', dueAt: null });
    await rings.rung();
    expect(await rings.outcome(ring.id)).toBe('no_answer');
    const message = await rings.within('a message', async () => stage.twilio.messages[0]);
    expect(message).toMatchObject({ to: TIAS_NUMBER });
    expect(message.body).toContain('rang you for your scheduled practice');
    expect(stage.twilio.called).toHaveLength(1);
  });
});
