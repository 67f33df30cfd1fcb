import { PhoneStage } from './phone-stage';

type Turn = { speaker: string; text: string };

describe('choosing on the telephone', () => {
  let stage: PhoneStage;
  let caller: string;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 3, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
    caller = stage.newCaller();
  });

  it.each([
    ['1', 'cold_call'],
    ['2', 'interview'],
    ['3', 'small_talk'],
  ])('begins, at the key %s, with a %s', async (digit, mode) => {
    const line = await stage.practising(caller, digit);
    line.hangUp();
    const { calls } = await stage.settled(caller);
    expect(calls).toMatchObject([{ mode, endReason: 'trainee_hung_up' }]);
  });

  it('takes a second press of the key for nothing that was said to the persona', async () => {
    const line = await stage.greeted(caller);
    line.press('11');
    await stage.introduced();
    line.press('1');
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    line.hangUp();
    await stage.settled(caller);
    const turns = (await stage.ready()).turns as Turn[];
    const trainee = turns.filter(({ speaker }) => speaker === 'trainee');
    expect(trainee.map(({ text }) => text)).toEqual(['Hi, this is Tia from Ledgerly.']);
  });

  it('puts through whom the caller names by their work', async () => {
    const line = await stage.greeted(caller);
    await stage.murmur(line, 'the IT director please');
    await stage.introduced();
    line.hangUp();
    await stage.settled(caller);
    expect(await stage.ready()).toMatchObject({
      mode: 'cold_call',
      persona: { name: 'David Okafor' },
    });
  });

  it('goes from a cold call to an interview on the same line, and writes once', async () => {
    const line = await stage.practising(caller, '1');
    const [cold] = await stage.calls();
    await stage.murmur(line, 'Hi Sarah, do you hire? I had a job interview for sales last week.');
    await stage.answered();
    expect((await stage.calls())[0]).toMatchObject({ id: cold?.id, state: 'active' });
    await stage.murmur(line, 'can we switch to interview practice');
    await stage.another(cold?.id);
    await stage.heard(/./);
    await stage.murmur(line, 'I have sold software for four years.');
    await stage.answered();
    line.hangUp();
    const { lines, calls, messages } = await stage.settled(caller, { calls: 2 });
    expect(calls).toMatchObject([
      { mode: 'cold_call', endReason: 'switched' },
      { mode: 'interview', endReason: 'trainee_hung_up' },
    ]);
    expect(lines).toEqual([{ state: 'ended', outcome: 'completed' }]);
    expect(messages).toBe(1);
    const [text, ...more] = await stage.texts(caller);
    expect(text).toContain('Your practice with Rachel Chen');
    expect(more).toEqual([]);
    expect(line.errors).toEqual([]);
  });

  it('tells the time left, out of character, and stops kindly when asked to', async () => {
    const line = await stage.practising(caller, '1');
    await stage.murmur(line, 'how much time do I have left?');
    await stage.heard(/^You have two minutes left\.$/);
    await stage.murmur(line, "I'd like to stop");
    await line.ended(60_000);
    const { calls } = await stage.settled(caller);
    expect(calls).toMatchObject([{ endReason: 'persona_hung_up' }]);
    const turns = (await stage.ready()).turns as Turn[];
    expect(turns.at(-1)?.text).toMatch(/^All right, let us stop here/);
    const toModel = stage.openai.requests.filter(
      ({ endpoint, body }) => endpoint === 'chat' && !body['response_format'],
    );
    expect(toModel).toEqual([]);
    expect(line.said).toEqual([]);
  });
});
