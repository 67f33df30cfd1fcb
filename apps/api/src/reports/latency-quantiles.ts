import type { LatencyGroup } from './latency-report.schemas';

const LN_WIDTH = Math.log(1.05);

export const labelled = (by: LatencyGroup): string =>
  by === 'persona'
    ? `(SELECT name FROM personas WHERE id = key::uuid AND organization_id = $1)`
    : 'key';

/** In a bucket waits lie evenly on a scale of ratios; the value below which a share of all lies. */
const quantile = (share: number): string => `
  round(max(CASE WHEN bucket = 0 THEN 0 ELSE
    exp((bucket - 1 + (${share} * total - upto + n) / n) * ${LN_WIDTH}) END)
    FILTER (WHERE upto >= ${share} * total AND upto - n < ${share} * total))::int`;

/**
 * From `pairs` of buckets and counts, and `keys` of the groups they are of. Groups are numbers there,
 * because hundreds of thousands of pairs are sorted far faster by them than by texts. Zero is all together.
 */
export const quantilesOf = (pairsAndKeys: string, by: LatencyGroup): string => `
  WITH ${pairsAndKeys},
  sums AS (SELECT id, place, bucket, sum(n)::float8 AS n FROM pairs GROUP BY id, place, bucket),
  both_ways AS (
    SELECT * FROM sums
    UNION ALL
    SELECT 0, place, bucket, sum(n) FROM sums GROUP BY place, bucket),
  ranked AS (
    SELECT *, sum(n) OVER (PARTITION BY id, place ORDER BY bucket) AS upto,
      sum(n) OVER (PARTITION BY id, place) AS total
    FROM both_ways),
  told AS (
    SELECT id, place, max(total)::int AS n, ${quantile(0.5)} AS "p50Ms", ${quantile(0.95)} AS "p95Ms"
    FROM ranked GROUP BY id, place)
  SELECT key, CASE WHEN id > 0 THEN ${labelled(by)} END AS label, place, n, "p50Ms", "p95Ms"
  FROM told LEFT JOIN keys USING (id) WHERE id = 0 OR key IS NOT NULL
  ORDER BY label, key, place`;
