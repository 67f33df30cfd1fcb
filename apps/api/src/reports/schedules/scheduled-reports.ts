import { CostGroup } from '../cost-report.schemas';
import { LatencyGroup } from '../latency-report.schemas';
import { ProgressGroup } from '../progress-report.schemas';
import { UsageGroup } from '../usage-report.schemas';
import type { ScheduledReport } from './schedules.schemas';

const GROUPS: Record<ScheduledReport, readonly string[]> = {
  usage: UsageGroup.options,
  cost: CostGroup.options,
  progress: ProgressGroup.options,
  quality: LatencyGroup.options,
};

export const groupsOf = (report: ScheduledReport): readonly string[] => GROUPS[report];

export const REPORT_NAMES: Record<ScheduledReport, string> = {
  usage: 'Usage',
  cost: 'Cost',
  progress: 'Progress',
  quality: 'Quality',
};
