import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { callsIn } from './call-filter';
import { SPANS } from './call-sums.repository';
import { type Grain, grainFor, hasWeeks, spansIn } from './latency-grain';
import { LatencyStage, type LatencyGroup, type StageFigures } from './latency-report.schemas';
import { labelled, quantilesOf } from './latency-quantiles';
import { STAGES } from './latency-stages';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';
import { type Span, type Stretch, stretchesOf, wholeSpans } from './whole-spans';

/** Without a key: of all groups together. */
export type LatencyRow = StageFigures & { key: string | null; label: string | null };
export type Latencies = { rows: LatencyRow[]; exact: boolean };

type Asked = { by: LatencyGroup; filters: CallFilters };
type Row = Omit<LatencyRow, 'stage'> & { place: number };

/** Up to so many answers are sorted one by one; more are read from histograms. */
const EXACT_UP_TO = 5_000;
/** Calls looked at to find out; so many have more answers than that. */
const LOOKED_AT = 2_000;
/** Of a member, or of a persona with other filters: nine thousand answers tell the 95th percentile to a hundredth or two. */
const SAMPLED_CALLS = 1_000;

const OF_RECORDS: Record<LatencyGroup, string> = {
  provider: 'f.provider',
  model: `f.provider || ' ' || f.model`,
  persona: 'f.persona_id::text',
  mode: 'f.mode',
  channel: 'f.channel',
  engine: 'f.engine',
  day: SPANS.day('f.day'),
  week: SPANS.week('f.day'),
  month: SPANS.month('f.day'),
};

const OF_SPANS: Record<LatencyGroup, string> = {
  provider: `nullif(s.provider, '')`,
  model: `nullif(s.provider, '') || ' ' || s.model`,
  persona: `nullif(s.persona, '')`,
  mode: `nullif(s.mode, '')`,
  channel: 's.channel',
  engine: 's.engine',
  day: SPANS.day('s.day'),
  week: SPANS.week('s.day'),
  month: SPANS.month('s.day'),
};

/** Answers in calls that were deleted since count as well; one counts on the day its call began. */
@Injectable()
export class LatencyReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Groups and the whole in one go, each stage in the order they pass. */
  async group(organizationId: string, period: Period, asked: Asked): Promise<Latencies> {
    const exact = await this.isFew(organizationId, period, asked.filters);
    const grain = grainFor(asked);
    const rows = exact
      ? await this.fromRecords(organizationId, period, asked)
      : grain
        ? await this.fromSpans(organizationId, period, { ...asked, grain })
        : await this.fromManyRecords(organizationId, period, asked);
    return {
      exact,
      rows: rows.flatMap(({ place, ...row }) => {
        const stage = LatencyStage.options[place];
        return stage ? [{ ...row, stage }] : [];
      }),
    };
  }

  private async isFew(
    organizationId: string,
    period: Period,
    filters: CallFilters,
  ): Promise<boolean> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    const [row]: { calls: number; answers: number }[] = await this.database.query(
      `SELECT count(*)::int AS calls, coalesce(sum(answers), 0)::int AS answers
       FROM (SELECT f.answers FROM call_facts f WHERE ${where} LIMIT ${LOOKED_AT}) looked_at`,
      parameters,
    );
    return row !== undefined && row.calls < LOOKED_AT && row.answers <= EXACT_UP_TO;
  }

  private async fromRecords(
    organizationId: string,
    period: Period,
    { by, filters }: Asked,
  ): Promise<Row[]> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    return this.database.query(
      `WITH times AS (${this.records(OF_RECORDS[by], 'f.ms', where)})
       SELECT key, CASE WHEN grouping(key) = 0 THEN ${labelled(by)} END AS label, place,
         count(*)::int AS n,
         round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::numeric)::int AS "p50Ms",
         round((percentile_cont(0.95) WITHIN GROUP (ORDER BY ms))::numeric)::int AS "p95Ms"
       FROM times
       GROUP BY GROUPING SETS ((place, key), (place))
       HAVING grouping(key) = 1 OR key IS NOT NULL
       ORDER BY label, key, place`,
      parameters,
    );
  }

  /**
   * Of one member or persona there are too few for a roll-up of its own, and too many to sort. Ids are
   * random, so the first of them are a fair sample, and always the same one.
   */
  private async fromManyRecords(
    organizationId: string,
    period: Period,
    { by, filters }: Asked,
  ): Promise<Row[]> {
    const { where, parameters } = callsIn(organizationId, period, filters);
    const sample = `(
      SELECT f.call_id, f.day, f.persona_id, f.mode, f.channel, f.engine
      FROM call_facts f WHERE ${where} ORDER BY f.call_id LIMIT ${SAMPLED_CALLS})`;
    const records = this.records(OF_RECORDS[by], 'latency_bucket(f.ms)', 'true', sample);
    return this.database.query(
      quantilesOf(
        `numbered AS MATERIALIZED (
           SELECT dense_rank() OVER (ORDER BY key) AS id, key, place, bucket, n
           FROM (
             SELECT key, place, ms AS bucket, count(*) AS n
             FROM (${records}) measured GROUP BY key, place, ms) sums),
         pairs AS (SELECT id, place, bucket, n FROM numbered),
         keys AS (SELECT DISTINCT id, key FROM numbered)`,
        by,
      ),
      parameters,
    );
  }

  private async fromSpans(
    organizationId: string,
    period: Period,
    asked: Asked & { grain: Grain },
  ): Promise<Row[]> {
    const { by } = asked;
    const daily = by === 'day' || by === 'week';
    if (daily && isKept(asked)) return this.fromKept(organizationId, period, { ...asked, by });
    const spans: readonly Span[] = daily
      ? ['day']
      : hasWeeks(asked) && by !== 'month'
        ? ['month', 'week', 'day']
        : ['month', 'day'];
    return this.merged(organizationId, stretchesOf(period, spans), { ...asked, key: OF_SPANS[by] });
  }

  /** Days and whole weeks have their percentiles beside them; only the rest and the whole is added up. */
  private async fromKept(
    organizationId: string,
    period: Period,
    asked: Asked & { by: 'day' | 'week'; grain: Grain },
  ): Promise<Row[]> {
    const { by } = asked;
    const whole = wholeSpans(by, period);
    const [kept, rest, total] = await Promise.all([
      this.kept(organizationId, whole ? [whole] : [], asked),
      this.merged(
        organizationId,
        stretchesOf(period, [by, 'day']).filter(({ span }) => span !== by),
        { ...asked, key: OF_SPANS[by] },
      ),
      this.merged(organizationId, stretchesOf(period, ['month', 'week', 'day']), {
        ...asked,
        key: 'NULL::text',
      }),
    ]);
    const groups = [...kept, ...rest.filter(({ key }) => key !== null)];
    return [...groups.sort(byKey), ...total];
  }

  private async kept(
    organizationId: string,
    stretches: readonly Stretch[],
    asked: Asked & { grain: Grain },
  ): Promise<Row[]> {
    const { where, parameters } = spansIn(organizationId, stretches, asked);
    return this.database.query(
      `SELECT s.day::text AS key, s.day::text AS label, s.stage AS place, s.n, s.p50_ms AS "p50Ms",
         s.p95_ms AS "p95Ms"
       FROM latency_spans s WHERE ${where}`,
      parameters,
    );
  }

  private async merged(
    organizationId: string,
    stretches: readonly Stretch[],
    { key, ...asked }: Asked & { grain: Grain; key: string },
  ): Promise<Row[]> {
    const { where, parameters } = spansIn(organizationId, stretches, asked);
    return this.database.query(
      quantilesOf(
        `numbered AS MATERIALIZED (
           SELECT dense_rank() OVER (ORDER BY (${key}) COLLATE "C") AS id, ${key} AS key,
             s.stage AS place, s.buckets, s.counts
           FROM latency_spans s WHERE ${where}),
         pairs AS (
           SELECT id, place, unnest(buckets) AS bucket, unnest(counts) AS n FROM numbered),
         keys AS (SELECT DISTINCT id, key FROM numbered)`,
        asked.by,
      ),
      parameters,
    );
  }

  private records(key: string, ms: string, where: string, calls = 'call_facts'): string {
    return `SELECT (${key}) COLLATE "C" AS key, f.place, ${ms} AS ms
      FROM (
        SELECT f.day, f.persona_id, f.mode, f.channel, f.engine, ${STAGES}
        FROM ${calls} f JOIN LATERAL (
          SELECT * FROM turn_latencies WHERE call_id = f.call_id OFFSET 0) measured ON true
        WHERE ${where}) f
      WHERE f.ms IS NOT NULL`;
  }
}

/** Of all answers, or of one persona's. */
const isKept = ({ grain, filters }: Asked & { grain: Grain }): boolean =>
  grain === 'all' || (grain === 'persona' && filters.persona !== undefined);

const byKey = (a: Row, b: Row): number =>
  a.key === b.key ? a.place - b.place : (a.key ?? '') < (b.key ?? '') ? -1 : 1;
