import { type RollUp, spansOf, SUMMED, sumsOf } from './roll-up.sql';

const ALL_TOGETHER = ['day', 'member_id', 'mode'];
const KEYS = [...ALL_TOGETHER, 'channel', 'engine'];
const THEIRS = (of: string) => `($3::uuid[] IS NULL OR ${of}member_id = ANY($3::uuid[]))`;
const togetherOr = (key: string) => `CASE grouping(${key}) WHEN 0 THEN ${key} ELSE '*' END`;

/** $3 members, or null for all: a call that ends need not have the months of everybody made again. */
export const MEMBER_MONTHS: RollUp = {
  table: 'member_months',
  keys: KEYS,
  figures: ['calls', 'practised_ms', ...SUMMED, 'unpriced', 'failed', 'samples'],
  scope: `day IN (${spansOf('month')}) AND ${THEIRS('')}`,
  fresh: `
    SELECT ${ALL_TOGETHER.join(', ')}, ${togetherOr('channel')}, ${togetherOr('engine')}, count(*),
      coalesce(sum(duration_ms) FILTER (WHERE practised), 0), ${sumsOf(SUMMED)},
      bool_or(unpriced), count(*) FILTER (WHERE failed), count(*) FILTER (WHERE sample)
    FROM (
      SELECT m.day, f.member_id, coalesce(f.mode, '') AS mode, f.channel, f.engine,
        f.persona_id IS NOT NULL AS practised, ${SUMMED.map((name) => `f.${name}`).join(', ')},
        f.unpriced, f.failed, f.sample
      FROM (${spansOf('month')}) m
        JOIN call_facts f ON f.organization_id = $1 AND f.day >= m.day
          AND f.day < m.day + interval '1 month'
      WHERE ${THEIRS('f.')}) held
    GROUP BY GROUPING SETS ((${ALL_TOGETHER.join(', ')}), (${KEYS.join(', ')}))`,
};
