import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { CallGroup, CallSums } from './call-sums.repository';
import { toCsv } from '../platform/csv/csv';
import { FactsService } from './facts/facts.service';
import { FailuresRepository } from './failures.repository';
import { LatencyReportRepository } from './latency-report.repository';
import { LatencyStage, type LatencyGroup, type StageFigures } from './latency-report.schemas';
import type { QualityFigures, QualityReport, QualityReportQuery } from './quality-report.schemas';
import { filtersOf } from './report-filters.schemas';
import { ReportSumsService } from './report-sums.service';

/** How well calls went: how fast, how often interrupted, how often failed. */
@Injectable()
export class QualityReportService {
  constructor(
    private readonly latencies: LatencyReportRepository,
    private readonly failures: FailuresRepository,
    private readonly sums: ReportSumsService,
    private readonly facts: FactsService,
  ) {}

  async report(actor: Actor, query: QualityReportQuery): Promise<QualityReport> {
    const { organizationId } = actor;
    const { groupBy } = query;
    const filters = filtersOf(query);
    const period = await this.sums.periodOf(actor, query);
    const ofCalls = isCallGroup(groupBy);
    const by = ofCalls ? groupBy : 'channel';
    const [latency, { rows, total }, endings, failures, freshness] = await Promise.all([
      this.latencies.group(organizationId, period, { by: groupBy, filters }),
      this.sums.group(organizationId, period, { by, query, shown: 'quality' }),
      this.failures.endings(organizationId, period, filters),
      this.failures.ofProviders(organizationId, period, filters),
      this.facts.freshness(organizationId),
    ]);
    return {
      ...period,
      groupBy,
      latency: {
        rows: latency.rows.flatMap(({ key, label, ...row }) =>
          key === null ? [] : [{ key, label: label ?? key, ...stageOf(row) }],
        ),
        total: latency.rows.filter(({ key }) => key === null).map(stageOf),
        exact: latency.exact,
      },
      calls: ofCalls
        ? rows
            .filter(({ calls }) => calls > 0)
            .map(({ key, label, ...row }) => ({ key, label, ...figuresOf(row) }))
        : [],
      total: figuresOf(total),
      endings,
      failures,
      freshness,
    };
  }

  /** A row a group, with the middle and the end of each stage beside what calls came to. */
  async csv(actor: Actor, query: QualityReportQuery): Promise<string> {
    const { groupBy, latency, calls, total } = await this.report(actor, query);
    const keys = [...new Set([...calls, ...latency.rows].map(({ key }) => key))];
    const stages = LatencyStage.options;
    const line = (
      label: string,
      figures: QualityFigures | undefined,
      times: readonly StageFigures[],
    ) => [
      label,
      figures?.calls ?? null,
      figures?.answers ?? null,
      figures?.interruptions ?? null,
      figures?.interruptionsPerMinute ?? null,
      figures?.failed ?? null,
      figures?.speculationsUsed ?? null,
      figures?.speculationsDiscarded ?? null,
      ...stages.flatMap((stage) => {
        const time = times.find((one) => one.stage === stage);
        return [time?.n ?? null, time?.p50Ms ?? null, time?.p95Ms ?? null];
      }),
    ];
    return toCsv(
      [
        groupBy,
        'calls',
        'answers',
        'interruptions',
        'interruptions_per_minute',
        'failed_calls',
        'speculations_used',
        'speculations_discarded',
        ...stages.flatMap((stage) => {
          const name = stage.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
          return [`${name}_n`, `${name}_p50_ms`, `${name}_p95_ms`];
        }),
      ],
      [
        ...keys.map((key) => {
          const times = latency.rows.filter((row) => row.key === key);
          const figures = calls.find((row) => row.key === key);
          return line(figures?.label ?? times[0]?.label ?? key, figures, times);
        }),
        line('total', total, latency.total),
      ],
    );
  }
}

const isCallGroup = (by: LatencyGroup): by is LatencyGroup & CallGroup =>
  by !== 'provider' && by !== 'model';

const stageOf = ({ stage, n, p50Ms, p95Ms }: StageFigures): StageFigures => ({
  stage,
  n,
  p50Ms,
  p95Ms,
});

const figuresOf = (row: CallSums): QualityFigures => ({
  calls: row.calls,
  durationMs: row.durationMs,
  answers: row.answers,
  interruptions: row.interruptions,
  interruptionsPerCall: ratio(row.interruptions, row.calls),
  interruptionsPerMinute: ratio(row.interruptions * 60_000, row.durationMs),
  failed: row.failed,
  failedShare: ratio(row.failed, row.calls),
  speculationsUsed: row.speculationsUsed,
  speculationsDiscarded: row.speculationsDiscarded,
  speculationUsedShare: ratio(
    row.speculationsUsed,
    row.speculationsUsed + row.speculationsDiscarded,
  ),
});

/** To four digits; null where there is nothing to divide by. */
const ratio = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : null;
