export type BudgetMail = {
  to: string;
  organization: string;
  month: string;
  percent: number;
  spentMicroUsd: number;
  budgetMicroUsd: number;
  unpriced: number;
  /** Calls are refused from now on. */
  stopped: boolean;
  link: string;
};

export const budgetMail = (facts: BudgetMail) => ({
  to: facts.to,
  subject: `${facts.percent} % of ${facts.organization}’s budget for practice calls is spent`,
  text: `Hello,

${facts.organization} has spent ${usd(facts.spentMicroUsd)} of its ${usd(facts.budgetMicroUsd)} for practice calls in ${monthName(facts.month)}.
${facts.unpriced > 0 ? '\nSome of what was used has no price in the price book, so it is at least that much.\n' : ''}${
    facts.stopped
      ? '\nNo further call begins this month, until you raise the budget or let calls go on. Calls that\nrun now go on to their end.\n'
      : ''
  }
See what it went to, and change the budget, here:

${facts.link}
`,
});

const usd = (microUsd: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(
    microUsd / 1_000_000,
  );

const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}T00:00:00Z`),
  );
