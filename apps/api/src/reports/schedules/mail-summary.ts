import type { CostReport } from '../cost-report.schemas';
import type { ProgressReport } from '../progress-report.schemas';
import type { QualityReport } from '../quality-report.schemas';
import type { UsageReport } from '../usage-report.schemas';

const usd = (microUsd: number): string => `$${(microUsd / 1_000_000).toFixed(2)}`;
const count = (value: number): string => Math.round(value).toLocaleString('en-GB');
const percent = (share: number | null): string =>
  share === null ? 'unknown' : `${(share * 100).toFixed(1)} %`;

export const usageLines = ({ total }: UsageReport): string[] => [
  `${count(total.calls)} calls, ${count(total.minutes)} minutes`,
  `${count(total.tokens)} tokens, ${count(total.characters)} characters`,
  `${usd(total.costMicroUsd)}${total.incomplete ? ', and something without a price' : ''}`,
];

export const costLines = ({ total, withoutCallMicroUsd }: CostReport): string[] => [
  `${usd(total.costMicroUsd)} in all${total.incomplete ? ', and something without a price' : ''}`,
  ...(total.costPerMinuteMicroUsd === null
    ? []
    : [`$${(total.costPerMinuteMicroUsd / 1_000_000).toFixed(4)} a practised minute`]),
  `${usd(total.speculationMicroUsd)} for answers begun early and thrown away`,
  `${usd(total.components.scoring)} for scoring`,
  ...(withoutCallMicroUsd > 0 ? [`${usd(withoutCallMicroUsd)} without a call`] : []),
];

export const progressLines = ({ total, trainees }: ProgressReport): string[] => {
  const risen = trainees.filter(({ lift }) => lift?.likely && lift.points > 0).length;
  return [
    `${count(total.calls)} calls, ${count(total.minutes)} minutes`,
    total.mean === null
      ? 'No call has a score'
      : `Mean score ${total.mean} over ${count(total.n)} scored calls`,
    `${count(risen)} with a lift that is likely no chance`,
  ];
};

export const qualityLines = ({ total, latency }: QualityReport): string[] => {
  const response = latency.total.find(({ stage }) => stage === 'response');
  return [
    `${count(total.calls)} calls, ${count(total.failed)} of them failed (${percent(total.failedShare)})`,
    response
      ? `Half of the answers heard within ${response.p50Ms} ms, 95 % within ${response.p95Ms} ms`
      : 'No answer was measured',
    `${total.interruptionsPerMinute ?? 0} interruptions a minute`,
    `${percent(total.speculationUsedShare)} of early starts used`,
  ];
};
