import type { TurnLatency } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository, type SelectQueryBuilder } from 'typeorm';
import type { Transaction } from '../auth/accounts.service';
import { storableText } from '../platform/database/storable-text';
import { CallEntity } from './call.entity';
import { CallTurnEntity } from './call-turn.entity';
import { firstMatches, toSearchQuery } from './call-search.repository';
import type { CallTurn, Engine, GivenConsent, ListCalls } from './calls.schemas';
import { keepPace } from './speaking-pace.repository';
import type { SpeakingPace } from './speaking-pace.schemas';
import { insertLatencies } from './turn-latency.repository';

export type CallRow = CallEntity & { memberName: string };

export type CallFilter = Omit<ListCalls, 'cursor'> & { after?: { startedAt: string; id: string } };

/** What the log of a call that has ended tells. */
export type CallEnd = {
  endedAt: Date;
  durationMs: number;
  reason: string;
  turns: readonly CallTurn[];
  latencies: readonly TurnLatency[];
  pace: SpeakingPace | undefined;
};

/** How far a call has come, and what it used so far. */
export type CallEndRow = Pick<
  CallEntity,
  'state' | 'mode' | 'startedAt' | 'endedAt' | 'durationMs' | 'endReason' | 'personaName'
> & {
  /** Deleted by nobody: it was none. */
  discarded: boolean;
};

/** Whom and what a call practises. */
export type CallChoice = Pick<
  CallEntity,
  'personaId' | 'personaVersion' | 'personaName' | 'personaTitle' | 'mode'
>;

type SetLater =
  | 'organizationId'
  | 'state'
  | 'lastSeenAt'
  | 'endedAt'
  | 'durationMs'
  | 'endReason'
  | 'scoreTotal'
  | 'recordingConsent'
  | 'consentBy'
  | 'consentAt'
  | 'spooled'
  | 'recordingProblem';
export type NewCall = Omit<CallEntity, SetLater> & { consent?: GivenConsent | null };

@Injectable()
export class CallRepository {
  constructor(@InjectRepository(CallEntity) private readonly rows: Repository<CallEntity>) {}

  async insert(organizationId: string, { consent, ...call }: NewCall): Promise<void> {
    await this.rows.insert({
      ...call,
      ...(consent ? consentColumns(consent, call.startedAt) : {}),
      spooled: false,
      brief: call.brief === null ? null : storableText(call.brief),
      organizationId,
      state: 'active',
      lastSeenAt: call.startedAt,
    });
  }

  async page(organizationId: string, filter: CallFilter): Promise<CallRow[]> {
    const forward = filter.sort === 'startedAt';
    const words = toSearchQuery(filter.q);
    const list = () => this.listed(organizationId, filter);
    const query = words
      ? this.existing(organizationId).andWhere('call.id = ANY(:ids)', {
          ids: await firstMatches(list, { words, forward, limit: filter.limit }),
        })
      : list();
    query
      .orderBy('call.started_at', forward ? 'ASC' : 'DESC')
      .addOrderBy('call.id', forward ? 'ASC' : 'DESC')
      .limit(filter.limit);
    return withMemberNames(query);
  }

  async find(organizationId: string, id: string): Promise<CallRow | undefined> {
    const query = this.existing(organizationId).andWhere('call.id = :id', { id });
    return (await withMemberNames(query))[0];
  }

  /** Also one that was deleted meanwhile: what it used is owed all the same. */
  async findEnd(organizationId: string, id: string): Promise<CallEndRow | undefined> {
    const [row] = await this.rows.query<CallEndRow[]>(
      `SELECT state, mode, started_at AS "startedAt", ended_at AS "endedAt",
         duration_ms AS "durationMs", end_reason AS "endReason", persona_name AS "personaName",
         deleted_at IS NOT NULL AND deleted_by IS NULL AS discarded
       FROM calls WHERE organization_id = $1 AND id = $2`,
      [organizationId, id],
    );
    return row;
  }

  /**
   * Ends a running call with its transcript and what was measured in it, once. One that turned out to
   * be with an answering machine is gone with its end, and nothing of it is learned.
   */
  async finish(
    organizationId: string,
    id: string,
    end: CallEnd,
  ): Promise<'ended' | 'discarded' | 'was_over'> {
    return this.rows.manager.transaction(async (manager) => {
      const spoken = end.turns.map((turn) => turn.text).join(' ');
      const [ended]: { memberId: string; startedAt: Date }[] = await manager.query(
        `WITH ended AS (
           UPDATE calls SET state = 'processing', ended_at = $3, duration_ms = $4, end_reason = $5,
             words = to_tsvector('simple', coalesce(calls.persona_name, '') || ' ' || members.name || ' ' || $6)
           FROM members
           WHERE calls.organization_id = $1 AND calls.id = $2 AND calls.state = 'active'
             AND members.id = calls.member_id
           RETURNING calls.member_id AS "memberId", calls.started_at AS "startedAt")
         SELECT * FROM ended`,
        [organizationId, id, end.endedAt, end.durationMs, end.reason, spoken.slice(0, 500_000)],
      );
      if (!ended) return 'was_over';
      if (await discardMachines(manager, organizationId, id)) return 'discarded';
      await manager.insert(
        CallTurnEntity,
        end.turns.map((turn, position) => ({ ...turn, organizationId, callId: id, position })),
      );
      await insertLatencies(manager, { ...ended, organizationId, callId: id }, end.latencies);
      if (end.pace) await keepPace(manager, { ...ended, organizationId }, end.pace);
      return 'ended';
    });
  }

  /** What was chosen in a running call. */
  async setChoice(
    organizationId: string,
    id: string,
    choice: CallChoice & { engine: Engine },
  ): Promise<void> {
    await this.rows.update({ organizationId, id, state: 'active' }, choice);
  }

  async setConsent(
    organizationId: string,
    id: string,
    consent: GivenConsent,
    at: Date,
  ): Promise<void> {
    await this.rows.update({ organizationId, id }, consentColumns(consent, at));
  }

  async setSpooled(organizationId: string, id: string): Promise<void> {
    await this.rows.update({ organizationId, id }, { spooled: true });
  }

  /** The first one stays. */
  async setRecordingProblem(organizationId: string, id: string, problem: string): Promise<void> {
    await this.rows.update(
      { organizationId, id, recordingProblem: IsNull() },
      { recordingProblem: problem },
    );
  }

  /** Whom the member has talked to, the latest first; one that was met often comes often. */
  async recentPersonas(organizationId: string, memberId: string, most: number): Promise<string[]> {
    const rows: { personaId: string }[] = await this.rows.query(
      `SELECT persona_id AS "personaId" FROM calls
       WHERE organization_id = $1 AND member_id = $2 AND persona_id IS NOT NULL AND deleted_at IS NULL
       ORDER BY started_at DESC, id DESC LIMIT $3`,
      [organizationId, memberId, most],
    );
    return rows.map(({ personaId }) => personaId);
  }

  /** The member's latest call by telephone, where it ended within so long and not by a farewell. */
  async brokenOff(
    organizationId: string,
    memberId: string,
    withinMs: number,
  ): Promise<{ id: string; personaId: string } | undefined> {
    const rows: { id: string; personaId: string | null; broken: boolean }[] = await this.rows.query(
      `SELECT id, persona_id AS "personaId",
         channel = 'phone' AND ended_at > now() - $3 * interval '1 millisecond'
           AND end_reason IN ('disconnected', 'crashed', 'failed', 'shutdown', 'trainee_hung_up')
           AND EXISTS (SELECT FROM call_turns WHERE call_id = calls.id AND speaker = 'trainee') AS broken
       FROM calls WHERE organization_id = $1 AND member_id = $2 AND deleted_at IS NULL
         AND state <> 'active'
       ORDER BY started_at DESC, id DESC LIMIT 1`,
      [organizationId, memberId, withinMs],
    );
    const [last] = rows;
    return last?.broken && last.personaId ? { id: last.id, personaId: last.personaId } : undefined;
  }

  async setScore(organizationId: string, id: string, total: number | null): Promise<void> {
    await this.rows.update({ organizationId, id }, { scoreTotal: total });
  }

  async setReady(organizationId: string, id: string): Promise<void> {
    await this.rows.query(
      `UPDATE calls SET state = 'ready' WHERE organization_id = $1 AND id = $2 AND state = 'processing'`,
      [organizationId, id],
    );
  }

  async setProcessing(organizationId: string, id: string): Promise<void> {
    await this.rows.query(
      `UPDATE calls SET state = 'processing' WHERE organization_id = $1 AND id = $2 AND state = 'ready'`,
      [organizationId, id],
    );
  }

  /**
   * Whoever is just ending the call is waited for, so that one of the two finds what the other has
   * written. False while it runs.
   */
  async discard(organizationId: string, id: string, transaction: Transaction): Promise<boolean> {
    await transaction.query('SELECT FROM calls WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
      organizationId,
      id,
    ]);
    return this.markDeleted(organizationId, id, null, transaction);
  }

  /** False while it runs, and when it is gone already. */
  async markDeleted(
    organizationId: string,
    id: string,
    by: string | null,
    transaction: Transaction = this.rows.manager,
  ): Promise<boolean> {
    const rows: unknown[] = await transaction.query(
      `WITH gone AS (
         UPDATE calls SET deleted_at = now(), deleted_by = $3
         WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND state <> 'active' RETURNING id)
       SELECT id FROM gone`,
      [organizationId, id, by],
    );
    return rows.length === 1;
  }

  /**
   * Of these calls, those whose feedback is there, and those for which nobody waits any more. Asked for
   * the process's own calls, by id.
   */
  async readyAmong(ids: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.rows.query(
      `SELECT id FROM calls
       WHERE id = ANY($1::uuid[]) AND (state = 'ready' OR deleted_at IS NOT NULL)`,
      [ids],
    );
    return rows.map((row) => row.id);
  }

  /**
   * For sweeps over all organizations: what stayed in a state since before a moment, deleted or not: what
   * it used has still to be accounted.
   */
  async staleIn(
    state: 'active' | 'processing',
    since: Date,
  ): Promise<{ organizationId: string; id: string; lastSeenAt: Date }[]> {
    return this.rows.query(
      `SELECT organization_id AS "organizationId", id, last_seen_at AS "lastSeenAt" FROM calls
       WHERE state = $1 AND last_seen_at < $2 ORDER BY last_seen_at LIMIT 200`,
      [state, since],
    );
  }

  /** All but the words and the order. */
  private listed(organizationId: string, filter: CallFilter): SelectQueryBuilder<CallEntity> {
    const query = this.existing(organizationId);
    if (filter.memberId) query.andWhere('call.member_id = :memberId', filter);
    if (filter.personaId) query.andWhere('call.persona_id = :personaId', filter);
    if (filter.mode) query.andWhere('call.mode = :mode', filter);
    if (filter.state) query.andWhere('call.state = :state', filter);
    if (filter.from) query.andWhere('call.started_at >= CAST(:from AS date)', filter);
    if (filter.to) query.andWhere(`call.started_at < CAST(:to AS date) + interval '1 day'`, filter);
    if (filter.after) {
      query.andWhere(
        `(call.started_at, call.id) ${filter.sort === 'startedAt' ? '>' : '<'} (CAST(:startedAt AS timestamptz), CAST(:id AS uuid))`,
        filter.after,
      );
    }
    return query;
  }

  private existing(organizationId: string): SelectQueryBuilder<CallEntity> {
    return this.rows
      .createQueryBuilder('call')
      .where('call.organization_id = :organizationId', { organizationId })
      .andWhere('call.deleted_at IS NULL');
  }
}

/** True for a call whose telephone line is known to have been a machine's. */
const discardMachines = async (
  transaction: Transaction,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const rows: unknown[] = await transaction.query(
    `WITH gone AS (
       UPDATE calls SET deleted_at = now()
       WHERE organization_id = $1 AND id = $2 AND EXISTS (
         SELECT FROM phone_lines line WHERE line.organization_id = $1 AND line.call_id = $2
           AND line.outcome = 'machine')
       RETURNING id)
     SELECT id FROM gone`,
    [organizationId, id],
  );
  return rows.length === 1;
};

const consentColumns = ({ answer, by }: GivenConsent, at: Date) => ({
  recordingConsent: answer,
  consentBy: by,
  consentAt: at,
});

const withMemberNames = async (query: SelectQueryBuilder<CallEntity>): Promise<CallRow[]> => {
  const { entities, raw } = await query
    .innerJoin('members', 'member', 'member.id = call.member_id')
    .addSelect('member.name', 'member_name')
    .getRawAndEntities<{ member_name: string }>();
  return entities.map((entity, index) => ({
    ...entity,
    memberName: raw[index]?.member_name ?? '',
  }));
};
