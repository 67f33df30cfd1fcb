import { CostComponent } from '../../usage/usage.schemas';
import { STAGE_VALUES } from '../latency-stages';

const PAID = 'coalesce(u.charged_micro_usd, u.cost_micro_usd)';
const OF_CALL = `f.day, coalesce(f.mode, '') AS mode, f.channel, f.engine`;
const IN_DAYS = 'f.organization_id = $1 AND f.day = ANY($2::date[])';
/** `OFFSET 0`: each call looks up its own, whatever the planner takes there to be. */
const USED_IN_CALL = `LATERAL (
  SELECT * FROM usage_records r
  WHERE r.organization_id = f.organization_id AND r.call_id = f.call_id OFFSET 0) u ON true`;

export type RollUp = {
  table: string;
  keys: readonly string[];
  figures: readonly string[];
  /** Which of the rows there are belong to the days at hand. */
  scope: string;
  /** $1 organization, $2 days; columns are keys and figures in this order. */
  fresh: string;
};

/** The columns of a call's facts that are added up by day. */
export const SUMMED = [
  'duration_ms',
  'tokens',
  'characters',
  'cost_micro_usd',
  ...CostComponent.options.map((name) => `${name}_micro_usd`),
  'speculation_micro_usd',
  'turns',
  'interruptions',
  'answers',
  'speculations_used',
  'speculations_discarded',
];

const calls: RollUp = {
  table: 'call_days',
  keys: ['day', 'mode', 'channel', 'engine'],
  figures: ['calls', 'practised_ms', ...SUMMED, 'unpriced', 'failed'],
  scope: 'day = ANY($2::date[])',
  fresh: `
    SELECT day, mode, channel, engine, count(*), coalesce(sum(practised_ms), 0),
      ${SUMMED.map((name) => `sum(${name})`).join(', ')}, bool_or(unpriced),
      count(*) FILTER (WHERE failed)
    FROM (
      SELECT ${OF_CALL}, CASE WHEN f.persona_id IS NOT NULL THEN f.duration_ms END AS practised_ms,
        ${SUMMED.map((name) => `f.${name}`).join(', ')}, f.unpriced, f.failed
      FROM call_facts f WHERE ${IN_DAYS}) held
    GROUP BY day, mode, channel, engine`,
};

const usage: RollUp = {
  table: 'usage_days',
  keys: ['day', 'mode', 'channel', 'engine', 'component', 'provider', 'model', 'unit', 'purpose'],
  figures: ['records', 'quantity', 'cost_micro_usd', 'unpriced'],
  scope: 'day = ANY($2::date[])',
  fresh: `
    SELECT day, mode, channel, engine, component, provider, model, unit, purpose, count(*),
      sum(quantity), coalesce(sum(paid), 0), count(*) FILTER (WHERE paid IS NULL)
    FROM (
      SELECT ${OF_CALL}, u.component, u.provider, u.model, u.unit, u.purpose, u.quantity,
        ${PAID} AS paid
      FROM call_facts f JOIN ${USED_IN_CALL} WHERE ${IN_DAYS}
      UNION ALL
      SELECT asked.day, '', '', '', u.component, u.provider, u.model, u.unit, u.purpose, u.quantity,
        ${PAID}
      FROM organizations o CROSS JOIN unnest($2::date[]) AS asked (day)
        JOIN usage_records u ON u.organization_id = o.id AND u.call_id IS NULL
          AND u.occurred_at >= asked.day::timestamp AT TIME ZONE o.time_zone
          AND u.occurred_at < (asked.day + 1)::timestamp AT TIME ZONE o.time_zone
      WHERE o.id = $1) lines
    GROUP BY day, mode, channel, engine, component, provider, model, unit, purpose`,
};

const providers: RollUp = {
  table: 'provider_days',
  keys: ['day', 'mode', 'channel', 'engine', 'provider'],
  figures: ['calls', 'duration_ms', 'practised_ms'],
  scope: 'day = ANY($2::date[])',
  fresh: `
    SELECT day, mode, channel, engine, provider, count(*), sum(duration_ms), sum(practised_ms)
    FROM (
      SELECT DISTINCT f.call_id, ${OF_CALL}, u.provider, f.duration_ms,
        CASE WHEN f.persona_id IS NULL THEN 0 ELSE f.duration_ms END AS practised_ms
      FROM call_facts f JOIN ${USED_IN_CALL} WHERE ${IN_DAYS}) calls
    GROUP BY day, mode, channel, engine, provider`,
};

const criteria: RollUp = {
  table: 'criterion_days',
  keys: ['day', 'mode', 'channel', 'engine', 'criterion'],
  figures: ['name', 'n', 'points', 'squares'],
  scope: 'day = ANY($2::date[])',
  fresh: `
    SELECT day, mode, channel, engine, criterion, max(name), count(*), sum(points),
      sum(points * points)
    FROM (
      SELECT ${OF_CALL}, one ->> 'key' AS criterion, one ->> 'name' AS name,
        round((one ->> 'points')::numeric, 4) AS points
      FROM call_facts f JOIN LATERAL (
          SELECT data FROM call_scores WHERE call_id = f.call_id OFFSET 0) s ON true
        CROSS JOIN LATERAL jsonb_array_elements(s.data -> 'criteria') one
      WHERE ${IN_DAYS}) judged
    WHERE points IS NOT NULL
    GROUP BY day, mode, channel, engine, criterion`,
};

const HISTOGRAM = `array_agg(bucket ORDER BY bucket), array_agg(n ORDER BY bucket)`;
const LATENCY_KEYS = [
  'span',
  'day',
  'mode',
  'channel',
  'engine',
  'persona',
  'stage',
  'provider',
  'model',
];

/** In three grains, because a question names either all answers, or how they were held, or the persona. */
const latencies: RollUp = {
  table: 'latency_spans',
  keys: LATENCY_KEYS,
  figures: ['buckets', 'counts'],
  scope: `span = 'day' AND day = ANY($2::date[])`,
  fresh: `
    WITH measured AS MATERIALIZED (
      SELECT ${OF_CALL}, coalesce(f.persona_id::text, '') AS persona, stage.place AS stage,
        coalesce(stage.provider, '') AS provider, coalesce(stage.model, '') AS model,
        latency_bucket(stage.ms) AS bucket, count(*) AS n
      FROM call_facts f JOIN LATERAL (
          SELECT * FROM turn_latencies WHERE call_id = f.call_id OFFSET 0) measured ON true
        CROSS JOIN LATERAL (VALUES ${STAGE_VALUES}) AS stage (place, ms, provider, model)
      WHERE ${IN_DAYS} AND stage.ms IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9)
    SELECT 'day' AS span, day, mode, channel, engine, persona, stage, provider, model, ${HISTOGRAM}
    FROM (
      SELECT day, mode, channel, engine, '*' AS persona, stage, provider, model, bucket,
        sum(n)::integer AS n
      FROM measured GROUP BY day, mode, channel, engine, stage, provider, model, bucket
      UNION ALL
      SELECT day, '*', '*', '*', '*', stage, provider, model, bucket, sum(n)::integer
      FROM measured GROUP BY day, stage, provider, model, bucket
      UNION ALL
      SELECT day, '*', '*', '*', persona, stage, provider, model, bucket, sum(n)::integer
      FROM measured GROUP BY day, persona, stage, provider, model, bucket) grains
    GROUP BY day, mode, channel, engine, persona, stage, provider, model`,
};

const months: RollUp = {
  table: 'latency_spans',
  keys: LATENCY_KEYS,
  figures: ['buckets', 'counts'],
  scope: `span = 'month' AND day = ANY(
    SELECT date_trunc('month', asked)::date FROM unnest($2::date[]) asked)`,
  fresh: `
    SELECT 'month' AS span, day, mode, channel, engine, persona, stage, provider, model, ${HISTOGRAM}
    FROM (
      SELECT date_trunc('month', d.day)::date AS day, d.mode, d.channel, d.engine, d.persona, d.stage,
        d.provider, d.model, one.bucket, sum(one.n)::integer AS n
      FROM (SELECT DISTINCT date_trunc('month', asked)::date AS day FROM unnest($2::date[]) asked) m
        JOIN latency_spans d ON d.organization_id = $1 AND d.span = 'day'
          AND d.day >= m.day AND d.day < m.day + interval '1 month'
        CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS one (bucket, n)
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) sums
    GROUP BY day, mode, channel, engine, persona, stage, provider, model`,
};

export const DAY_ROLL_UPS: readonly RollUp[] = [calls, usage, providers, criteria, latencies];
/** Made of days, so after them. */
export const MONTH_ROLL_UPS: readonly RollUp[] = [months];

const list = (names: readonly string[], of: string): string =>
  names.map((name) => `${of}.${name}`).join(', ');

/**
 * $1 organization, $2 days. Replaces what differs from the records, and answers how many rows that
 * were: none when everything was right.
 */
export const writeRollUp = ({ table, keys, figures, scope, fresh }: RollUp): string => `
  WITH fresh (${[...keys, ...figures].join(', ')}) AS MATERIALIZED (${fresh}),
  gone AS (
    DELETE FROM ${table} WHERE organization_id = $1 AND ${scope}
      AND (${list(keys, table)}) NOT IN (SELECT ${keys.join(', ')} FROM fresh)
    RETURNING 1),
  put AS (
    INSERT INTO ${table} (organization_id, ${[...keys, ...figures].join(', ')})
    SELECT $1, fresh.* FROM fresh
    ON CONFLICT (organization_id, ${keys.join(', ')})
    DO UPDATE SET (${figures.join(', ')}) = ROW (${list(figures, 'excluded')})
    WHERE (${list(figures, table)}) IS DISTINCT FROM (${list(figures, 'excluded')})
    RETURNING 1)
  SELECT (SELECT count(*) FROM gone)::int + (SELECT count(*) FROM put)::int AS changed`;

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
