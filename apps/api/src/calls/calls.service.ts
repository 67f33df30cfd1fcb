import type { PersonaDefinition, Mode } from '@sparline/personas';
import { deriveLatency, deriveTurns, practisedPart, type VoiceEvent } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Transaction } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { PersonasService } from '../personas/personas.service';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { JobQueue } from '../platform/queue/job-queue';
import { CallEventRepository } from './call-event.repository';
import { type CallChoice, CallRepository, type CallRow, type NewCall } from './call.repository';
import { SpoolsService } from './spool/spools.service';
import { CallTurnRepository } from './call-turn.repository';
import { callNotFound, callStillRunning } from './calls.errors';
import { learnedPace } from './learned-pace';
import { SpeakingPaceRepository } from './speaking-pace.repository';
import type { SpeakingPace } from './speaking-pace.schemas';
import { TurnLatencyRepository } from './turn-latency.repository';
import type { TurnTiming } from './turn-timing.schemas';
import type {
  CallExport,
  CallListItem,
  CallState,
  CallTurn,
  Channel,
  Engine,
  ListCalls,
  CallConsent,
  GivenConsent,
} from './calls.schemas';

/** Calls by which whom somebody has met lately is judged. */
const RECENT_CALLS = 30;

/** Who rings again within so long has probably been cut off. */
const RING_AGAIN_MS = 60_000;

const Cursor = z.object({ startedAt: z.iso.datetime(), id: z.uuid() });

export type CallEnded = {
  startedAt: Date;
  /** Somebody was chosen to practise with. */
  chosen: boolean;
};

/** An ended call, for the work that follows it. */
export type FinishedCall = {
  id: string;
  organizationId: string;
  memberId: string;
  traineeName: string;
  personaDefinition: PersonaDefinition;
  mode: Mode;
  channel: Channel;
  engine: Engine;
  brief: string | null;
  sample: boolean;
  startedAt: Date;
  endedAt: Date;
  durationMs: number;
  turns: CallTurn[];
  /** There was sound to keep. */
  spooled: boolean;
  recordingProblem: string | null;
  endReason: string | null;
};

export type CallProgress = {
  state: CallState;
  durationMs: number;
  endReason: string | null;
  /** It was none, e.g. with an answering machine. */
  discarded: boolean;
  /** Whom it is held with. */
  partner: string | null;
};

@Injectable()
export class CallsService {
  constructor(
    private readonly calls: CallRepository,
    private readonly turns: CallTurnRepository,
    private readonly log: CallEventRepository,
    private readonly personas: PersonasService,
    private readonly spools: SpoolsService,
    private readonly jobs: JobQueue,
    private readonly latencies: TurnLatencyRepository,
    private readonly paces: SpeakingPaceRepository,
  ) {}

  async page(actor: Actor, query: ListCalls): Promise<Page<CallListItem>> {
    const rows = await this.calls.page(actor.organizationId, {
      ...query,
      memberId: may(actor.role, 'call:read_all') ? query.memberId : actor.memberId,
      limit: query.limit + 1,
      after: query.cursor === undefined ? undefined : decodeCursor(query.cursor, Cursor),
    });
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
    return {
      items: rows.slice(0, query.limit).map(toListItem),
      nextCursor: last
        ? encodeCursor({ startedAt: last.startedAt.toISOString(), id: last.id })
        : null,
    };
  }

  /** A call the actor may see: their own, or any of the organization for coaches and admins. */
  async get(
    actor: Actor,
    id: string,
  ): Promise<CallListItem & { brief: string | null; consent: CallConsent | null }> {
    const row = await this.mustFind(actor, id);
    return { ...toListItem(row), brief: row.brief, consent: consentOf(row) };
  }

  /** False once it was deleted. */
  async exists(organizationId: string, id: string): Promise<boolean> {
    return (await this.calls.find(organizationId, id)) !== undefined;
  }

  async turnsOf(actor: Actor, id: string): Promise<CallTurn[]> {
    const row = await this.mustFind(actor, id);
    return row.state === 'active'
      ? deriveTurns(practisedPart(await this.log.list(actor.organizationId, id)))
      : this.turns.list(actor.organizationId, id);
  }

  /** How long each answer took; empty while the call runs. */
  async timingsOf(actor: Actor, id: string): Promise<TurnTiming[]> {
    await this.mustFind(actor, id);
    return this.latencies.list(actor.organizationId, id);
  }

  /** How the actor's pauses are, as far as their calls have shown; undefined when they have not. */
  async paceOf({ organizationId, memberId }: Actor): Promise<SpeakingPace | undefined> {
    return this.paces.find(organizationId, memberId);
  }

  async forgetPace({ organizationId, memberId }: Actor): Promise<void> {
    await this.paces.forget(organizationId, memberId);
  }

  async export(actor: Actor, id: string): Promise<CallExport> {
    const row = await this.mustFind(actor, id);
    const turns = await this.turnsOf(actor, id);
    return {
      call_id: row.id,
      start_time: row.startedAt.toISOString(),
      end_time: row.endedAt?.toISOString() ?? null,
      persona: row.personaName,
      recording_consent: consentOf(row),
      messages: turns.map((turn) => ({
        role: turn.speaker,
        content: turn.text,
        start_ms: turn.startMs,
        end_ms: turn.endMs,
      })),
    };
  }

  /** The call's log, a JSON entry a line. */
  async eventLines(actor: Actor, id: string): Promise<string> {
    const row = await this.mustFind(actor, id);
    const events = await this.log.list(actor.organizationId, row.id);
    return events.map((event) => `${JSON.stringify(event)}\n`).join('');
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const row = await this.mustFind(actor, id);
    if (row.state === 'active') throw callStillRunning();
    await this.calls.markDeleted(actor.organizationId, id, actor.memberId);
    await this.removeSound(actor.organizationId, id);
  }

  /**
   * A call that was none: with an answering machine. False while it runs; then it goes when it ends.
   * Its sound is taken away after the transaction.
   */
  async discard(organizationId: string, id: string, transaction: Transaction): Promise<boolean> {
    return this.calls.discard(organizationId, id, transaction);
  }

  /** Of a call that is gone. */
  async removeSound(organizationId: string, id: string): Promise<void> {
    await this.spools.remove({ organizationId, callId: id });
    const jobId = `delete-recording-${id}`;
    await this.jobs.add('delete-recording', { organizationId, callId: id }, { jobId });
  }

  async begin(organizationId: string, call: NewCall): Promise<void> {
    await this.calls.insert(organizationId, call);
  }

  /** The greeter has found out what to practise. */
  async choose(
    organizationId: string,
    id: string,
    choice: CallChoice & { engine: Engine },
  ): Promise<void> {
    await this.calls.setChoice(organizationId, id, choice);
  }

  async noteConsent(organizationId: string, id: string, consent: GivenConsent): Promise<void> {
    await this.calls.setConsent(organizationId, id, consent, new Date());
  }

  /** Whom the actor has talked to, the latest first; one that was met often comes often. */
  async recentPersonas({ organizationId, memberId }: Actor): Promise<string[]> {
    return this.calls.recentPersonas(organizationId, memberId, RECENT_CALLS);
  }

  /** A call by telephone that ended a moment ago without a farewell. */
  async brokenOff(actor: Actor): Promise<{ id: string; personaId: string } | undefined> {
    return this.calls.brokenOff(actor.organizationId, actor.memberId, RING_AGAIN_MS);
  }

  async appendEvents(
    organizationId: string,
    id: string,
    events: readonly VoiceEvent[],
  ): Promise<void> {
    await this.log.append(organizationId, id, events);
  }

  /** Ends a running call from its log, once, and sets the work on it going. */
  async finish(organizationId: string, id: string, reason: string): Promise<void> {
    await this.end({ organizationId, id }, { reason, leastMs: 0 });
  }

  /**
   * Ends a call whose process died. In a silence nothing is logged for seconds; its sound, where it lies
   * on this machine, goes on.
   */
  async recover(organizationId: string, id: string): Promise<void> {
    const leastMs = await this.spools.soundMs(id);
    await this.end({ organizationId, id }, { reason: 'crashed', leastMs });
  }

  /**
   * When a call that has ended began, and whether anything was practised; undefined while it runs. One
   * that was deleted has ended, too.
   */
  async endOf(organizationId: string, id: string): Promise<CallEnded | undefined> {
    const row = await this.calls.findEnd(organizationId, id);
    if (!row || row.endedAt === null) return undefined;
    return { startedAt: row.startedAt, chosen: row.mode !== null };
  }

  /** Undefined as well where nothing was practised. */
  async findForWork(organizationId: string, id: string): Promise<FinishedCall | undefined> {
    const row = await this.calls.find(organizationId, id);
    if (!row || row.endedAt === null) return undefined;
    if (row.personaId === null || row.personaVersion === null || row.mode === null) {
      return undefined;
    }
    const definition = await this.personas.definitionOf(
      organizationId,
      row.personaId,
      row.personaVersion,
    );
    if (!definition) return undefined;
    return {
      id,
      organizationId,
      memberId: row.memberId,
      traineeName: row.memberName,
      personaDefinition: definition,
      mode: row.mode,
      channel: row.channel,
      engine: row.engine,
      brief: row.brief,
      sample: row.sample,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      durationMs: row.durationMs ?? 0,
      turns: await this.turns.list(organizationId, id),
      spooled: row.spooled,
      recordingProblem: row.recordingProblem,
      endReason: row.endReason,
    };
  }

  /** How far a call has come, for accounting; undefined when there is no such call. */
  async stateOf(organizationId: string, id: string): Promise<CallProgress | undefined> {
    const row = await this.calls.findEnd(organizationId, id);
    if (!row) return undefined;
    const { state, durationMs, endReason, discarded, personaName } = row;
    return { state, durationMs: durationMs ?? 0, endReason, discarded, partner: personaName };
  }

  async events(organizationId: string, id: string): Promise<VoiceEvent[]> {
    return this.log.list(organizationId, id);
  }

  async noteScore(organizationId: string, id: string, total: number | null): Promise<void> {
    await this.calls.setScore(organizationId, id, total);
  }

  async markReady(organizationId: string, id: string): Promise<void> {
    await this.calls.setReady(organizationId, id);
  }

  /** Back to work, e.g. when what failed is tried again. */
  async reopen(organizationId: string, id: string): Promise<void> {
    await this.calls.setProcessing(organizationId, id);
  }

  async readyAmong(ids: readonly string[]): Promise<string[]> {
    return this.calls.readyAmong(ids);
  }

  /** Over all organizations, for the sweep: calls whose work has been open for so long. */
  async listUnfinished(olderThanMs: number): Promise<{ organizationId: string; id: string }[]> {
    return this.calls.staleIn('processing', new Date(Date.now() - olderThanMs));
  }

  /** Over all organizations, for the sweep: running calls without a sign of life for so long. */
  async listAbandoned(olderThanMs: number): Promise<{ organizationId: string; id: string }[]> {
    return this.calls.staleIn('active', new Date(Date.now() - olderThanMs));
  }

  private async end(
    { organizationId, id }: { organizationId: string; id: string },
    { reason, leastMs }: { reason: string; leastMs: number },
  ): Promise<void> {
    const row = await this.calls.find(organizationId, id);
    if (!row || row.state !== 'active') return;
    const log = await this.log.list(organizationId, id);
    const durationMs = Math.max(leastMs, Math.round(log.at(-1)?.atMs ?? 0));
    // What was said to the greeter is no part of the practice.
    const events = practisedPart(log);
    const outcome = await this.calls.finish(organizationId, id, {
      endedAt: new Date(row.startedAt.getTime() + durationMs),
      durationMs,
      reason,
      turns: deriveTurns(events),
      latencies: deriveLatency(events),
      pace: learnedPace(events),
    });
    if (outcome === 'was_over') return;
    // Nobody practised anything, so nothing of it is kept to be heard.
    if (outcome === 'discarded' || row.personaId === null) {
      await this.spools.remove({ organizationId, callId: id });
    }
    await this.jobs.add('after-call', { organizationId, callId: id });
  }

  private async mustFind(actor: Actor, id: string): Promise<CallRow> {
    const row = await this.calls.find(actor.organizationId, id);
    const visible = row && (may(actor.role, 'call:read_all') || row.memberId === actor.memberId);
    if (!visible) throw callNotFound();
    return row;
  }
}

const consentOf = (row: CallRow): CallConsent | null => {
  const { recordingConsent: answer, consentBy: by, consentAt: at } = row;
  return answer && at ? { answer, by, at: at.toISOString() } : null;
};

const personaOf = (row: CallRow): CallListItem['persona'] => {
  const { personaId: id, personaVersion: version, personaName: name, personaTitle: title } = row;
  if (id === null || version === null || name === null || title === null) return null;
  return { id, version, name, title };
};

const toListItem = (row: CallRow): CallListItem => ({
  id: row.id,
  persona: personaOf(row),
  member: { id: row.memberId, name: row.memberName },
  mode: row.mode,
  channel: row.channel,
  engine: row.engine,
  state: row.state,
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  durationMs: row.durationMs,
  endReason: row.endReason,
  scoreTotal: row.scoreTotal,
  sample: row.sample,
});
