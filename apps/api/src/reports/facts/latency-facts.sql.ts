import { STAGE_VALUES } from '../latency-stages';
import { IN_DAYS, OF_CALL, type RollUp, spansOf } from './roll-up.sql';

const HISTOGRAM = `array_agg(bucket ORDER BY bucket), array_agg(n ORDER BY bucket)`;
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
const FIGURES = ['buckets', 'counts'];

/** What a histogram tells apart; the others are all together, which is a `*`. */
const ASKED_OF = [['mode', 'channel', 'engine'], [], ['persona']];
const ANSWERED_BY = [['provider', 'model'], []];

const grain = (apart: readonly string[]): string => {
  const keys = KEYS.slice(2).map((key) =>
    key === 'stage' || apart.includes(key) ? key : `'*' AS ${key}`,
  );
  const groups = ['day', 'stage', 'bucket', ...apart];
  return `SELECT day, ${keys.join(', ')}, bucket, sum(n)::integer AS n
    FROM measured GROUP BY ${groups.join(', ')}`;
};

const GRAINS = ASKED_OF.flatMap((asked) => ANSWERED_BY.map((by) => grain([...asked, ...by])));
const APART = KEYS.slice(1).join(', ');

/** In three grains, because a question names either all answers, or how they were held, or the persona. */
const days: RollUp = {
  table: 'latency_spans',
  keys: KEYS,
  figures: FIGURES,
  scope: `span = 'day' AND day = ANY($2::date[])`,
  fresh: `
    WITH measured AS MATERIALIZED (
      SELECT day, persona_id AS persona, mode, channel, engine, stage, provider, model, bucket,
        count(*) AS n
      FROM (
        SELECT ${OF_CALL}, stage.place AS stage, coalesce(stage.provider, '') AS provider,
          coalesce(stage.model, '') AS model, latency_bucket(stage.ms) AS bucket
        FROM call_facts f JOIN LATERAL (
            SELECT * FROM turn_latencies WHERE call_id = f.call_id OFFSET 0) measured ON true
          CROSS JOIN LATERAL (VALUES ${STAGE_VALUES}) AS stage (place, ms, provider, model)
        WHERE ${IN_DAYS} AND stage.ms IS NOT NULL) answers
      GROUP BY day, persona_id, mode, channel, engine, stage, provider, model, bucket)
    SELECT 'day' AS span, ${APART}, ${HISTOGRAM}
    FROM (${GRAINS.join('\n      UNION ALL ')}) grains
    GROUP BY ${APART}`,
};

const longer = (span: 'week' | 'month', fits: string): RollUp => ({
  table: 'latency_spans',
  keys: KEYS,
  figures: FIGURES,
  scope: `span = '${span}' AND day IN (${spansOf(span)})`,
  fresh: `
    SELECT '${span}' AS span, ${APART}, ${HISTOGRAM}
    FROM (
      SELECT m.day, ${KEYS.slice(2)
        .map((key) => `d.${key}`)
        .join(', ')}, one.bucket, sum(one.n)::integer AS n
      FROM (${spansOf(span)}) m
        JOIN latency_spans d ON d.organization_id = $1 AND d.span = 'day'
          AND d.day >= m.day AND d.day < m.day + interval '1 ${span}' AND ${fits}
        CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS one (bucket, n)
      GROUP BY m.day, ${KEYS.slice(2)
        .map((key) => `d.${key}`)
        .join(', ')}, one.bucket) sums
    GROUP BY ${APART}`,
});

export const LATENCY_DAYS = days;
/** Weeks stand in for days at the ends of a period, and for themselves where nothing but the persona is asked for. */
export const LATENCY_WEEKS = longer('week', `d.mode = '*' AND d.provider = '*'`);
export const LATENCY_MONTHS = longer('month', 'true');
