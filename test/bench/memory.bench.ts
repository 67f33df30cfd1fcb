import { CallSpool, SystemClock } from '@sparline/voice';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, type BenchRow } from './bench-table';
import { SimulatedCall } from './simulated-call';

const CALLS = 100;
const MEBIBYTE = 1024 * 1024;

/** Calls that were greeted, had one exchange, and now listen to a quiet room. */
async function open(calls: number, folder: string): Promise<() => Promise<void>> {
  const opened = await Promise.all(
    Array.from({ length: calls }, async (_call, at) => {
      const recorder = new CallSpool({ clock: new SystemClock(), folder: join(folder, `${at}`) });
      const call = new SimulatedCall({
        recogniser: { said: 'What does that cost?', finalMs: 100 },
        reply: 'Too much for us, I am afraid.',
        firstTokenMs: 100,
        firstAudioMs: 100,
        phaseMs: (at * 20) / calls,
        recorder,
      });
      await call.greeted();
      const answered = call.until(({ type }) => type === 'turn.spoken');
      await call.microphone.say(400);
      await answered;
      return { call, recorder };
    }),
  );
  return async () => {
    await Promise.all(opened.map(({ call }) => call.end()));
    await Promise.all(opened.map(({ recorder }) => recorder.close()));
  };
}

function settled(): NodeJS.MemoryUsage {
  if (!global.gc) throw new Error('Start Node with --expose-gc.');
  global.gc();
  global.gc();
  return process.memoryUsage();
}

export const memory: Benchmark = {
  name: 'memory',
  about: `Memory per call beyond the base, ${CALLS} calls that listen`,
  run: async (): Promise<BenchRow[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'sparline-bench-'));
    await (
      await open(CALLS, folder)
    )();
    const base = settled();
    const close = await open(CALLS, folder);
    const during = settled();
    await close();
    const left = settled();
    await rm(folder, { recursive: true });
    const row = (name: string, part: 'rss' | 'heapUsed' | 'external', target?: string) => ({
      name,
      n: CALLS,
      p50: (during[part] - base[part]) / CALLS / MEBIBYTE,
      unit: 'MiB/call',
      target,
    });
    return [
      row('resident', 'rss', '1.5'),
      row('heap', 'heapUsed'),
      row('outside the heap', 'external'),
      {
        name: 'heap left when they have ended',
        n: CALLS,
        p50: (left.heapUsed - base.heapUsed) / CALLS / MEBIBYTE,
        unit: 'MiB/call',
      },
    ];
  },
};
