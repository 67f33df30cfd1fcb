import { STAGES } from '../latency-stages';
import { IN_DAYS, OF_CALL, type RollUp, spansOf } from './roll-up.sql';

const KEYS = [
  'span',
  'day',
  'mode',
  'channel',
  'engine',
  'persona',
  'stage',
  'provider',
  'model',
] as const;
const APART = KEYS.slice(1);

/** What a histogram tells apart; the others are all together, which is a `*`. */
const ASKED_OF = [['mode', 'channel', 'engine'], [], ['persona']];
const ANSWERED_BY = [['provider', 'model'], []];
const GRAINS = ASKED_OF.flatMap((asked) =>
  ANSWERED_BY.map((by) => ['day', 'stage', ...asked, ...by]),
);

const inGrain = (grain: readonly string[]): string =>
  APART.map((key) => (grain.includes(key) ? key : `'*'`)).join(', ');

/** A number for each set of keys: hundreds of thousands of pairs are grouped by it far faster than by eight texts. */
const numbered = (as: string) => `dense_rank() OVER (ORDER BY ${APART.join(', ')}) AS ${as}`;

/** From `placed`, which tells the keys of a place, and `pairs` of a place's buckets and their counts. */
const HISTOGRAMS = (span: string) => `
  SELECT '${span}', ${APART.join(', ')}, buckets, counts
  FROM (SELECT DISTINCT place, ${APART.join(', ')} FROM placed) whose
    JOIN (
      SELECT place, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts
      FROM (SELECT place, bucket, sum(n)::integer AS n FROM pairs GROUP BY place, bucket) sums
      GROUP BY place) merged USING (place)`;

const ROLL_UP = { table: 'latency_spans', keys: KEYS, figures: ['buckets', 'counts'] };

/** In three grains, because a question names either all answers, or how they were held, or the persona. */
export const LATENCY_DAYS: RollUp = {
  ...ROLL_UP,
  scope: `span = 'day' AND day = ANY($2::date[])`,
  fresh: `
    WITH measured AS MATERIALIZED (
      SELECT day, persona_id AS persona, mode, channel, engine, stage, provider, model, bucket,
        count(*) AS n
      FROM (
        SELECT day, persona_id, mode, channel, engine, place AS stage,
          coalesce(provider, '') AS provider, coalesce(model, '') AS model,
          latency_bucket(ms) AS bucket
        FROM (
          SELECT ${OF_CALL}, ${STAGES}
          FROM call_facts f JOIN LATERAL (
              SELECT * FROM turn_latencies WHERE call_id = f.call_id OFFSET 0) measured ON true
          WHERE ${IN_DAYS}) staged
        WHERE ms IS NOT NULL) answers
      GROUP BY day, persona_id, mode, channel, engine, stage, provider, model, bucket),
    finest AS MATERIALIZED (SELECT *, ${numbered('id')} FROM measured),
    grains (id, ${APART.join(', ')}) AS (
      ${GRAINS.map((grain) => `SELECT DISTINCT id, ${inGrain(grain)} FROM finest`).join('\n      UNION ALL ')}),
    placed AS MATERIALIZED (SELECT *, ${numbered('place')} FROM grains),
    pairs AS (SELECT placed.place, finest.bucket, finest.n FROM placed JOIN finest USING (id))
    ${HISTOGRAMS('day')}`,
};

const longer = (span: 'week' | 'month', fits: string): RollUp => ({
  ...ROLL_UP,
  scope: `span = '${span}' AND day IN (${spansOf(span)})`,
  fresh: `
    WITH days AS (
      SELECT m.day, ${APART.slice(1)
        .map((key) => `d.${key}`)
        .join(', ')}, d.buckets, d.counts
      FROM (${spansOf(span)}) m
        JOIN latency_spans d ON d.organization_id = $1 AND d.span = 'day'
          AND d.day >= m.day AND d.day < m.day + interval '1 ${span}' AND ${fits}),
    placed AS MATERIALIZED (SELECT *, ${numbered('place')} FROM days),
    pairs AS (
      SELECT place, unnest(buckets) AS bucket, unnest(counts) AS n FROM placed)
    ${HISTOGRAMS(span)}`,
});

/** Weeks stand in for days at the ends of a period, and for themselves where at most the persona is asked for. */
export const LATENCY_WEEKS = longer('week', `d.mode = '*' AND d.provider = '*'`);
export const LATENCY_MONTHS = longer('month', 'true');
