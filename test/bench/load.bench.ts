import { CallSpool, SileroPool, type SpeechToSpeech, SystemClock } from '@sparline/voice';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLogWriter } from '../../apps/api/src/calls/live/event-log-writer';
import { type Benchmark, type BenchRow } from './bench-table';
import type { Starved } from './exact-ear';
import { FRAME_MS, Microphone, SAMPLE_RATE } from './microphone';
import { SimulatedCall } from './simulated-call';
import { spokenFrames, warmUp } from './spoken-frames';

const WARM_UP_MS = 2500;
const SAID = 'We have tried that before, and honestly it did not work for the team.';

/** `exchangeMs`: about what one takes, so that every part of it counts as much as it lasts. */
type Talk = {
  speechMs: number;
  exchangeMs: number;
  speaker?: SpeechToSpeech;
  voice?: readonly Int16Array[];
  pool?: SileroPool;
};
export const BY_LOUDNESS: Talk = { speechMs: 1000, exchangeMs: 4900 };

/** Both for a call; `cpuMsPerSecond` is without `benchOwnMsPerSecond`. */
type Load = {
  cpuMsPerSecond: number;
  benchOwnMsPerSecond: number;
  speechShare: number;
  replies: number;
  starved: Starved[];
};

/** A call with everything it has in the service but a database and a socket. */
class LoadedCall {
  readonly call: SimulatedCall;
  private readonly recorder: CallSpool;
  private readonly log: EventLogWriter;
  replies = 0;
  loggedBytes = 0;

  constructor(
    folder: string,
    phaseMs: number,
    private readonly talkOf: Talk,
  ) {
    this.recorder = new CallSpool({ clock: new SystemClock(), folder });
    this.log = new EventLogWriter(
      async (events) => void (this.loggedBytes += JSON.stringify(events).length),
      () => undefined,
    );
    this.call = new SimulatedCall({
      recogniser: { said: 'And what would that do for my team?', interimMs: 300, finalMs: 100 },
      reply: 'That is a fair question. Give me the short version.',
      firstTokenMs: 200,
      firstAudioMs: 100,
      phaseMs,
      speaker: talkOf.speaker,
      recorder: this.recorder,
      voice: talkOf.voice,
      voiceActivity: talkOf.pool?.detector(SAMPLE_RATE),
      onEvent: (event) => this.log.add(event),
    });
  }

  /** Speaks and listens by turns, until it is closed in the middle of something. */
  async talk(): Promise<void> {
    await this.call.pass(Math.random() * 1000);
    await this.call.greeted();
    for (;;) {
      const answered = this.call.until(({ type }) => type === 'turn.spoken');
      await this.call.microphone.say(this.talkOf.speechMs);
      await answered;
      this.replies += 1;
    }
  }

  async close(): Promise<void> {
    await this.call.end();
    await Promise.all([this.recorder.close(), this.log.close()]);
  }
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/**
 * What the bench pays for its own microphones, which wake up every 20 ms to send a frame: in the service
 * a frame comes out of a socket. A second to warm up, and three that count.
 */
async function bareMicrophones(calls: number): Promise<number> {
  const clock = new SystemClock();
  const microphones = Array.from(
    { length: calls },
    (_call, at) => new Microphone(clock, () => undefined, { phaseMs: phaseMs(at, calls) }),
  );
  await microphones[0]?.say(1000);
  const [before, startedAt] = [process.cpuUsage(), clock.now()];
  await microphones[0]?.say(3000);
  const used = cpuMs(process.cpuUsage(before));
  const seconds = (clock.now() - startedAt) / 1000;
  for (const microphone of microphones) microphone.close();
  return used / seconds / calls;
}

/** Of so many; measured once, before anything else is at work in the process. */
const microphoneCosts = new Map<number, number>();

/** Callers that do not all send at one moment. */
const phaseMs = (at: number, calls: number): number => (at * 20) / calls;

const saidMs = (loaded: readonly LoadedCall[]): number =>
  loaded.reduce((sum, { call }) => sum + call.microphone.saidMs, 0);

export async function underLoad(calls: number, talk: Talk): Promise<Load> {
  const benchOwnMsPerSecond = microphoneCosts.get(calls) ?? (await bareMicrophones(calls));
  microphoneCosts.set(calls, benchOwnMsPerSecond);
  const folder = await mkdtemp(join(tmpdir(), 'sparline-bench-'));
  const loaded = Array.from(
    { length: calls },
    (_call, at) => new LoadedCall(join(folder, String(at)), phaseMs(at, calls), talk),
  );
  for (const call of loaded) void call.talk();
  const first = loaded[0];
  await first?.call.pass(WARM_UP_MS);
  const [before, startedAt] = [process.cpuUsage(), process.hrtime.bigint()];
  const saidBefore = saidMs(loaded);
  await first?.call.pass(talk.exchangeMs);
  const said = saidMs(loaded) - saidBefore;
  const usedMs = cpuMs(process.cpuUsage(before));
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  await Promise.all(loaded.map((call) => call.close()));
  await rm(folder, { recursive: true });
  return {
    cpuMsPerSecond: usedMs / seconds / calls - benchOwnMsPerSecond,
    benchOwnMsPerSecond,
    speechShare: said / 1000 / seconds / calls,
    replies: loaded.reduce((sum, { replies }) => sum + replies, 0),
    starved: loaded.flatMap(({ call }) => call.ear.starved),
  };
}

export function processorRows(
  { cpuMsPerSecond, benchOwnMsPerSecond }: Load,
  { calls, many, target }: { calls: number; many: string; target: string },
): BenchRow[] {
  const unit = 'ms/s of call';
  return [
    { name: `processor time, ${many}`, n: calls, p50: cpuMsPerSecond, unit, target },
    { name: "  not counted: the bench's microphones", n: calls, p50: benchOwnMsPerSecond, unit },
  ];
}

async function rowsUnderLoad(calls: number, talk: Talk): Promise<BenchRow[]> {
  const load = await underLoad(calls, talk);
  const { speechShare, replies, starved } = load;
  const spoken = `speech ${Math.round(speechShare * 100)} %`;
  const by = talk.pool ? `Silero, ${spoken}` : spoken;
  const many = `${calls} call${calls === 1 ? '' : 's'}, ${by}`;
  return [
    ...processorRows(load, { calls, many, target: '10' }),
    {
      name: `gaps in the persona's sound, ${many}`,
      n: replies,
      p50: starved.length,
      unit: 'in n replies',
      target: '0',
    },
  ];
}

/** Words instead of tones, found by the model in its thread. */
async function rowsWithSilero(): Promise<BenchRow[]> {
  const [voice] = await spokenFrames([{ text: SAID, voice: 'coral' }]);
  if (!voice) return [];
  const pool = new SileroPool({ clock: new SystemClock() });
  await warmUp(pool);
  const talk: Talk = { speechMs: voice.length * FRAME_MS, exchangeMs: 6900, voice, pool };
  const rows: BenchRow[] = [];
  for (const calls of [150, 1]) rows.push(...(await rowsUnderLoad(calls, talk)));
  await pool.close();
  return rows;
}

export const load: Benchmark = {
  name: 'load',
  about:
    "Processor time per second of call, less the bench's own microphones: voice activity, event log, recording; simulated providers and ear included",
  run: async (): Promise<BenchRow[]> => {
    const rows: BenchRow[] = [];
    // Most calls first: by the time of the single one everything is compiled.
    for (const calls of [150, 50, 1]) rows.push(...(await rowsUnderLoad(calls, BY_LOUDNESS)));
    return [...rows, ...(await rowsWithSilero())];
  },
};
