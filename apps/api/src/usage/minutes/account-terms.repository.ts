import type { EntityManager } from 'typeorm';
import type { Month, MonthlyAllowance } from './account-book';

export type AccountTerms = {
  allowance: MonthlyAllowance | null;
  /** The month it is now by the organization's clock. */
  month: Month;
  monthGiven: boolean;
};
type Row = {
  id: string;
  monthlyMs: string | null;
  rollOver: boolean | null;
  capMs: string | null;
  given: boolean;
} & Month;

/** What is agreed for each account. PostgreSQL knows when a month begins anywhere, summer or winter. */
export const termsOf = async (
  manager: EntityManager,
  organizationId: string,
  accountIds: readonly string[],
  now: Date,
): Promise<(accountId: string) => AccountTerms> => {
  const rows = await manager.query<Row[]>(
    `SELECT account.id, to_char(month.begins, 'YYYY-MM-DD') AS period,
       (month.begins + interval '1 month') AT TIME ZONE organizations.time_zone AS "endsAt",
       EXISTS (SELECT FROM minute_grants
         WHERE account_id = account.id AND period >= month.begins::date) AS given,
       allowance.monthly_ms AS "monthlyMs", allowance.roll_over AS "rollOver",
       allowance.cap_ms AS "capMs"
     FROM organizations
       CROSS JOIN unnest($2::uuid[]) AS account (id)
       CROSS JOIN LATERAL (
         SELECT date_trunc('month', $3::timestamptz AT TIME ZONE organizations.time_zone) AS begins
       ) month
       LEFT JOIN minute_allowances allowance ON allowance.account_id = account.id
         AND allowance.organization_id = organizations.id
     WHERE organizations.id = $1`,
    [organizationId, accountIds, now],
  );
  const terms = new Map(rows.map((row) => [row.id, toTerms(row)]));
  return (accountId) => {
    const found = terms.get(accountId);
    if (!found) throw new Error('A minute account belongs to no organization');
    return found;
  };
};

const toTerms = ({ monthlyMs, rollOver, capMs, given, period, endsAt }: Row): AccountTerms => ({
  allowance:
    monthlyMs === null
      ? null
      : {
          monthlyMs: Number(monthlyMs),
          rollOver: rollOver === true,
          capMs: capMs === null ? null : Number(capMs),
        },
  month: { period, endsAt },
  monthGiven: given,
});
