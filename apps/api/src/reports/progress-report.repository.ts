import type { Mode } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { callsIn, namesSomebody } from './call-filter';
import type { Moments } from './confidence';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

export type Practised = { filters: CallFilters; samples: 'include' | 'exclude' };

export type TraineeRow = {
  memberId: string;
  name: string;
  mode: Mode;
  calls: number;
  durationMs: number;
  samples: number;
  first: number | null;
  best: number | null;
  latest: number | null;
  earlier: Moments;
  later: Moments;
};
export type WeekRow = Moments & {
  week: string;
  calls: number;
  durationMs: number;
  trainees: number;
  samples: number;
};
export type CriterionRow = {
  mode: Mode;
  criterion: string;
  name: string;
  earlier: Moments;
  later: Moments;
};

const moments = (value: string, when: string) =>
  `json_build_object('n', count(${value}) FILTER (WHERE ${when}),
     'sum', coalesce(sum(${value}) FILTER (WHERE ${when}), 0),
     'squares', coalesce(sum(${value} * ${value}) FILTER (WHERE ${when}), 0))`;

const summed = (when: string) =>
  `json_build_object('n', coalesce(sum(n) FILTER (WHERE ${when}), 0),
     'sum', coalesce(sum(points) FILTER (WHERE ${when}), 0),
     'squares', coalesce(sum(squares) FILTER (WHERE ${when}), 0))`;

/** Of calls in which somebody was chosen to practise with. */
@Injectable()
export class ProgressReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Each trainee in each mode: those who practised most first. */
  async trainees(
    organizationId: string,
    period: Period,
    practised: Practised,
  ): Promise<TraineeRow[]> {
    const { where, parameters } = practisedIn(organizationId, period, practised);
    return this.database.query(
      `WITH held AS (
         SELECT f.member_id, f.mode, f.started_at, f.duration_ms, f.sample, f.score::float8 AS score,
           count(f.score) OVER w AS place, count(f.score) OVER (PARTITION BY f.member_id, f.mode) AS n
         FROM call_facts f WHERE ${where}
         WINDOW w AS (PARTITION BY f.member_id, f.mode ORDER BY f.started_at))
       SELECT sums.*, members.name FROM (
         SELECT member_id AS "memberId", mode, count(*)::int AS calls,
           sum(duration_ms)::float8 AS "durationMs", count(*) FILTER (WHERE sample)::int AS samples,
           max(score) FILTER (WHERE place = 1) AS first, max(score) AS best,
           max(score) FILTER (WHERE place = n) AS latest,
           ${moments('score', 'place * 2 <= n')} AS earlier,
           ${moments('score', 'place * 2 > n')} AS later
         FROM held GROUP BY member_id, mode) sums
         JOIN members ON members.id = sums."memberId" AND members.organization_id = $1
       ORDER BY calls DESC, name, "memberId", mode`,
      parameters,
    );
  }

  async weeks(organizationId: string, period: Period, practised: Practised): Promise<WeekRow[]> {
    const { where, parameters } = practisedIn(organizationId, period, practised);
    return this.database.query(
      `SELECT date_trunc('week', f.day)::date::text AS week, count(*)::int AS calls,
         sum(f.duration_ms)::float8 AS "durationMs", count(DISTINCT f.member_id)::int AS trainees,
         count(*) FILTER (WHERE f.sample)::int AS samples, count(f.score)::int AS n,
         coalesce(sum(f.score::float8), 0) AS sum,
         coalesce(sum(f.score::float8 * f.score::float8), 0) AS squares
       FROM call_facts f WHERE ${where} GROUP BY 1 ORDER BY 1`,
      parameters,
    );
  }

  /** The first half of the period beside the second. */
  async criteria(
    organizationId: string,
    period: Period,
    practised: Practised,
  ): Promise<CriterionRow[]> {
    const half = '($2::date + ($3::date - $2::date) / 2)';
    const { source, parameters } = this.judged(organizationId, period, practised);
    return this.database.query(
      `SELECT mode, criterion, max(name) AS name, ${summed(`day <= ${half}`)} AS earlier,
         ${summed(`day > ${half}`)} AS later
       FROM ${source} judged GROUP BY mode, criterion ORDER BY mode, criterion`,
      parameters,
    );
  }

  private judged(organizationId: string, period: Period, practised: Practised) {
    const { filters, samples } = practised;
    if (samples === 'include' && !namesSomebody(filters)) {
      const { where, parameters } = callsIn(organizationId, period, filters, 'd');
      return {
        source: `(SELECT d.* FROM criterion_days d WHERE ${where} AND d.mode <> '')`,
        parameters,
      };
    }
    const { where, parameters } = practisedIn(organizationId, period, practised);
    const source = `(
      SELECT day, mode, criterion, name, 1 AS n, points, points * points AS squares FROM (
        SELECT f.day, f.mode, one ->> 'key' AS criterion, one ->> 'name' AS name,
          round((one ->> 'points')::numeric, 4) AS points
        FROM call_facts f JOIN LATERAL (
            SELECT data FROM call_scores WHERE call_id = f.call_id OFFSET 0) s ON true
          CROSS JOIN LATERAL jsonb_array_elements(s.data -> 'criteria') one
        WHERE ${where}) of_call
      WHERE points IS NOT NULL)`;
    return { source, parameters };
  }
}

const practisedIn = (organizationId: string, period: Period, { filters, samples }: Practised) => {
  const { where, parameters } = callsIn(organizationId, period, filters);
  const real = samples === 'exclude' ? ' AND NOT f.sample' : '';
  return { where: `${where} AND f.mode IS NOT NULL${real}`, parameters };
};
