import { CostComponent } from '../../usage/usage.schemas';

export type RollUp = {
  table: string;
  keys: readonly string[];
  figures: readonly string[];
  /** Which of the rows there are belong to the days at hand. */
  scope: string;
  /** $1 organization, $2 days; columns are keys and figures in this order. */
  fresh: string;
};

/** Empty text stands for a call without. */
export const OF_CALL = `f.day, coalesce(f.persona_id::text, '') AS persona_id,
  coalesce(f.mode, '') AS mode, f.channel, f.engine`;
export const IN_DAYS = 'f.organization_id = $1 AND f.day = ANY($2::date[])';
export const THOSE_DAYS = 'day = ANY($2::date[])';
export const PAID = 'coalesce(u.charged_micro_usd, u.cost_micro_usd)';

/** `OFFSET 0`: each call looks up its own, whatever the planner takes there to be. */
export const USED_IN_CALL = `LATERAL (
  SELECT * FROM usage_records r
  WHERE r.organization_id = f.organization_id AND r.call_id = f.call_id OFFSET 0) u ON true`;

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

export const sumsOf = (names: readonly string[]): string =>
  names.map((name) => `sum(${name})`).join(', ');

/** The first days of the months or weeks that the days at hand lie in. */
export const spansOf = (span: 'week' | 'month'): string =>
  `SELECT DISTINCT date_trunc('${span}', asked)::date AS day FROM unnest($2::date[]) asked`;

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
