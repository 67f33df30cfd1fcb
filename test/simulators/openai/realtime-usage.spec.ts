import { setTimeout as wait } from 'node:timers/promises';
import {
  OpenAiRealtime,
  type OpenAiRealtimeOptions,
} from '../../../libs/voice/src/providers/openai-realtime/openai-realtime';
import type { UsageQuantity, UsageUnit } from '../../../libs/voice/src/ports/usage';
import { CountingClock } from '../voices/counting-clock';
import { OpenAiSimulator } from './openai-simulator';
import { RealtimeProbe, type ReplyProbe } from './realtime/realtime-probe';

const LONG = 'Well, let me think about that for a moment, because it is not that simple at all.';

const of = (usage: readonly UsageQuantity[] | undefined, unit: UsageUnit): number =>
  usage?.find((used) => used.unit === unit)?.quantity ?? 0;

describe('what OpenAI Realtime is paid for', () => {
  const simulator = new OpenAiSimulator();
  const { realtime } = simulator;
  let baseUrl = '';
  let clock: CountingClock;
  let probe: RealtimeProbe;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => {
    simulator.reset();
    clock = new CountingClock();
    realtime.replyWith(() => ({ text: LONG }));
  });
  afterEach(() => {
    probe.stream.close();
    expect(clock.pending.size).toBe(0);
  });
  afterAll(() => simulator.close());

  const open = (more: Partial<OpenAiRealtimeOptions> = {}): RealtimeProbe =>
    (probe = new RealtimeProbe(
      new OpenAiRealtime({ clock, model: 'gpt-realtime', baseUrl, random: () => 0, ...more }),
    ));
  const isUp = (): boolean =>
    realtime.connections[0]?.wire.sent.includes('session.updated') === true;
  /** Told once, whatever became of the reply. */
  const usageOf = ({ events }: ReplyProbe) => {
    const told = events.filter((event) => event.type === 'usage');
    expect(told).toHaveLength(1);
    return told[0];
  };
  const middleOf = (reply: ReplyProbe): Promise<void> =>
    probe.until(() => reply.audioBytes > 48 * 400);
  const readBefore = async (): Promise<readonly UsageQuantity[]> => {
    const before = probe.respond({ say: 'Good morning to you.' });
    await probe.until(() => before.isOver);
    return (usageOf(before)?.usage ?? []).filter(({ unit }) => unit.includes('input'));
  };

  it('is told of a reply that was cut, by the server and not by us', async () => {
    realtime.knobs.chunkDelayMs = 10;
    open();
    const reply = probe.respond();
    await middleOf(reply);
    reply.handle.cut(new Map([[reply.itemId, 200]]));
    await probe.until(() => reply.isOver);
    const used = usageOf(reply);
    expect(used?.estimated).toBeUndefined();
    expect(of(used?.usage, 'audio_output_token')).toBeGreaterThan(8);
  });

  it('is told of a reply that was cut before its first sound', async () => {
    realtime.knobs.delayMs = 50;
    open();
    await probe.until(isUp);
    const reply = probe.respond();
    await probe.until(
      () => realtime.connections[0]?.wire.sent.includes('response.created') === true,
    );
    reply.handle.cut(new Map());
    await probe.until(() => reply.isOver);
    expect(of(usageOf(reply)?.usage, 'input_token')).toBeGreaterThan(0);
  });

  it('is told of a reply that failed', async () => {
    realtime.knobs.failNext = 1;
    open();
    const reply = probe.respond();
    await probe.until(() => reply.isOver);
    expect(reply.failure).toBe('server');
    expect(of(usageOf(reply)?.usage, 'input_token')).toBeGreaterThan(0);
  });

  it.each([
    ['whose line broke', { chunkDelayMs: 10, dropAfterDeltas: 3 }],
    ['that never came to its end', { neverDone: true }],
    ['that was silent after its first sound', { stall: 'after_first' }],
  ] as const)(
    'is estimated of a reply %s: what it read, as of the one before, and all that came of it',
    async (_what, knobs) => {
      open({ responseIdleMs: 1_000 });
      const input = await readBefore();
      expect(input.length).toBeGreaterThan(0);
      Object.assign(realtime.knobs, knobs);
      const reply = probe.respond();
      await probe.until(() => reply.isOver);
      const used = usageOf(reply);
      expect(used?.estimated).toBe(true);
      expect(used?.usage).toEqual(expect.arrayContaining([...input]));
      const cameMs = reply.audioBytes / 48;
      expect(of(used?.usage, 'audio_output_token')).toBe(Math.ceil(cameMs / 50));
    },
  );

  it('is estimated of a reply that the end of the call cut off', async () => {
    realtime.knobs.chunkDelayMs = 20;
    open();
    const reply = probe.respond();
    await middleOf(reply);
    probe.stream.close();
    const used = usageOf(reply);
    expect(used?.estimated).toBe(true);
    expect(of(used?.usage, 'audio_output_token')).toBe(Math.ceil(reply.audioBytes / 48 / 50));
  });

  it('is nothing for a reply that was never asked for, or was refused', async () => {
    realtime.knobs.stallUpgrade = true;
    open();
    const reply = probe.respond();
    await wait(20);
    reply.handle.cut(new Map());
    expect(reply.isOver).toBe(true);
    expect(reply.events.map(({ type }) => type)).toEqual(['ended']);
  });

  const transcription = () => probe.of('usage');

  it('is told of the words that were written down', async () => {
    realtime.transcripts.push('Hello there.');
    open();
    probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    expect(transcription()).toMatchObject([{ by: { model: 'gpt-4o-mini-transcribe' } }]);
    expect(transcription()[0]?.estimated).toBeUndefined();
  });

  it.each([
    ['the end of the call came before', () => probe.stream.close()],
    ['the line broke before', () => realtime.connections[0]?.wire.drop()],
  ])('is estimated of words when %s they were written down', async (_what, breakOff) => {
    realtime.knobs.withholdTranscripts = true;
    open();
    await probe.until(isUp);
    probe.utterance();
    await probe.until(() => probe.of('speech_ended').length === 1);
    await probe.until(
      () => realtime.connections[0]?.wire.sent.includes('input_audio_buffer.committed') === true,
    );
    breakOff();
    await probe.until(() => transcription().length > 0);
    expect(transcription()).toHaveLength(1);
    const [used] = transcription();
    expect(used).toMatchObject({ estimated: true, by: { model: 'gpt-4o-mini-transcribe' } });
    expect(of(used?.usage, 'audio_ms')).toBeGreaterThanOrEqual(600);
    expect(of(used?.usage, 'audio_ms')).toBeLessThan(1_200);
  });
});
