/** One line of a benchmark's result; `p95` is absent where a single figure was measured. */
export type BenchRow = {
  name: string;
  n: number;
  p50: number;
  p95?: number;
  unit: string;
  target?: string;
};

export type Benchmark = { name: string; about: string; run: () => Promise<BenchRow[]> };

/** The value that a share of the sorted values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(sorted.length * share));
  return sorted[rank - 1] ?? Number.NaN;
}

export function rowOf(
  name: string,
  values: readonly number[],
  { unit, target }: { unit: string; target?: string },
): BenchRow {
  return {
    name,
    n: values.length,
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    unit,
    target,
  };
}

const HEAD = ['what', 'n', 'p50', 'p95', 'unit', 'target'];

export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, n, p50, p95, unit, target }) => [
    name,
    String(n),
    figure(p50),
    p95 === undefined ? '' : figure(p95),
    unit,
    target ?? '',
  ]);
  const widths = HEAD.map((head, at) =>
    Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) =>
        at >= 1 && at <= 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  );
}

const figure = (value: number): string => {
  if (Number.isNaN(value)) return 'none';
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2);
};
