import { deriveTurns, practisedPart, type VoiceEvent } from '@sparline/voice';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Client } from 'pg';
import { ownGoalOf } from '../../../../apps/api/src/calls/own-goal';
import { usageOfCall } from '../../../../apps/api/src/usage/call-usage';
import { isGuarded, settlementOf } from '../../../../apps/api/src/usage/minutes/settlement';
import type { SimulatedMessage } from '../../../simulators/twilio/rest/messages';

export type Traces = {
  dataDir: string;
  temporary: string;
  messages: readonly SimulatedMessage[];
  minChargedMs: number;
};

/** Each statement gives what must not be. */
const NEVER: Record<string, string> = {
  'a call is not ready': `SELECT id FROM calls WHERE state <> 'ready' AND deleted_at IS NULL`,
  'a call has no recording, nor a note that there is none': `
    SELECT id FROM calls WHERE mode IS NOT NULL AND deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM recordings WHERE call_id = calls.id)`,
  'a call was not accounted': `
    SELECT id FROM calls WHERE deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM call_accounts WHERE call_id = calls.id)`,
  'a call has no score or summary': `
    SELECT id FROM calls WHERE mode IS NOT NULL AND deleted_at IS NULL
      AND NOT (EXISTS (SELECT FROM call_scores WHERE call_id = calls.id)
        AND EXISTS (SELECT FROM call_summaries WHERE call_id = calls.id)
        AND EXISTS (SELECT FROM call_metrics WHERE call_id = calls.id))`,
  'minutes are set aside for nobody': `
    SELECT call_id AS id FROM minute_reservations WHERE charged_ms IS NULL`,
  'an account is not the sum of its entries': `
    SELECT account.id FROM minute_accounts account JOIN LATERAL (
      SELECT coalesce(sum(amount_ms) FILTER (WHERE kind = 'grant'), 0)
          - coalesce(sum(amount_ms) FILTER (WHERE kind = 'expire'), 0) AS granted,
        coalesce(sum(amount_ms) FILTER (WHERE kind = 'settle'), 0)
          - coalesce(sum(amount_ms) FILTER (WHERE kind = 'refund'), 0) AS settled
      FROM minute_entries WHERE account_id = account.id) entries ON true
    WHERE reserved_ms <> 0 OR granted_ms <> granted OR settled_ms <> settled`,
  'a call was charged twice': `
    SELECT call_id AS id FROM minute_entries WHERE kind IN ('reserve', 'settle', 'release', 'refund')
    GROUP BY call_id, kind HAVING count(*) > 1`,
  'a line was not ended': `SELECT id FROM phone_lines WHERE state <> 'ended'`,
  'a text message was not sent': `SELECT id FROM sms_messages WHERE state = 'queued'`,
  'a line was written to twice': `
    SELECT phone_number_id AS id FROM sms_messages WHERE purpose = 'call_summary'
    GROUP BY phone_number_id HAVING count(*) > 1`,
  'a mail was not sent': `SELECT id FROM mails WHERE state <> 'sent'`,
  'an invitation has no mail': `
    SELECT id FROM invitations WHERE (SELECT count(*) FROM invitations) >
      (SELECT count(*) FROM mails WHERE purpose = 'invitation') LIMIT 1`,
  'a task is not over': `SELECT id FROM tasks WHERE state <> 'done'`,
  'an export has no task, or a finished one no file': `
    SELECT export.id FROM report_exports export LEFT JOIN tasks ON tasks.id = export.id
    WHERE tasks.id IS NULL OR tasks.state = 'done' AND export.bytes IS NULL`,
  'a job failed for good': `
    SELECT job || ' ' || error_code || ' ' || message AS id FROM failed_jobs
    WHERE state IN ('open', 'retried')`,
};

type CallRow = {
  id: string;
  started_at: Date;
  duration_ms: number;
  end_reason: string;
  turns: number;
  reserved_ms: string | null;
  charged_ms: string | null;
  refunded: boolean | null;
};

/** Everything that is wrong now that all is quiet. */
export const faultsOf = async (database: Client, traces: Traces): Promise<string[]> => {
  const faults: string[] = [];
  for (const [what, statement] of Object.entries(NEVER)) {
    const { rows } = await database.query<{ id: string }>(statement);
    faults.push(...rows.map(({ id }) => `${what}: ${id}`));
  }
  faults.push(...(await faultsOfCalls(database, traces)));
  faults.push(...(await faultsOfFiles(database, traces)));
  faults.push(...(await faultsOfMessages(database, traces)));
  return faults;
};

/** Turns, usage and minutes again from the log of each call. */
const faultsOfCalls = async (database: Client, { minChargedMs }: Traces): Promise<string[]> => {
  const faults: string[] = [];
  const { rows } = await database.query<CallRow>(
    `SELECT calls.id, started_at, duration_ms, end_reason, reserved_ms, charged_ms, refunded,
       (SELECT count(*)::int FROM call_turns WHERE call_id = calls.id) AS turns
     FROM calls LEFT JOIN minute_reservations USING (organization_id)
     WHERE minute_reservations.call_id = calls.id AND deleted_at IS NULL`,
  );
  for (const call of rows) {
    const events = await eventsOf(database, call.id);
    const turns = deriveTurns(practisedPart(events)).length;
    if (turns !== call.turns) faults.push(`${call.id} has ${call.turns} turns instead of ${turns}`);
    const lines = usageOfCall({ callId: call.id, startedAt: call.started_at }, events);
    const expected = lines.map(({ sourceId, quantity }) => `${sourceId}=${quantity}`).sort();
    const { rows: records } = await database.query<{ source_id: string; quantity: string }>(
      `SELECT source_id, quantity FROM usage_records WHERE call_id = $1 AND component NOT IN ('scoring', 'carrier', 'messages')`,
      [call.id],
    );
    const found = records.map(({ source_id, quantity }) => `${source_id}=${quantity}`).sort();
    if (found.join() !== expected.join()) {
      faults.push(
        `${call.id} has other usage than its log: ${found.join()} not ${expected.join()}`,
      );
    }
    const settlement = settlementOf(
      { reservedMs: Number(call.reserved_ms), chargedMs: null, refunded: false },
      { callId: call.id, usedMs: call.duration_ms },
      { minChargedMs, freeLately: 0 },
    );
    if (settlement.chargedMs !== Number(call.charged_ms)) {
      faults.push(`${call.id} was charged ${call.charged_ms} and not ${settlement.chargedMs}`);
    }
    const reason = ownGoalOf({ endReason: call.end_reason, events });
    // One that the trainee's side can bring about is given only so often.
    if (!isGuarded(reason) && (reason !== undefined) !== call.refunded) {
      faults.push(`${call.id} ended as ${call.end_reason}, and refunded is ${call.refunded}`);
    }
  }
  return faults;
};

const eventsOf = async (database: Client, callId: string): Promise<VoiceEvent[]> => {
  const { rows } = await database.query<{ events: VoiceEvent[] }>(
    'SELECT events FROM call_events WHERE call_id = $1 ORDER BY first_seq',
    [callId],
  );
  return rows.flatMap(({ events }) => events);
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    : [];

const faultsOfFiles = async (
  database: Client,
  { dataDir, temporary }: Traces,
): Promise<string[]> => {
  const { rows } = await database.query<{ key: string }>(
    'SELECT object_key AS key FROM recordings WHERE object_key IS NOT NULL',
  );
  const { rows: exports } = await database.query<{ key: string }>(
    `SELECT 'exports/' || organization_id || '/' || id || '.csv' AS key FROM report_exports
     WHERE bytes IS NOT NULL`,
  );
  const keys = [...rows, ...exports].map(({ key }) => key);
  const objects = filesBelow(join(dataDir, 'objects'));
  const { rows: mails } = await database.query<{ id: string }>('SELECT id FROM mails');
  const letters = filesBelow(join(dataDir, 'mail'));
  return [
    ...objects.filter((path) => !keys.includes(path)).map((path) => `an object of nobody: ${path}`),
    ...keys.filter((key) => !objects.includes(key)).map((key) => `a file is gone: ${key}`),
    ...readdirOf(join(dataDir, 'spool')).map((name) => `a spool is left: ${name}`),
    ...readdirOf(join(dataDir, 'mixing')).map((name) => `a mix is left: ${name}`),
    ...readdirOf(join(dataDir, 'exporting')).map((name) => `half an export is left: ${name}`),
    ...readdirOf(temporary)
      .filter((name) => name.startsWith('sparline'))
      .map((name) => `a temporary file is left: ${name}`),
    ...mails
      .filter(({ id }) => letters.filter((name) => name.includes(id)).length !== 1)
      .map(({ id }) => `a mail is not there once: ${id}`),
  ];
};

const readdirOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** A line that was killed between Twilio's yes and its own note sends again: twice is better than never. */
const faultsOfMessages = async (database: Client, { messages }: Traces): Promise<string[]> => {
  const { rows } = await database.query<{ number: string; rows: number }>(
    `SELECT number, count(*)::int AS rows FROM sms_messages
     JOIN phone_numbers ON phone_numbers.id = phone_number_id
     WHERE state IN ('sent', 'delivered') GROUP BY number`,
  );
  return rows
    .filter(({ number, rows: kept }) => messages.filter(({ to }) => to === number).length < kept)
    .map(({ number }) => `a text message is noted as sent and was not: …${number.slice(-4)}`);
};

/** Numbers that were written to more often than there are messages for them. */
export const repeatedMessages = async (
  database: Client,
  messages: readonly SimulatedMessage[],
): Promise<number> => {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM sms_messages WHERE state IN ('sent', 'delivered')`,
  );
  return messages.length - (rows[0]?.count ?? 0);
};
