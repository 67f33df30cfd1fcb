import type { Condition } from './call-filter';
import type { LatencyGroup } from './latency-report.schemas';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

/** The roll-ups of latencies: of all answers, by how the call was held, and by persona. */
export type Grain = 'all' | 'held' | 'persona';
type Asked = { by: LatencyGroup; filters: CallFilters };

const HELD_GROUPS: readonly LatencyGroup[] = ['mode', 'channel', 'engine'];
const DAY_GROUPS: readonly LatencyGroup[] = ['day', 'week'];

/** The coarsest that can answer; undefined when only the records can. */
export const grainFor = ({ by, filters }: Asked): Grain | undefined => {
  const { member, persona, mode, channel, engine } = filters;
  if (member !== undefined) return undefined;
  const byPersona = by === 'persona' || persona !== undefined;
  const held = HELD_GROUPS.includes(by) || [mode, channel, engine].some((one) => one !== undefined);
  if (byPersona) return held ? undefined : 'persona';
  return held ? 'held' : 'all';
};

const GRAINS: Record<Grain, string> = {
  all: `s.mode = '*' AND s.persona = '*'`,
  held: `s.mode IN ('', 'cold_call', 'interview', 'small_talk') AND s.persona = '*'`,
  persona: `s.mode = '*' AND s.persona <> '*'`,
};

/** Whole months by their month, the days before and after them by the day. */
export const spansIn = (
  organizationId: string,
  period: Period,
  { by, filters, grain }: Asked & { grain: Grain },
): Condition => {
  const { persona, mode, channel, engine } = filters;
  const parameters: unknown[] = [organizationId, period.from, period.to];
  const asked = Object.entries({ persona, mode, channel, engine }).flatMap(([column, value]) => {
    if (value === undefined) return [];
    parameters.push(value);
    return [`s.${column} = $${parameters.length}`];
  });
  const spans = DAY_GROUPS.includes(by) ? undefined : wholeMonths(period);
  if (spans) parameters.push(spans.first, spans.after);
  const [first, after] = [`$${parameters.length - 1}::date`, `$${parameters.length}::date`];
  const when = spans
    ? `(s.span = 'month' AND s.day >= ${first} AND s.day < ${after}
        OR s.span = 'day' AND s.day BETWEEN $2::date AND $3::date
          AND (s.day < ${first} OR s.day >= ${after}))`
    : `s.span = 'day' AND s.day BETWEEN $2::date AND $3::date`;
  return {
    where: ['s.organization_id = $1', GRAINS[grain], ...asked, when].join(' AND '),
    parameters,
  };
};

/** From the first day of the first month that is in the period whole to the day after the last one. */
export const wholeMonths = ({
  from,
  to,
}: Pick<Period, 'from' | 'to'>): { first: string; after: string } | undefined => {
  const first = from.endsWith('-01') ? from : monthAfter(from);
  const dayAfter = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
  const after = `${dayAfter.slice(0, 7)}-01`;
  return first < after ? { first, after } : undefined;
};

const monthAfter = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
};
