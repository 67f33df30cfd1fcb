import {
  IN_DAYS,
  OF_CALL,
  PAID,
  type RollUp,
  SUMMED,
  sumsOf,
  THOSE_DAYS,
  USED_IN_CALL,
} from './roll-up.sql';

const KEYS = ['day', 'mode', 'channel', 'engine'];
const HELD = KEYS.join(', ');
const LINE = 'component, provider, model, unit, purpose';
const LINE_KEYS = [...KEYS, ...LINE.split(', ')];
const ADDED = `organization_id = $1 AND ${THOSE_DAYS}`;

const calls: RollUp = {
  table: 'call_days',
  keys: KEYS,
  figures: ['calls', 'practised_ms', ...SUMMED, 'unpriced', 'failed'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${HELD}, ${sumsOf(['calls', 'practised_ms', ...SUMMED])}, bool_or(unpriced), sum(failed)
    FROM persona_days WHERE ${ADDED} GROUP BY ${HELD}`,
};

const togetherOr = (key: string) => `CASE grouping(${key}) WHEN 0 THEN ${key} ELSE '*' END`;

/** Without a filter, which is how most ask, all calls and what belongs to none are wanted together. */
const usage: RollUp = {
  table: 'usage_days',
  keys: LINE_KEYS,
  figures: ['records', 'quantity', 'cost_micro_usd', 'unpriced'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT day, ${['mode', 'channel', 'engine'].map(togetherOr).join(', ')}, ${LINE}, sum(records),
      sum(quantity), sum(cost_micro_usd), sum(unpriced)
    FROM (
      SELECT ${LINE_KEYS.join(', ')}, records, quantity, cost_micro_usd, unpriced
      FROM persona_usage_days WHERE ${ADDED}
      UNION ALL
      SELECT asked.day, '', '', '', u.component, u.provider, u.model, u.unit, u.purpose, 1,
        u.quantity, coalesce(${PAID}, 0), (${PAID} IS NULL)::int
      FROM organizations o CROSS JOIN unnest($2::date[]) AS asked (day)
        JOIN usage_records u ON u.organization_id = o.id AND u.call_id IS NULL
          AND u.occurred_at >= asked.day::timestamp AT TIME ZONE o.time_zone
          AND u.occurred_at < (asked.day + 1)::timestamp AT TIME ZONE o.time_zone
      WHERE o.id = $1) lines
    GROUP BY GROUPING SETS ((${HELD}, ${LINE}), (day, ${LINE}))`,
};

const providers: RollUp = {
  table: 'provider_days',
  keys: [...KEYS, 'provider'],
  figures: ['calls', 'duration_ms', 'practised_ms'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${HELD}, provider, count(*), sum(duration_ms), sum(practised_ms)
    FROM (
      SELECT DISTINCT f.call_id, ${OF_CALL}, u.provider, f.duration_ms,
        CASE WHEN f.persona_id IS NULL THEN 0 ELSE f.duration_ms END AS practised_ms
      FROM call_facts f JOIN ${USED_IN_CALL} WHERE ${IN_DAYS}) calls
    GROUP BY ${HELD}, provider`,
};

const criteria: RollUp = {
  table: 'criterion_days',
  keys: [...KEYS, 'criterion'],
  figures: ['name', 'n', 'points', 'squares'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${HELD}, criterion, max(name), ${sumsOf(['n', 'points', 'squares'])}
    FROM persona_criterion_days WHERE ${ADDED} GROUP BY ${HELD}, criterion`,
};

const endings: RollUp = {
  table: 'ending_days',
  keys: [...KEYS, 'end_reason'],
  figures: ['calls', 'failed'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${HELD}, end_reason, count(*), bool_or(failed)
    FROM (SELECT ${OF_CALL}, f.end_reason, f.failed FROM call_facts f WHERE ${IN_DAYS}) held
    GROUP BY ${HELD}, end_reason`,
};

const failures: RollUp = {
  table: 'failure_days',
  keys: [...KEYS, 'stage', 'provider', 'kind', 'fatal'],
  figures: ['failures', 'calls'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${HELD}, stage, provider, kind, fatal, sum(failures), count(*)
    FROM (
      SELECT ${OF_CALL}, x.stage, x.provider, x.kind, x.fatal, x.failures
      FROM call_facts f JOIN LATERAL (
        SELECT * FROM call_failures WHERE call_id = f.call_id OFFSET 0) x ON true
      WHERE ${IN_DAYS}) failed
    GROUP BY ${HELD}, stage, provider, kind, fatal`,
};

export const HELD_ROLL_UPS: readonly RollUp[] = [
  calls,
  usage,
  providers,
  criteria,
  endings,
  failures,
];

/** $1 organization: every day of which something is known, in the records or in the roll-ups. */
export const ALL_DAYS = `
  SELECT day::text AS day FROM (
    SELECT day FROM call_facts WHERE organization_id = $1
    UNION SELECT day FROM usage_days WHERE organization_id = $1
    UNION SELECT (u.occurred_at AT TIME ZONE o.time_zone)::date FROM usage_records u
      JOIN organizations o ON o.id = u.organization_id
      WHERE u.organization_id = $1 AND u.call_id IS NULL
    UNION SELECT day FROM latency_spans WHERE organization_id = $1 AND span = 'day'
  ) known ORDER BY day`;
