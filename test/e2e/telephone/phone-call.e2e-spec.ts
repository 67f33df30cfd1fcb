import { PhoneStage } from './phone-stage';

describe('a telephone call', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.reset());

  it('is greeted, says what to practise, is coached, hangs up, and can be read', async () => {
    const line = await stage.twilio.ring();
    await stage.heard(/What would you like to practise/);
    await stage.say(line, 'cold call please');
    await stage.introduced();
    await stage.say(line, 'Hi, this is Tia from Ledgerly. How do you approve your invoices?');
    await stage.answered();
    line.hangUp();
    expect(await line.ended()).toBe('completed');
    const call = await stage.ready();
    expect(call).toMatchObject({
      mode: 'cold_call',
      channel: 'phone',
      engine: 'pipeline',
      endReason: 'trainee_hung_up',
      recording: { durationMs: expect.any(Number) as number },
    });
    const turns = call.turns as { speaker: string; text: string }[];
    expect(turns.map(({ speaker }) => speaker)).toEqual(['persona', 'trainee', 'persona']);
    expect(turns[1]?.text).toContain('Ledgerly');
    expect(line.errors).toEqual([]);
  });
});
