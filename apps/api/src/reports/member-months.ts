import { callsIn, type Condition } from './call-filter';
import { SUMMED } from './facts/roll-up.sql';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';
import { wholeSpans } from './whole-spans';

type Source = Pick<Condition, 'parameters'> & { source: string };

/** Of the same types on both sides, or the planner adds up columns that nobody has asked for. */
const columns = (of: string) => SUMMED.map((name) => `${of}.${name}::bigint`).join(', ');

/**
 * What the calls of each member come to, a row for a month and mode, and a row for a call at either end
 * of the period. `filters` names neither a member nor a persona.
 */
export const memberMonths = (
  organizationId: string,
  period: Period,
  filters: CallFilters,
): Source => {
  const { where, parameters } = callsIn(organizationId, period, filters);
  const calls = `
    SELECT f.member_id, coalesce(f.mode, '') AS mode, 1 AS calls,
      CASE WHEN f.persona_id IS NULL THEN 0 ELSE f.duration_ms END::bigint AS practised_ms, ${columns('f')},
      f.unpriced, f.failed::int AS failed, f.sample::int AS samples
    FROM call_facts f WHERE ${where}`;
  const whole = wholeSpans('month', period);
  if (!whole) return { source: `(${calls})`, parameters };
  const given = [...parameters, whole.first, whole.after];
  const [first, after] = [`$${given.length - 1}::date`, `$${given.length}::date`];
  const source = `(
    SELECT m.member_id, m.mode, m.calls, m.practised_ms, ${columns('m')}, m.unpriced, m.failed, m.samples
    FROM member_months m
    WHERE ${callsIn(organizationId, period, filters, 'm').where} AND ${grainFor(filters)}
      AND m.day >= ${first} AND m.day < ${after}
    UNION ALL ${calls} AND f.day < ${first}
    UNION ALL ${calls} AND f.day >= ${after})`;
  return { source, parameters: given };
};

const grainFor = ({ channel, engine }: CallFilters): string =>
  channel === undefined && engine === undefined
    ? `m.channel = '*' AND m.engine = '*'`
    : `m.channel <> '*'`;
