import { type RollUp, spansOf } from './roll-up.sql';

const HELD = ['channel', 'engine'];
/** Every filter a report may have, but those of one member: trainees that count in two weeks or two
 * modes cannot be added up, so each has its own row. The others are all together, which is a `*`. */
const GRAINS = [[], ['mode'], ['persona_id']].flatMap((whom) =>
  [[], ['channel'], ['engine'], HELD].map((how) => [...whom, ...how]),
);
const KEYS = ['persona_id', 'mode', 'channel', 'engine'];

/** Of calls in which somebody was chosen to practise with, by the week. */
export const PRACTICE_WEEKS: RollUp = {
  table: 'practice_weeks',
  keys: ['day', ...KEYS],
  figures: ['calls', 'duration_ms', 'trainees', 'samples', 'scored', 'scores', 'squares'],
  scope: `day IN (${spansOf('week')})`,
  fresh: `
    SELECT day, ${KEYS.join(', ')}, sum(calls), sum(duration_ms), count(*), sum(samples), sum(scored),
      sum(scores), sum(squares)
    FROM (
      SELECT day, ${KEYS.map((key) => `CASE grouping(${key}) WHEN 0 THEN ${key} ELSE '*' END AS ${key}`).join(', ')},
        count(*) AS calls, sum(duration_ms) AS duration_ms, count(*) FILTER (WHERE sample) AS samples,
        count(score) AS scored, coalesce(sum(score), 0) AS scores,
        coalesce(sum(score * score), 0) AS squares
      FROM (
        SELECT w.day, f.member_id, coalesce(f.persona_id::text, '') AS persona_id, f.mode, f.channel,
          f.engine, f.duration_ms, f.sample, f.score::numeric AS score
        FROM (${spansOf('week')}) w
          JOIN call_facts f ON f.organization_id = $1 AND f.day >= w.day AND f.day < w.day + 7
        WHERE f.mode IS NOT NULL) held
      GROUP BY GROUPING SETS (${GRAINS.map((grain) => `(${['day', 'member_id', ...grain].join(', ')})`).join(', ')})) trainees
    GROUP BY day, ${KEYS.join(', ')}`,
};
