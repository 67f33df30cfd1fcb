import { createRequire } from 'node:module';
import { type BenchRow, quantile } from './bench-table';

const FRAME_MS = 32;
const RUNS = 1500;
const WARM_UP_RUNS = 300;

/** The model by itself, on noise: it takes as long for silence as for speech. */
export async function sileroRows(): Promise<BenchRow[]> {
  // Only here, so that no other benchmark carries the runtime's weight.
  const load = createRequire(__filename);
  const { SileroModel, freshState } = load(
    '../../libs/voice/src/providers/silero/silero-model',
  ) as typeof import('../../libs/voice/src/providers/silero/silero-model');
  const model = await SileroModel.load();
  const rows: BenchRow[] = [];
  for (const batch of [1, 8]) {
    const states = Array.from({ length: batch }, freshState);
    const times: number[] = [];
    for (let run = -WARM_UP_RUNS; run < RUNS / batch; run += 1) {
      model.input.forEach((_sample, at) => (model.input[at] = (Math.random() - 0.5) / 5));
      const startedAt = process.hrtime.bigint();
      await model.run(states);
      if (run >= 0) times.push(Number(process.hrtime.bigint() - startedAt) / 1e6 / batch);
    }
    const name = `Silero, ${batch} call${batch === 1 ? '' : 's'} at once`;
    const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
    rows.push({ name, n: times.length, p50, p95, unit: 'ms per 32 ms' });
    rows.push({
      name: '  the same',
      n: times.length,
      p50: FRAME_MS / p50,
      p95: FRAME_MS / p95,
      unit: 'x real time',
    });
  }
  return rows;
}
