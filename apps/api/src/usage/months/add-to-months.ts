/**
 * The kept sums of months after records that were there already have changed. The rows of `changed`
 * say when each was used, what it costs `more` than before, and whether it was `priced` for the first
 * time. A month that has no sum yet is added up when somebody asks for it. `$1` is the organization.
 */
export const ADD_TO_MONTHS = (changed: string): string => `
  UPDATE usage_months SET
    cost_micro_usd = greatest(0, usage_months.cost_micro_usd + change.more),
    unpriced = greatest(0, usage_months.unpriced - change.priced)
  FROM (
    SELECT date_trunc('month', occurred_at AT TIME ZONE zone.time_zone)::date AS month,
      sum(more) AS more, sum(priced)::int AS priced
    FROM ${changed} JOIN organizations zone ON zone.id = $1 GROUP BY 1) AS change
  WHERE usage_months.organization_id = $1 AND usage_months.month = change.month`;
