import type { Mode } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { LineDirection, LineOutcome, OpenLine } from './phone-line';
import { PhoneLineEntity } from './phone-line.entity';

export type NewLine = {
  id: string;
  callSid: string | null;
  callerId: string;
  memberId: string;
  direction: LineDirection;
  personaId: string | null;
  mode?: Mode | null;
  brief?: string | null;
  dueAt: Date | null;
  dueFrom?: Date | null;
  dueTo?: Date | null;
  /** Whoever called was told why there is no call. */
  refused?: boolean;
};
export type Token = { hash: string; expiresAt: Date };
export type EndedLine = {
  organizationId: string;
  id: string;
  memberId: string;
  callerId: string | null;
  callId: string | null;
  connected: boolean;
  scheduled: boolean;
  personaId: string | null;
};

const OPEN_LINE = `line.organization_id AS "organizationId", line.id, line.call_sid AS "callSid",
  line.member_id AS "memberId", line.direction, line.persona_id AS "personaId",
  line.mode, line.brief, line.phone_number_id AS "callerId", members.guest, members.name`;

@Injectable()
export class PhoneLineRepository {
  constructor(
    @InjectRepository(PhoneLineEntity) private readonly rows: Repository<PhoneLineEntity>,
  ) {}

  /** A connection that is there already stays as it is, and so does a ring under way. */
  async insert(
    organizationId: string,
    { refused = false, ...line }: NewLine,
    at: Date,
  ): Promise<void> {
    const open = { state: line.dueAt ? 'scheduled' : 'ringing' } as const;
    const over = { state: 'ended', outcome: 'refused', endedAt: at } as const;
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...line, organizationId, createdAt: at, ...(refused ? over : open) })
      .orIgnore()
      .execute();
  }

  async find(organizationId: string, id: string): Promise<PhoneLineEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, id })) ?? undefined;
  }

  /** By Twilio's name, or by ours where Twilio asks at an address that holds it. */
  async findConnection(
    by: { callSid: string } | { id: string },
  ): Promise<PhoneLineEntity | undefined> {
    return (await this.rows.findOneBy(by)) ?? undefined;
  }

  /** Whom we rang and are going to ring, what is still to come first, then the latest. */
  async listOutbound(
    organizationId: string,
    memberId: string,
    limit: number,
  ): Promise<PhoneLineEntity[]> {
    return this.rows
      .createQueryBuilder('line')
      .where({ organizationId, memberId, direction: 'outbound' })
      .orderBy(`line.state = 'scheduled'`, 'DESC')
      .addOrderBy('coalesce(line.due_at, line.created_at)', 'DESC')
      .addOrderBy('line.id')
      .limit(limit)
      .getMany();
  }

  async countScheduled(organizationId: string, memberId: string): Promise<number> {
    return this.rows.countBy({ organizationId, memberId, state: 'scheduled' });
  }

  /** On the telephone with us, or in any call. */
  async isOccupied(organizationId: string, memberId: string): Promise<boolean> {
    const [row] = await this.rows.query<{ occupied: boolean }[]>(
      `SELECT EXISTS (SELECT FROM phone_lines WHERE organization_id = $1 AND member_id = $2
           AND state IN ('ringing', 'connected'))
         OR EXISTS (SELECT FROM calls WHERE organization_id = $1 AND member_id = $2
           AND state = 'active') AS occupied`,
      [organizationId, memberId],
    );
    return row?.occupied ?? false;
  }

  /** Whether somebody may still be rung: not removed, not suspended, their number still theirs. */
  async numberToRing(
    organizationId: string,
    lineId: string,
  ): Promise<{ callerId: string; number: string } | undefined> {
    const [row] = await this.rows.query<{ callerId: string; number: string }[]>(
      `SELECT number.id AS "callerId", number.number
       FROM phone_lines line
         JOIN phone_numbers number ON number.id = line.phone_number_id
           AND number.member_id = line.member_id AND number.verified_at IS NOT NULL
           AND NOT number.blocked
         JOIN members ON members.id = line.member_id AND members.deleted_at IS NULL
           AND NOT members.suspended
       WHERE line.organization_id = $1 AND line.id = $2`,
      [organizationId, lineId],
    );
    return row;
  }

  /** Only while nobody has been rung. */
  async cancel(
    { organizationId, memberId }: { organizationId: string; memberId: string },
    id: string,
    at: Date,
  ): Promise<boolean> {
    const { affected } = await this.rows.update(
      { organizationId, memberId, id, state: 'scheduled' },
      { state: 'ended', outcome: 'cancelled', endedAt: at },
    );
    return affected === 1;
  }

  /** A second ring of one connection gets a new token, and the one before is void. */
  async setToken(id: string, callSid: string, { hash, expiresAt }: Token): Promise<boolean> {
    const rows: unknown[] = await this.rows.query(
      `WITH renewed AS (
         UPDATE phone_lines SET token_hash = $3, token_expires_at = $4, call_sid = $2
         WHERE id = $1 AND state = 'ringing' AND (call_sid IS NULL OR call_sid = $2) RETURNING id)
       SELECT id FROM renewed`,
      [id, callSid, hash, expiresAt],
    );
    return rows.length === 1;
  }

  /** Once for every token, and only for the connection it was given to. */
  async connect(tokenHash: string, callSid: string, at: Date): Promise<OpenLine | undefined> {
    const [line] = await this.rows.query<OpenLine[]>(
      `WITH line AS (
         UPDATE phone_lines SET state = 'connected', connected_at = $3, token_hash = NULL
         WHERE token_hash = $1 AND call_sid = $2 AND token_expires_at > $3 AND state = 'ringing'
         RETURNING *)
       SELECT ${OPEN_LINE} FROM line JOIN members ON members.id = line.member_id`,
      [tokenHash, callSid, at],
    );
    return line;
  }

  /** Why it is not going to ring. */
  async setRefusal(organizationId: string, id: string, code: string): Promise<void> {
    await this.rows.update({ organizationId, id, state: 'scheduled' }, { refusal: code });
  }

  async setCall(id: string, callId: string): Promise<void> {
    await this.rows.update({ id }, { callId });
  }

  /** From scheduled to ringing, once; false as well while another telephone of theirs is rung. */
  async startRinging(organizationId: string, id: string): Promise<boolean> {
    const rows: unknown[] = await this.rows.query(
      `WITH rung AS (
         UPDATE phone_lines line SET state = 'ringing'
         WHERE organization_id = $1 AND id = $2 AND state = 'scheduled'
           AND NOT EXISTS (SELECT FROM phone_lines other
             WHERE other.organization_id = $1 AND other.member_id = line.member_id
               AND other.direction = 'outbound' AND other.state IN ('ringing', 'connected'))
         RETURNING id)
       SELECT id FROM rung`,
      [organizationId, id],
    );
    return rows.length === 1;
  }

  async setCallSid(id: string, callSid: string): Promise<void> {
    await this.rows.query(
      'UPDATE phone_lines SET call_sid = $2 WHERE id = $1 AND call_sid IS NULL',
      [id, callSid],
    );
  }

  /** Undefined when it was ended before. */
  async end(
    id: string,
    outcome: LineOutcome,
    at: Date,
    transaction: Transaction = this.rows.manager,
  ): Promise<EndedLine | undefined> {
    const [ended] = await transaction.query<EndedLine[]>(
      `WITH ended AS (
         UPDATE phone_lines SET state = 'ended', outcome = $2, ended_at = $3, token_hash = NULL
         WHERE id = $1 AND state <> 'ended' RETURNING *)
       SELECT organization_id AS "organizationId", id, member_id AS "memberId",
         phone_number_id AS "callerId", call_id AS "callId", connected_at IS NOT NULL AS connected,
         due_at IS NOT NULL AS scheduled, persona_id AS "personaId"
       FROM ended`,
      [id, outcome, at],
    );
    return ended;
  }

  /** Whom the call was with, where somebody practised at all. */
  async practiceOf(callId: string): Promise<{ guest: boolean; personaName: string } | undefined> {
    const [practice] = await this.rows.query<{ guest: boolean; personaName: string }[]>(
      `SELECT members.guest, calls.persona_name AS "personaName"
       FROM calls JOIN members ON members.id = calls.member_id
       WHERE calls.id = $1 AND calls.persona_name IS NOT NULL AND calls.deleted_at IS NULL
         AND EXISTS (SELECT FROM call_turns WHERE call_id = $1 AND speaker = 'trainee')`,
      [callId],
    );
    return practice;
  }

  async personaName(personaId: string, transaction: Transaction): Promise<string | undefined> {
    const [persona] = await transaction.query<{ name: string }[]>(
      'SELECT name FROM personas WHERE id = $1',
      [personaId],
    );
    return persona?.name;
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.rows.manager.transaction(work);
  }

  /** What the carrier says of it; a status never goes back, however late a report comes. */
  async report(id: string, status: string, seconds: number | null): Promise<void> {
    await this.rows.query(
      `UPDATE phone_lines SET carrier_status = $2, carrier_seconds = coalesce($3, carrier_seconds)
       WHERE id = $1 AND (carrier_status IS NULL OR carrier_status NOT IN
         ('completed', 'busy', 'failed', 'no-answer', 'canceled'))`,
      [id, status, seconds],
    );
  }

  /** Over all organizations, for the sweep: open without a call that runs, since so long ago. */
  async listForgotten(before: Date): Promise<{ id: string; connected: boolean }[]> {
    return this.rows.query(
      `SELECT line.id, line.connected_at IS NOT NULL AS connected
       FROM phone_lines line LEFT JOIN calls ON calls.id = line.call_id
       WHERE line.state IN ('ringing', 'connected') AND line.created_at < $1
         AND coalesce(line.connected_at, line.due_at, line.created_at) < $1
         AND coalesce(calls.state, 'ready') <> 'active'
         AND coalesce(calls.ended_at, line.created_at) < $1
       ORDER BY line.created_at LIMIT 200`,
      [before],
    );
  }

  /** Over all organizations, for the sweep: due, and nobody rang. */
  async listDue(before: Date): Promise<{ organizationId: string; id: string }[]> {
    return this.rows.query(
      `SELECT organization_id AS "organizationId", id FROM phone_lines
       WHERE state = 'scheduled' AND due_at < $1 ORDER BY due_at LIMIT 200`,
      [before],
    );
  }
}
