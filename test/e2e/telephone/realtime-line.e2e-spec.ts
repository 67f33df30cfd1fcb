import { entriesFor } from './caller-books';
import { PhoneStage } from './phone-stage';

const LONG_REPLY =
  'Well, let me think about that for a moment. Our approvals go through three people today. ' +
  'Each of them has a different idea of what urgent means, and so the invoices wait. ' +
  'I have been meaning to change that for about two years now, honestly.';

type Turn = { speaker: string; text: string; generatedText: string; interrupted: boolean };

describe('a telephone call with a speech-to-speech model', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      preferences: { engine: 'realtime' },
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 10 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
  });

  it('carries µ-law straight through, falls silent at the ear’s word, and is written and charged', async () => {
    const { realtime } = stage.openai;
    const replies = [LONG_REPLY, 'Sure, go ahead.'];
    realtime.replyWith(() => ({ text: replies.shift() ?? 'By e-mail, mostly.' }));
    const caller = stage.newCaller();
    const line = await stage.practising(caller);
    const session = realtime.connections.at(-1);
    realtime.transcripts.push('How do you approve your invoices?');
    await stage.say(line, 'How do you approve your invoices?');
    await stage.logs('the question', (events) =>
      events.some(({ type }) => type === 'turn.committed'),
    );
    const heardMs = line.heardMs;
    await line.until(() => line.heardMs > heardMs + 2_000, 60_000);
    realtime.transcripts.push('Sorry, may I ask something in between?');
    await stage.say(line, 'Sorry, may I ask something in between?');
    await stage.heard(/^Sure, go ahead/);
    line.hangUp();
    const books = await stage.settled(caller);
    const call = await stage.ready();
    expect(call).toMatchObject({ engine: 'realtime', endReason: 'trainee_hung_up' });
    expect(entriesFor(books, String(call.id))).toBe('reserve settle release refund');

    const { audio } = session?.settings.asSession() as {
      audio: { input: { format: object }; output: { format: object } };
    };
    expect(audio.input.format).toEqual({ type: 'audio/pcmu' });
    expect(audio.output.format).toEqual({ type: 'audio/pcmu' });

    const turns = call.turns as Turn[];
    expect(turns.map(({ speaker }) => speaker)).toEqual([
      'persona',
      'trainee',
      'persona',
      'trainee',
      'persona',
    ]);
    const cut = turns.find(({ interrupted }) => interrupted);
    expect(cut?.generatedText).toBe(LONG_REPLY);
    expect(LONG_REPLY.startsWith(cut?.text ?? '?')).toBe(true);
    const [truncated] = (session?.messages ?? []).filter(
      ({ type }) => type === 'conversation.item.truncate',
    );
    const item = session?.conversation.find(String(truncated?.['item_id']));
    expect(Number(truncated?.['audio_end_ms'])).toBeGreaterThan(500);
    const remembered = String(item?.content?.[0]?.['transcript']);
    expect(LONG_REPLY.startsWith(remembered)).toBe(true);
    expect(remembered.startsWith(cut?.text ?? '?')).toBe(true);
    expect(session?.wire.sent).not.toContain('error');
    const { lines } = call.cost as { lines: { model: string; unit: string }[] };
    const units = lines.filter(({ model }) => model === 'gpt-realtime-1.5').map(({ unit }) => unit);
    expect(units).toEqual(expect.arrayContaining(['audio_input_token', 'audio_output_token']));
    expect(line.errors).toEqual([]);
  });
});
