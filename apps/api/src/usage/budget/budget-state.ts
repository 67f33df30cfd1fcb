import type { MonthSum } from '../months/month-sum.repository';
import type { BudgetEntity } from './budget.entity';
import type { BudgetNotice } from './budget.schemas';

type Money = Pick<MonthSum, 'month' | 'spentMicroUsd'>;
type Rules = Pick<BudgetEntity, 'amountMicroUsd' | 'alertPercents' | 'hardStop' | 'liftedMonth'>;

export const isUsedUp = ({ spentMicroUsd }: Money, { amountMicroUsd }: Rules): boolean =>
  spentMicroUsd >= amountMicroUsd;

/** Whether a new call is refused. */
export const isStopped = (sum: Money, budget: Rules | undefined): boolean =>
  budget !== undefined &&
  budget.hardStop &&
  budget.liftedMonth !== sum.month &&
  isUsedUp(sum, budget);

/** The thresholds that are behind us. */
export const passedPercents = (
  { spentMicroUsd }: Money,
  { alertPercents, amountMicroUsd }: Rules,
): number[] =>
  alertPercents.filter(
    (percent) => BigInt(spentMicroUsd) * 100n >= BigInt(percent) * BigInt(amountMicroUsd),
  );

export const noticeOf = (sum: Money, budget: Rules | undefined): BudgetNotice['notice'] => {
  const passed = budget ? passedPercents(sum, budget).at(-1) : undefined;
  if (!budget || (passed === undefined && !isUsedUp(sum, budget))) return null;
  const { spentMicroUsd } = sum;
  const { amountMicroUsd: budgetMicroUsd } = budget;
  const kind = isUsedUp(sum, budget) ? 'used_up' : 'alert';
  return {
    kind: isStopped(sum, budget) ? 'stopped' : kind,
    percent: Math.floor((spentMicroUsd / budgetMicroUsd) * 100),
    spentMicroUsd,
    budgetMicroUsd,
  };
};
