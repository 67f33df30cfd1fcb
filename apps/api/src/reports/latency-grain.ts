import type { Condition } from './call-filter';
import type { LatencyGroup } from './latency-report.schemas';
import type { CallFilters } from './report-filters.schemas';
import type { Stretch } from './whole-spans';

/** The roll-ups of latencies: of all answers, by how the call was held, and by persona. */
export type Grain = 'all' | 'held' | 'persona';
type Asked = { by: LatencyGroup; filters: CallFilters };

const HELD_GROUPS: readonly LatencyGroup[] = ['mode', 'channel', 'engine'];

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

/** Histograms of whoever answered together, unless they are asked for one by one. */
export const answersApart = (by: LatencyGroup): boolean => by === 'provider' || by === 'model';

/** Weeks are kept of whoever answered together, and not by how calls were held. */
export const hasWeeks = ({ by, grain }: { by: LatencyGroup; grain: Grain }): boolean =>
  grain !== 'held' && !answersApart(by);

/** The rows of a roll-up in these stretches. */
export const spansIn = (
  organizationId: string,
  stretches: readonly Stretch[],
  { by, filters, grain }: Asked & { grain: Grain },
): Condition => {
  const { persona, mode, channel, engine } = filters;
  const parameters: unknown[] = [organizationId];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const asked = Object.entries({ persona, mode, channel, engine }).flatMap(([column, value]) =>
    value === undefined ? [] : [`s.${column} = ${given(value)}`],
  );
  const when = stretches.map(
    ({ span, first, after }) =>
      `s.span = '${span}' AND s.day >= ${given(first)}::date AND s.day < ${given(after)}::date`,
  );
  const where = [
    's.organization_id = $1',
    GRAINS[grain],
    `s.provider ${answersApart(by) ? '<>' : '='} '*'`,
    ...asked,
    `(${when.length > 0 ? when.join(' OR ') : 'false'})`,
  ].join(' AND ');
  return { where, parameters };
};
