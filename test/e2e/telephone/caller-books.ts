import type { DataSource } from 'typeorm';

/** What is kept of a number: its connections and calls, and what they cost it. */
export type CallerBooks = {
  lines: { state: string; outcome: string | null }[];
  calls: {
    id: string;
    state: string;
    mode: string | null;
    endReason: string | null;
    durationMs: number;
    recordingConsent: string | null;
  }[];
  /** In the order they were written. */
  entries: { kind: string; amountMs: number; callId: string | null }[];
  account: { grantedMs: number; settledMs: number; reservedMs: number } | undefined;
  /** Messages that follow a call, sent or still on their way. */
  messages: number;
};

/** Straight from the tables, where nothing is made prettier than it is. */
export async function booksOf(database: DataSource, number: string): Promise<CallerBooks> {
  const ask = <Row>(sql: string): Promise<Row[]> => database.query<Row[]>(sql, [number]);
  const caller = '(SELECT id FROM phone_numbers WHERE number = $1)';
  const account = `(SELECT id FROM minute_accounts WHERE caller_id = ${caller})`;
  const [accounts, messages] = await Promise.all([
    ask<NonNullable<CallerBooks['account']>>(
      `SELECT granted_ms::int AS "grantedMs", settled_ms::int AS "settledMs",
         reserved_ms::int AS "reservedMs" FROM minute_accounts WHERE caller_id = ${caller}`,
    ),
    ask<{ count: number }>(
      `SELECT count(*)::int FROM sms_messages
       WHERE phone_number_id = ${caller} AND purpose = 'call_summary'`,
    ),
  ]);
  return {
    lines: await ask(
      `SELECT state, outcome FROM phone_lines WHERE phone_number_id = ${caller} ORDER BY created_at`,
    ),
    calls: await ask(
      `SELECT id, state, mode, end_reason AS "endReason", duration_ms::int AS "durationMs",
         recording_consent AS "recordingConsent"
       FROM calls WHERE member_id = (SELECT member_id FROM phone_numbers WHERE number = $1)
       ORDER BY started_at`,
    ),
    entries: await ask(
      `SELECT kind, amount_ms::int AS "amountMs", call_id AS "callId" FROM minute_entries
       WHERE account_id = ${account} ORDER BY position`,
    ),
    account: accounts[0],
    messages: messages[0]?.count ?? 0,
  };
}

/** What was entered for a call, in short. */
export const entriesFor = ({ entries }: CallerBooks, callId: string | undefined): string =>
  entries.flatMap((entry) => (entry.callId === callId ? [entry.kind] : [])).join(' ');
