import { setTimeout as wait } from 'node:timers/promises';
import {
  OpenAiRealtime,
  type OpenAiRealtimeOptions,
} from '../../../libs/voice/src/providers/openai-realtime/openai-realtime';
import { CountingClock } from '../voices/counting-clock';
import { OpenAiSimulator } from './openai-simulator';
import { RealtimeProbe } from './realtime/realtime-probe';

const LONG = 'Well, let me think about that for a moment, because it is not that simple at all.';

describe('OpenAI Realtime against its simulator', () => {
  const simulator = new OpenAiSimulator();
  const { realtime } = simulator;
  let baseUrl = '';
  let clock: CountingClock;
  let probe: RealtimeProbe;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => {
    simulator.reset();
    simulator.apiKey = 'sk-key';
    clock = new CountingClock();
  });
  afterEach(() => {
    probe.stream.close();
    expect(clock.pending.size).toBe(0);
  });
  afterAll(() => simulator.close());

  const model = (more: Partial<OpenAiRealtimeOptions> = {}): OpenAiRealtime =>
    new OpenAiRealtime({ clock, model: 'gpt-realtime', apiKey: 'sk-key', baseUrl, ...more });
  const session = (at = 0) => realtime.connections[at];
  const sent = (at = 0): string[] => (session(at)?.messages ?? []).map(({ type }) => String(type));
  const messages = (type: string, at = 0) =>
    (session(at)?.messages ?? []).filter((message) => message['type'] === type);
  const errors = (at = 0) => (session(at)?.wire.sent ?? []).filter((type) => type === 'error');

  it('asks for the documented session and sends no header of the beta', async () => {
    probe = new RealtimeProbe(model(), { encoding: 'mulaw' });
    await probe.until(() => session()?.wire.sent.includes('session.updated') === true);
    expect(session()?.request.headers).toMatchObject({ authorization: 'Bearer sk-key' });
    expect(session()?.request.headers).not.toHaveProperty('openai-beta');
    expect(session()?.settings.asSession()).toMatchObject({
      model: 'gpt-realtime',
      instructions: 'You are Sarah.',
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          transcription: { model: 'gpt-4o-mini-transcribe', language: 'en' },
          turn_detection: { create_response: false, interrupt_response: false },
        },
        output: { format: { type: 'audio/pcmu' }, voice: 'marin' },
      },
    });
  });

  it.each([
    ['pcm16', 48],
    ['mulaw', 8],
  ] as const)('hears, transcribes and answers in %s', async (encoding, bytesPerMs) => {
    realtime.transcripts.push('Hello there.');
    realtime.replyWith(() => ({ text: 'Good morning.' }));
    probe = new RealtimeProbe(model(), { encoding });
    probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual(['Hello there.']);
    const [started, ended] = [probe.of('speech_started')[0], probe.of('speech_ended')[0]];
    expect(started?.sinceMs).toBeGreaterThan(0);
    expect(ended?.sinceMs).toBeGreaterThanOrEqual(180);
    const reply = probe.respond();
    await probe.until(() => reply.isOver);
    expect(reply.text).toBe('Good morning.');
    const audioMs = reply.audioBytes / bytesPerMs;
    expect(audioMs).toBeGreaterThan(700);
    expect(reply.events.map(({ type }) => type).slice(-3)).toEqual([
      'item_ended',
      'usage',
      'ended',
    ]);
    const used = reply.events.find((event) => event.type === 'usage');
    expect(used).toMatchObject({
      usage: expect.arrayContaining([
        { unit: 'audio_output_token', quantity: Math.ceil(audioMs / 50) },
      ]) as unknown,
    });
    expect(probe.of('usage')[0]).toMatchObject({ by: { model: 'gpt-4o-mini-transcribe' } });
  });

  it('never has two responses under way, however many are wanted at once', async () => {
    realtime.replyWith(() => ({ text: 'One after the other.' }));
    probe = new RealtimeProbe(model());
    const replies = [probe.respond({ say: 'First.' }), probe.respond(), probe.respond()];
    await probe.until(() => replies.every(({ isOver }) => isOver));
    expect(replies[0]?.text).toBe('First.');
    expect(replies.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
    expect(errors()).toEqual([]);
    expect(sent().filter((type) => type === 'response.create')).toHaveLength(3);
  });

  it('waits for the item when the trainee has stopped but the server still hears speech', async () => {
    probe = new RealtimeProbe(model());
    await probe.until(() => session()?.wire.sent.includes('session.updated') === true);
    probe.hear('voice', 400);
    await probe.until(() => probe.of('speech_started').length === 1);
    const reply = probe.respond();
    await wait(100);
    expect(sent()).not.toContain('response.create');
    probe.hear('silence', 300);
    await probe.until(() => reply.isOver);
    expect(session()?.conversation.items[0]).toMatchObject({ role: 'user' });
  });

  it('cuts a reply to the millisecond that was heard, and drops what still comes of it', async () => {
    Object.assign(realtime.knobs, { chunkDelayMs: 10, deltasAfterCancel: 5 });
    realtime.replyWith(() => ({ text: LONG }));
    probe = new RealtimeProbe(model());
    const reply = probe.respond();
    await probe.until(() => reply.audioBytes > 48 * 500);
    const before = reply.audioBytes;
    reply.handle.cut(new Map([[reply.itemId, 321.9]]));
    await probe.until(() => reply.isOver);
    expect(reply.audioBytes).toBe(before);
    expect(messages('conversation.item.truncate')).toMatchObject([
      { item_id: reply.itemId, content_index: 0, audio_end_ms: 321 },
    ]);
    expect(session()?.wire.sent).toContain('conversation.item.truncated');
    expect(errors()).toEqual([]);
    const next = probe.respond({ say: 'Go ahead.' });
    await probe.until(() => next.isOver);
    expect(next.text).toBe('Go ahead.');
  });

  it('cuts the second reply by its own beginning, and never beyond what was made', async () => {
    realtime.replyWith(() => ({ text: 'Short.' }));
    probe = new RealtimeProbe(model());
    const first = probe.respond();
    await probe.until(() => first.isOver);
    first.handle.finished();
    const second = probe.respond();
    await probe.until(() => second.isOver);
    second.handle.cut(new Map([[second.itemId, 60_000]]));
    const third = probe.respond();
    await probe.until(() => third.isOver);
    third.handle.cut(new Map([[third.itemId, 100]]));
    await probe.until(() => sent().includes('conversation.item.truncate'));
    expect(messages('conversation.item.truncate')).toMatchObject([
      { item_id: third.itemId, audio_end_ms: 100 },
    ]);
    expect(errors()).toEqual([]);
  });

  it.each([['before its first sound'], ['before the server knows of it']])(
    'leaves nothing of a reply that is cut %s',
    async (when) => {
      realtime.knobs.delayMs = 50;
      realtime.replyWith(() => ({ text: LONG }));
      probe = new RealtimeProbe(model());
      await probe.until(() => session()?.wire.sent.includes('session.updated') === true);
      const reply = probe.respond();
      if (when === 'before its first sound') {
        await probe.until(() => session()?.wire.sent.includes('response.created') === true);
      }
      reply.handle.cut(new Map());
      await probe.until(() => reply.isOver);
      await wait(50);
      expect(reply.audioBytes).toBe(0);
      expect(session()?.conversation.items).toEqual([]);
    },
  );

  it('calls a function and says what follows from its output', async () => {
    const tool = { name: 'look_up', arguments: '{"what":"price"}' };
    realtime.replyWith(({ items }) =>
      items.some(({ type }) => type === 'function_call_output') ? { text: 'Ten.' } : { tool },
    );
    probe = new RealtimeProbe(model());
    const asking = probe.respond();
    await probe.until(() => asking.isOver);
    const call = asking.events.find((event) => event.type === 'tool_call');
    expect(call).toMatchObject({ name: 'look_up', argumentsJson: '{"what":"price"}' });
    if (call?.type === 'tool_call') probe.stream.toolOutput(call.callId, '10');
    const answer = probe.respond();
    await probe.until(() => answer.isOver);
    expect(answer.text).toBe('Ten.');
  });

  it('takes held turns: what was said between pressing and letting go', async () => {
    realtime.transcripts.push('Pressed to talk.');
    probe = new RealtimeProbe(model(), { talk: 'hold' });
    await probe.until(() => session()?.wire.sent.includes('session.updated') === true);
    probe.hear('voice', 500);
    probe.stream.talk(true);
    probe.hear('voice', 400);
    probe.stream.talk(false);
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual(['Pressed to talk.']);
    expect(session()?.audioBytes).toBe(400 * 48);
    probe.stream.talk(true);
    probe.stream.talk(false);
    expect(probe.finals).toEqual(['Pressed to talk.', '']);
    expect(errors()).toEqual([]);
  });

  it.each([
    ['at once', 0],
    ['once more, and both times heard as one,', 300],
  ])('keeps a held turn that is let go %s before the line stands', async (_when, againMs) => {
    realtime.transcripts.push('Pressed early.');
    probe = new RealtimeProbe(model(), { talk: 'hold' });
    for (const heldMs of againMs > 0 ? [400, againMs] : [400]) {
      probe.stream.talk(true);
      probe.hear('voice', heldMs);
      probe.stream.talk(false);
    }
    expect(probe.finals).toEqual([]);
    await probe.until(() => probe.finals.length > 0);
    expect(probe.finals).toEqual(['Pressed early.']);
    expect(session()?.audioBytes).toBe((400 + againMs) * 48);
    expect(errors()).toEqual([]);
  });
});
