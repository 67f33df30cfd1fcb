import { CallSpool, type SpeechToSpeech, SystemClock } from '@sparline/voice';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLogWriter } from '../../apps/api/src/calls/live/event-log-writer';
import { type Benchmark, type BenchRow } from './bench-table';
import type { Starved } from './exact-ear';
import { Microphone } from './microphone';
import { SimulatedCall } from './simulated-call';

const WARM_UP_MS = 2500;
/** About one exchange, so that every part of it counts as much as it lasts. */
const MEASURED_MS = 4900;
const SPEECH_MS = 1000;

type Load = { cpuMsPerSecond: number; replies: number; starved: Starved[] };

/** A call with everything it has in the service but a database and a socket. */
class LoadedCall {
  readonly call: SimulatedCall;
  private readonly recorder: CallSpool;
  private readonly log: EventLogWriter;
  replies = 0;
  loggedBytes = 0;

  constructor(folder: string, phaseMs: number, speaker?: SpeechToSpeech) {
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
      speaker,
      recorder: this.recorder,
      onEvent: (event) => this.log.add(event),
    });
  }

  /** Speaks and listens by turns, until it is closed in the middle of something. */
  async talk(): Promise<void> {
    await this.call.pass(Math.random() * 1000);
    await this.call.greeted();
    for (;;) {
      const answered = this.call.until(({ type }) => type === 'turn.spoken');
      await this.call.microphone.say(SPEECH_MS);
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

/** What a process pays for waking up every 20 ms to send a frame to nobody. */
async function bareMicrophone(): Promise<number> {
  const microphone = new Microphone(new SystemClock(), () => undefined);
  const before = process.cpuUsage();
  await microphone.say(3000);
  const used = cpuMs(process.cpuUsage(before));
  microphone.close();
  return used / 3;
}

export async function underLoad(calls: number, speaker?: SpeechToSpeech): Promise<Load> {
  const folder = await mkdtemp(join(tmpdir(), 'sparline-bench-'));
  const loaded = Array.from(
    { length: calls },
    (_call, at) => new LoadedCall(join(folder, String(at)), (at * 20) / calls, speaker),
  );
  for (const call of loaded) void call.talk();
  const first = loaded[0];
  await first?.call.pass(WARM_UP_MS);
  const [before, startedAt] = [process.cpuUsage(), process.hrtime.bigint()];
  await first?.call.pass(MEASURED_MS);
  const usedMs = cpuMs(process.cpuUsage(before));
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  await Promise.all(loaded.map((call) => call.close()));
  await rm(folder, { recursive: true });
  return {
    cpuMsPerSecond: usedMs / seconds / calls,
    replies: loaded.reduce((sum, { replies }) => sum + replies, 0),
    starved: loaded.flatMap(({ call }) => call.ear.starved),
  };
}

export const load: Benchmark = {
  name: 'load',
  about:
    'Processor time per second of call: voice activity, event log, recording; simulated providers and ear included',
  run: async (): Promise<BenchRow[]> => {
    const rows: BenchRow[] = [
      {
        name: "the bench's own: an empty frame every 20 ms",
        n: 1,
        p50: await bareMicrophone(),
        unit: 'ms/s',
      },
    ];
    // Most calls first: by the time of the single one everything is compiled.
    for (const calls of [150, 50, 1]) {
      const { cpuMsPerSecond, replies, starved } = await underLoad(calls);
      const many = `${calls} call${calls === 1 ? '' : 's'}`;
      rows.push({
        name: `processor time, ${many}`,
        n: calls,
        p50: cpuMsPerSecond,
        unit: 'ms/s of call',
        target: '10',
      });
      rows.push({
        name: `gaps in the persona's sound, ${many}`,
        n: replies,
        p50: starved.length,
        unit: 'in n replies',
        target: '0',
      });
    }
    return rows;
  },
};
