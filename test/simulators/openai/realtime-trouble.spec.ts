import {
  OpenAiRealtime,
  type OpenAiRealtimeOptions,
} from '../../../libs/voice/src/providers/openai-realtime/openai-realtime';
import { CountingClock } from '../voices/counting-clock';
import { OpenAiSimulator } from './openai-simulator';
import { RealtimeProbe } from './realtime/realtime-probe';

describe('OpenAI Realtime on a bad day', () => {
  const simulator = new OpenAiSimulator();
  const { realtime } = simulator;
  let baseUrl = '';
  let clock: CountingClock;
  let probe: RealtimeProbe;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => {
    simulator.reset();
    clock = new CountingClock();
  });
  afterEach(() => {
    probe.stream.close();
    expect(clock.pending.size).toBe(0);
  });
  afterAll(() => simulator.close());

  const model = (more: Partial<OpenAiRealtimeOptions> = {}): OpenAiRealtime =>
    new OpenAiRealtime({ clock, model: 'gpt-realtime', baseUrl, random: () => 0, ...more });
  const open = (more: Partial<OpenAiRealtimeOptions> = {}): RealtimeProbe =>
    (probe = new RealtimeProbe(model(more)));
  const session = (at = 0) => realtime.connections[at];
  const isUp =
    (at = 0) =>
    () =>
      session(at)?.wire.sent.includes('session.updated') === true;
  const fatal = () => probe.of('error').find((event) => event.fatal)?.error.kind;

  it('comes back after a broken line, and the new session knows what was heard', async () => {
    realtime.replyWith(() => ({ text: 'Something that is cut off by the line.' }));
    Object.assign(realtime.knobs, { chunkDelayMs: 10, dropAfterDeltas: 2 });
    open();
    await probe.until(isUp());
    probe.history = [
      { role: 'system', content: 'You are Sarah.' },
      { role: 'assistant', content: 'Hello?' },
      { role: 'user', content: 'Who is there?' },
    ];
    const reply = probe.respond();
    await probe.until(() => reply.isOver);
    expect(reply.failure).toBe('network');
    expect(reply.events.at(-2)).toMatchObject({ type: 'usage', estimated: true });
    // What a session has never heard of is not cut there.
    reply.handle.cut(new Map([[reply.itemId, 50]]));
    const next = probe.respond({ say: 'Sorry, I lost you.' });
    await probe.until(() => next.isOver);
    expect(next.text).toBe('Sorry, I lost you.');
    expect(session(1)?.conversation.items.slice(0, 2)).toMatchObject([
      { role: 'assistant', content: [{ type: 'output_text', text: 'Hello?' }] },
      { role: 'user', content: [{ type: 'input_text', text: 'Who is there?' }] },
    ]);
    expect(session(1)?.wire.sent).not.toContain('error');
    expect(probe.of('error')).toMatchObject([{ fatal: false }]);
  });

  it('lets a new session hear an utterance from its beginning', async () => {
    realtime.transcripts.push('half of it', 'all of it');
    open();
    await probe.until(isUp());
    probe.hear('voice', 600);
    await probe.until(() => probe.of('speech_started').length === 1);
    session()?.wire.drop();
    await probe.until(isUp(1));
    probe.hear('voice', 200);
    probe.hear('silence', 400);
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual(['all of it']);
    expect([probe.of('speech_started').length, probe.of('speech_ended').length]).toEqual([1, 1]);
    expect(session(1)?.audioBytes).toBeGreaterThanOrEqual(48 * 1100);
  });

  it('moves to a new session before the old one expires, between two turns', async () => {
    open({ lifetimeMs: 100 });
    await probe.until(isUp());
    const reply = probe.respond({ say: 'Hello, Sarah here, what can I do for you?' });
    await probe.until(() => reply.isOver);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(realtime.connections).toHaveLength(1);
    reply.handle.finished();
    await probe.until(isUp(1));
    expect(session()?.closeCode).toBe(1000);
    expect(probe.of('error')).toEqual([]);
  });

  it('goes on when the server ends the session by itself', async () => {
    realtime.knobs.sessionMs = 100;
    open();
    await probe.until(isUp(1));
    realtime.knobs.sessionMs = undefined;
    await probe.until(isUp(2));
    const reply = probe.respond({ say: 'Still here.' });
    await probe.until(() => reply.isOver);
    expect(reply.text).toBe('Still here.');
  });

  it.each([
    ['a refused key', { refuseNext: 99, refuseStatus: 401 }, 'auth', 1],
    ['an endless rate limit', { refuseNext: 99, refuseStatus: 429 }, 'rate', 4],
    ['a rate limit that takes too long', { refuseNext: 99, retryAfterSeconds: 60 }, 'rate', 1],
    ['a server that answers no upgrade', { stallUpgrade: true }, 'timeout', 4],
    ['a server that sends web pages', { garbage: 'text' }, 'bad_response', 4],
    ['a server that sends bytes', { garbage: 'binary' }, 'bad_response', 4],
    ['a server whose audio is no audio', { garbage: 'shape' }, 'bad_response', 4],
  ] as const)('gives up on %s', async (_what, knobs, kind, attempts) => {
    Object.assign(realtime.knobs, knobs);
    open({ connectTimeoutMs: 50 });
    // With a server that is only odd when it is asked, every session is.
    const ask = setInterval(() => probe.respond(), 20);
    try {
      await probe.until(() => fatal() !== undefined, 6_000);
    } finally {
      clearInterval(ask);
    }
    expect(fatal()).toBe(kind);
    expect(probe.of('error')).toHaveLength(attempts);
    expect(probe.respond().failure).toBe('network');
  });

  it('waits for a rate limit that passes', async () => {
    realtime.knobs.refuseNext = 2;
    open();
    const reply = probe.respond({ say: 'At last.' });
    await probe.until(() => reply.isOver);
    expect(reply.text).toBe('At last.');
  });

  it.each([['before'], ['after_first']] as const)(
    'gives up a response that stalls (%s) and answers the next one all the same',
    async (stall) => {
      realtime.knobs.stall = stall;
      open({ responseIdleMs: 600 });
      const reply = probe.respond();
      await probe.until(() => reply.isOver);
      expect(reply.failure).toBe('timeout');
      const isSent = (): boolean =>
        session()?.messages.some(({ type }) => type === 'response.cancel') === true;
      await probe.until(isSent);
      if (stall === 'after_first') return;
      delete realtime.knobs.stall;
      const next = probe.respond({ say: 'Now then.' });
      await probe.until(() => next.isOver);
      expect(next.text).toBe('Now then.');
    },
  );

  it('asks again when the server believes that another response is active', async () => {
    Object.assign(realtime.knobs, { chunkDelayMs: 900 });
    open({ responseIdleMs: 600 });
    const lost = probe.respond({ say: 'One two.' });
    await probe.until(() => lost.isOver);
    realtime.knobs.chunkDelayMs = 0;
    const next = probe.respond({ say: 'Three.' });
    await probe.until(() => next.isOver);
    expect([lost.failure, next.failure, next.text]).toEqual(['timeout', undefined, 'Three.']);
  });

  it('tells of a response that failed, by its kind', async () => {
    Object.assign(realtime.knobs, { failNext: 1, failCode: 'insufficient_quota' });
    open();
    const reply = probe.respond();
    await probe.until(() => reply.isOver);
    expect(reply.failure).toBe('quota');
  });

  it('takes events in another order than the documented one', async () => {
    realtime.knobs.wrongOrder = true;
    realtime.transcripts.push('Out of order.');
    realtime.replyWith(() => ({ text: 'No matter.' }));
    open();
    probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    const reply = probe.respond();
    await probe.until(() => reply.isOver);
    expect([probe.finals, reply.text]).toEqual([['Out of order.'], 'No matter.']);
  });

  it('has an empty text for words that could not be written down', async () => {
    realtime.knobs.failTranscripts = 1;
    realtime.transcripts.push('lost', 'found');
    open();
    probe.utterance();
    probe.utterance();
    await probe.until(() => probe.finals.length === 2);
    expect(probe.finals).toEqual(['', 'found']);
  });

  it('dials before the call begins, and fails there and then when it cannot', async () => {
    const dialled = await model().dial();
    probe = new RealtimeProbe(dialled);
    await probe.until(isUp());
    expect(realtime.connections).toHaveLength(1);
    (await model().dial()).discard();
    realtime.knobs.refuseNext = 1;
    realtime.knobs.refuseStatus = 503;
    await expect(model().dial()).rejects.toMatchObject({ kind: 'server' });
  });
});
