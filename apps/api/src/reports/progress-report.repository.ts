import type { Mode } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { callsIn, sourceFor } from './call-filter';
import type { Moments } from './confidence';
import { memberMonths } from './member-months';
import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';
import { type Stretch, wholeSpans } from './whole-spans';

export type Practised = { filters: CallFilters; samples: 'include' | 'exclude' };

export type PractisedRow = {
  memberId: string;
  name: string;
  mode: Mode;
  calls: number;
  durationMs: number;
  samples: number;
};
export type ScoredRow = {
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

  /** Each trainee in each mode with how much was practised: those who practised most, and of how many. */
  async trainees(
    organizationId: string,
    period: Period,
    practised: Practised,
    most: number,
  ): Promise<(PractisedRow & { of: number })[]> {
    const { source, parameters } = this.practisedBy(organizationId, period, practised);
    return this.database.query(
      `SELECT sums.*, members.name, (count(*) OVER ())::int AS of
       FROM (
         SELECT f.member_id AS "memberId", f.mode, sum(f.calls)::int AS calls,
           sum(f.duration_ms)::float8 AS "durationMs", sum(f.samples)::int AS samples
         FROM ${source} GROUP BY f.member_id, f.mode) sums
         JOIN members ON members.id = sums."memberId" AND members.organization_id = $1
       ORDER BY calls DESC, name, "memberId", mode LIMIT $${parameters.length + 1}`,
      [...parameters, Number.isFinite(most) ? most : null],
    );
  }

  /** How those trainees, each in that mode, were scored; in the order they are given. */
  async scores(
    organizationId: string,
    period: Period,
    practised: Practised,
    of: readonly Pick<PractisedRow, 'memberId' | 'mode'>[],
  ): Promise<ScoredRow[]> {
    const { where, parameters } = practisedIn(organizationId, period, practised);
    const [members, modes] = [parameters.length + 1, parameters.length + 2];
    return this.database.query(
      // In the order of the index, so that the scores of a trainee come sorted without a sort.
      `SELECT sums.scores[1] AS first, sums.scores[cardinality(sums.scores)] AS latest, halves.*
       FROM unnest($${members}::uuid[], $${modes}::text[]) WITH ORDINALITY AS asked (member, mode, at)
         CROSS JOIN LATERAL (
           SELECT array_agg(f.score::float8 ORDER BY f.started_at) AS scores
           FROM call_facts f
           WHERE ${where} AND f.member_id = asked.member AND f.mode = asked.mode
             AND f.score IS NOT NULL) sums
         CROSS JOIN LATERAL (
           SELECT max(score) AS best, ${moments('score', 'place * 2 <= cardinality(sums.scores)')} AS earlier,
             ${moments('score', 'place * 2 > cardinality(sums.scores)')} AS later
           FROM unnest(sums.scores) WITH ORDINALITY AS each (score, place)) halves
       ORDER BY asked.at`,
      [...parameters, of.map(({ memberId }) => memberId), of.map(({ mode }) => mode)],
    );
  }

  async weeks(organizationId: string, period: Period, practised: Practised): Promise<WeekRow[]> {
    const whole = weeksKept(practised) ? wholeSpans('week', period) : undefined;
    const { where, parameters } = practisedIn(organizationId, period, practised);
    const between = whole
      ? ` AND (f.day < $${parameters.length + 1}::date OR f.day >= $${parameters.length + 2}::date)`
      : '';
    const [kept, counted] = await Promise.all([
      whole ? this.keptWeeks(organizationId, whole, practised.filters) : [],
      this.database.query<WeekRow[]>(
        `SELECT monday::text AS week, sum(calls)::int AS calls, sum(ms) AS "durationMs",
           count(*)::int AS trainees, sum(samples)::int AS samples, sum(n)::int AS n,
           sum(scores) AS sum, sum(squared) AS squares
         FROM (
           SELECT f.day - extract(isodow FROM f.day)::int + 1 AS monday, f.member_id,
             count(*) AS calls, sum(f.duration_ms)::float8 AS ms,
             count(*) FILTER (WHERE f.sample) AS samples, count(f.score) AS n,
             coalesce(sum(f.score::float8), 0) AS scores,
             coalesce(sum(f.score::float8 * f.score::float8), 0) AS squared
           FROM call_facts f WHERE ${where}${between} GROUP BY 1, 2) of_member
         GROUP BY monday`,
        whole ? [...parameters, whole.first, whole.after] : parameters,
      ),
    ]);
    return [...kept, ...counted].sort((a, b) => (a.week < b.week ? -1 : 1));
  }

  private async keptWeeks(
    organizationId: string,
    { first, after }: Stretch,
    { persona, mode, channel, engine }: CallFilters,
  ): Promise<WeekRow[]> {
    return this.database.query(
      `SELECT day::text AS week, calls, duration_ms::float8 AS "durationMs", trainees, samples,
         scored AS n, scores::float8 AS sum, squares::float8 AS squares
       FROM practice_weeks
       WHERE organization_id = $1 AND day >= $2 AND day < $3
         AND persona_id = $4 AND mode = $5 AND channel = $6 AND engine = $7`,
      [organizationId, first, after, persona ?? '*', mode ?? '*', channel ?? '*', engine ?? '*'],
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

  private practisedBy(organizationId: string, period: Period, practised: Practised) {
    const { filters, samples } = practised;
    if (samples === 'include' && sourceFor(filters, 'member') === 'members') {
      const { source, parameters } = memberMonths(organizationId, period, filters);
      return { source: `${source} f WHERE f.mode <> ''`, parameters };
    }
    const { where, parameters } = practisedIn(organizationId, period, practised);
    const source = `(
      SELECT f.member_id, f.mode, 1 AS calls, f.duration_ms, f.sample::int AS samples
      FROM call_facts f WHERE ${where}) f`;
    return { source, parameters };
  }

  private judged(organizationId: string, period: Period, practised: Practised) {
    const { filters, samples } = practised;
    const from = sourceFor(filters);
    if (samples === 'include' && from !== 'calls') {
      const { where, parameters } = callsIn(organizationId, period, filters, 'd');
      const table = from === 'held' ? 'criterion_days' : 'persona_criterion_days';
      return { source: `(SELECT d.* FROM ${table} d WHERE ${where} AND d.mode <> '')`, parameters };
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

/** Trainees cannot be added up, so weeks are kept for one of these filters or the other. */
const weeksKept = ({ filters, samples }: Practised): boolean =>
  samples === 'include' &&
  filters.member === undefined &&
  (filters.persona === undefined || filters.mode === undefined);

const practisedIn = (organizationId: string, period: Period, { filters, samples }: Practised) => {
  const { where, parameters } = callsIn(organizationId, period, filters);
  const real = samples === 'exclude' ? ' AND NOT f.sample' : '';
  return { where: `${where} AND f.mode IS NOT NULL${real}`, parameters };
};
