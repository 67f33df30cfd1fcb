import type { LatencyReport } from '../../api/types';
import { foremostStage, sectionsOf } from './speed-rows';

const figures = { n: 3, p50Ms: 90, p95Ms: 120 };
const reportOf = (
  groupBy: LatencyReport['groupBy'],
  ...rows: [label: string, stage: LatencyReport['total'][number]['stage']][]
): LatencyReport => ({
  from: '2026-11-01',
  to: '2026-11-30',
  timeZone: 'UTC',
  groupBy,
  rows: rows.map(([label, stage]) => ({ key: label, label, stage, ...figures })),
  total: [],
  exact: true,
});

test('puts those side by side who take part in a stage, stages in the order they pass', () => {
  const report = reportOf(
    'provider',
    ['cartesia', 'firstAudio'],
    ['openai', 'firstToken'],
    ['openai', 'firstAudio'],
  );
  expect(
    sectionsOf(report).map(({ stage, rows }) => [stage, rows.map(({ name }) => name)]),
  ).toEqual([
    ['firstToken', ['OpenAI']],
    ['firstAudio', ['Cartesia', 'OpenAI']],
  ]);
});

test.each([
  ['model', 'openai gpt-4.1-mini', 'OpenAI gpt-4.1-mini'],
  ['model', 'house blend of ours', 'house blend of ours'],
  ['provider', 'built-in', 'Built-in brain'],
  ['mode', 'cold_call', 'Cold call'],
  ['persona', 'Sarah Whitfield', 'Sarah Whitfield'],
  ['day', '2026-11-10', 'Nov 10, 2026'],
] as const)('by %s, %s is called %s', (groupBy, label, name) => {
  const [section] = sectionsOf(reportOf(groupBy, [label, 'response']));
  expect(section?.rows[0]?.name).toBe(name);
});

test.each([
  [['eotDelay', 'response'], 'response'],
  [['firstToken', 'firstAudio'], 'firstToken'],
  [[], undefined],
] as const)('of %j begins with %s', (stages, foremost) => {
  const rows = stages.map((stage): [string, typeof stage] => ['Sarah', stage]);
  expect(foremostStage(sectionsOf(reportOf('persona', ...rows)))).toBe(foremost);
});

test('is empty when nothing was measured', () => {
  expect(sectionsOf(reportOf('provider'))).toEqual([]);
});
