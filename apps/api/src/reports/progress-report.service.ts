import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { liftOf, meanOf, type Moments } from './confidence';
import { type CsvCell, toCsv } from '../platform/csv/csv';
import { FactsService } from './facts/facts.service';
import {
  type CriterionRow,
  type PractisedRow,
  type Practised,
  ProgressReportRepository,
  type ScoredRow,
  type WeekRow,
} from './progress-report.repository';
import type {
  CriterionProgress,
  Lift,
  ProgressReport,
  ProgressReportQuery,
  TraineeProgress,
  WeekProgress,
} from './progress-report.schemas';
import { filtersOf } from './report-filters.schemas';
import type { Period } from './report-period';
import { ReportSumsService } from './report-sums.service';
import { onlyYourOwn } from './reports.errors';

const SHOWN = 200;

/** How trainees get on; of themselves anybody may see it. */
@Injectable()
export class ProgressReportService {
  constructor(
    private readonly progress: ProgressReportRepository,
    private readonly sums: ReportSumsService,
    private readonly facts: FactsService,
  ) {}

  /** Throws `reports.only_your_own`. */
  async report(
    actor: Actor,
    query: ProgressReportQuery,
    most: number = SHOWN,
  ): Promise<ProgressReport> {
    const { organizationId } = actor;
    const filters = { ...filtersOf(query), member: visibleMember(actor, query.member) };
    const period = await this.sums.periodOf(actor, query);
    const practised = { filters, samples: query.samples };
    const [trainees, weeks, criteria, freshness] = await Promise.all([
      this.trainees(organizationId, period, practised, most),
      this.progress.weeks(organizationId, period, practised),
      this.progress.criteria(organizationId, period, practised),
      this.facts.freshness(organizationId),
    ]);
    return {
      ...period,
      groupBy: query.groupBy,
      ...trainees,
      weeks: weeks.map(toWeek),
      criteria: criteria.map(toCriterion),
      total: {
        ...meanOf(weeks.reduce(both, { n: 0, sum: 0, squares: 0 })),
        calls: weeks.reduce((sum, { calls }) => sum + calls, 0),
        minutes: minutesOf(weeks.reduce((sum, { durationMs }) => sum + durationMs, 0)),
        samples: weeks.reduce((sum, { samples }) => sum + samples, 0),
      },
      freshness,
    };
  }

  /** Scores are read of those that are shown alone. */
  private async trainees(
    organizationId: string,
    period: Period,
    practised: Practised,
    most: number,
  ): Promise<Pick<ProgressReport, 'trainees' | 'moreTrainees'>> {
    const shown = await this.progress.trainees(organizationId, period, practised, most);
    const scores = await this.progress.scores(organizationId, period, practised, shown);
    return {
      trainees: shown.flatMap(({ of: _of, ...row }, at) => {
        const scored = scores[at];
        return scored ? [toTrainee(row, scored)] : [];
      }),
      moreTrainees: (shown[0]?.of ?? 0) - shown.length,
    };
  }

  async csv(actor: Actor, query: ProgressReportQuery): Promise<string> {
    const report = await this.report(actor, query, Infinity);
    if (query.groupBy === 'week') return weeksCsv(report);
    return query.groupBy === 'criterion' ? criteriaCsv(report) : traineesCsv(report);
  }
}

/** Trainees see themselves, whether they ask for it or for nobody. */
const visibleMember = (actor: Actor, asked: string | undefined): string | undefined => {
  if (may(actor.role, 'call:read_all')) return asked;
  if (asked !== undefined && asked !== actor.memberId) throw onlyYourOwn();
  return actor.memberId;
};

const both = (a: Moments, b: Moments): Moments => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

const minutesOf = (ms: number): number => Math.round(ms / 600) / 100;

const toTrainee = (
  { durationMs, ...row }: PractisedRow,
  { earlier, later, ...scored }: ScoredRow,
): TraineeProgress => {
  const { n, mean } = meanOf(both(earlier, later));
  return {
    ...row,
    ...scored,
    minutes: minutesOf(durationMs),
    n,
    mean,
    lift: liftOf(earlier, later),
  };
};

const toWeek = ({ week, calls, durationMs, trainees, ...row }: WeekRow): WeekProgress => ({
  week,
  calls,
  minutes: minutesOf(durationMs),
  trainees,
  ...meanOf(row),
});

const toCriterion = ({ earlier, later, ...row }: CriterionRow): CriterionProgress => ({
  ...row,
  ...meanOf(both(earlier, later)),
  lift: liftOf(earlier, later),
});

const LIFT_HEADINGS = ['lift', 'lift_low', 'lift_high'];
const liftCells = (lift: Lift | null): CsvCell[] => [
  lift?.points ?? null,
  lift?.low ?? null,
  lift?.high ?? null,
];

const traineesCsv = ({ trainees }: ProgressReport): string =>
  toCsv(
    [
      'member',
      'mode',
      'calls',
      'minutes',
      'samples',
      'scored',
      'first',
      'best',
      'latest',
      'mean',
      ...LIFT_HEADINGS,
    ],
    trainees.map((row) => [
      row.name,
      row.mode,
      row.calls,
      row.minutes,
      row.samples,
      row.n,
      row.first,
      row.best,
      row.latest,
      row.mean,
      ...liftCells(row.lift),
    ]),
  );

const weeksCsv = ({ weeks }: ProgressReport): string =>
  toCsv(
    ['week', 'calls', 'minutes', 'trainees', 'scored', 'mean', 'low', 'high'],
    weeks.map((row) => [
      row.week,
      row.calls,
      row.minutes,
      row.trainees,
      row.n,
      row.mean,
      row.low,
      row.high,
    ]),
  );

const criteriaCsv = ({ criteria }: ProgressReport): string =>
  toCsv(
    ['mode', 'criterion', 'scored', 'mean', 'low', 'high', ...LIFT_HEADINGS],
    criteria.map((row) => [
      row.mode,
      row.name,
      row.n,
      row.mean,
      row.low,
      row.high,
      ...liftCells(row.lift),
    ]),
  );
