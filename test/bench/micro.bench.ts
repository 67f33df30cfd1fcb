import {
  bytesToSamples,
  EnergyVoiceActivity,
  levelDbfs,
  PcmByteStream,
  Resampler,
  samplesToBytes,
} from '@sparline/voice';
import { type Benchmark, type BenchRow, quantile } from './bench-table';
import { sileroRows } from './silero-cost';
import { telephoneWorks } from './telephone-works';

const FRAME_MS = 20;
const FRAMES = 2000;
/** Few enough that the young generation is not collected in between. */
const FRAMES_UNCOLLECTED = 250;
const ROUNDS = 20;

export type Work = {
  name: string;
  rate: number;
  frame: (samples: Int16Array, at: number) => unknown;
};

function noise(rate: number): Int16Array {
  return Int16Array.from({ length: (rate * FRAME_MS) / 1000 }, () => (Math.random() - 0.5) * 8000);
}

function timesRealTime({ rate, frame }: Work): number[] {
  const samples = noise(rate);
  return Array.from({ length: ROUNDS }, () => {
    const startedAt = process.hrtime.bigint();
    for (let at = 0; at < FRAMES; at += 1) frame(samples, at);
    const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
    return (FRAMES * FRAME_MS) / ms;
  });
}

/** On the heap and outside it. */
function bytesPerFrame({ rate, frame }: Work): number[] {
  const samples = noise(rate);
  return Array.from({ length: ROUNDS }, () => {
    global.gc?.();
    const before = process.memoryUsage();
    for (let at = 0; at < FRAMES_UNCOLLECTED; at += 1) frame(samples, at);
    const after = process.memoryUsage();
    const used = after.heapUsed + after.external - before.heapUsed - before.external;
    return used / FRAMES_UNCOLLECTED;
  });
}

async function works(): Promise<{ works: Work[]; close: () => void }> {
  const activity = new EnergyVoiceActivity({ sampleRate: 16_000 });
  const from48 = await Resampler.create(48_000, 16_000);
  const from24 = await Resampler.create(24_000, 16_000);
  const stream = new PcmByteStream();
  return {
    close: () => [from48, from24].forEach((resampler) => resampler.close()),
    works: [
      { name: 'energy voice activity', rate: 16_000, frame: (frame) => activity.push(frame) },
      { name: 'resampler 48 -> 16 kHz', rate: 48_000, frame: (frame) => from48.process(frame) },
      { name: 'resampler 24 -> 16 kHz', rate: 24_000, frame: (frame) => from24.process(frame) },
      {
        name: 'frames from odd chunks of bytes',
        rate: 24_000,
        frame: (frame, at) => {
          const bytes = samplesToBytes(frame);
          return stream.push(at % 2 === 0 ? bytes.subarray(1) : bytes);
        },
      },
      {
        name: 'frames from whole messages',
        rate: 16_000,
        frame: (frame) => bytesToSamples(samplesToBytes(frame)),
      },
      { name: 'level', rate: 16_000, frame: (frame) => levelDbfs(frame) },
      ...telephoneWorks(),
    ],
  };
}

export const micro: Benchmark = {
  name: 'micro',
  about:
    'Audio by itself, frames of 20 ms: multiples of real time (p95: the slow end), and garbage',
  run: async (): Promise<BenchRow[]> => {
    const { works: all, close } = await works();
    const rows = all.flatMap((work): BenchRow[] => {
      const times = timesRealTime(work);
      const bytes = bytesPerFrame(work);
      return [
        {
          name: work.name,
          n: ROUNDS,
          p50: quantile(times, 0.5),
          p95: quantile(times, 0.05),
          unit: 'x real time',
        },
        {
          name: '  garbage',
          n: ROUNDS,
          p50: quantile(bytes, 0.5),
          p95: quantile(bytes, 0.95),
          unit: 'bytes/frame',
        },
      ];
    });
    close();
    return [...rows, ...(await sileroRows())];
  },
};
