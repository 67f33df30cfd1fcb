import type { PersonaDefinition, Mode } from '@sparline/personas';
import { deriveLatency, deriveTurns, type VoiceEvent } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { may } from '../auth/permissions';
import { PersonasService } from '../personas/personas.service';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { JobQueue } from '../platform/queue/job-queue';
import { CallEventRepository } from './call-event.repository';
import { CallRepository, type CallRow, type NewCall } from './call.repository';
import { SpoolFolders } from './spool-folders';
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
  CallTurn,
  Channel,
  Engine,
  ListCalls,
} from './calls.schemas';

const Cursor = z.object({ startedAt: z.iso.datetime(), id: z.uuid() });

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
  spoolFolder: string;
};

@Injectable()
export class CallsService {
  constructor(
    private readonly calls: CallRepository,
    private readonly turns: CallTurnRepository,
    private readonly log: CallEventRepository,
    private readonly personas: PersonasService,
    private readonly spool: SpoolFolders,
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
  async get(actor: Actor, id: string): Promise<CallListItem & { brief: string | null }> {
    const row = await this.mustFind(actor, id);
    return { ...toListItem(row), brief: row.brief };
  }

  async turnsOf(actor: Actor, id: string): Promise<CallTurn[]> {
    const row = await this.mustFind(actor, id);
    return row.state === 'active'
      ? deriveTurns(await this.log.list(actor.organizationId, id))
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
    await this.calls.markDeleted(actor.organizationId, id);
    await this.spool.remove(id);
  }

  async begin(organizationId: string, call: NewCall): Promise<void> {
    await this.calls.insert(organizationId, call);
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
    const row = await this.calls.find(organizationId, id);
    if (!row || row.state !== 'active') return;
    const events = await this.log.list(organizationId, id);
    const durationMs = Math.round(events.at(-1)?.atMs ?? 0);
    const ended = await this.calls.finish(organizationId, id, {
      endedAt: new Date(row.startedAt.getTime() + durationMs),
      durationMs,
      reason,
      turns: deriveTurns(events),
      latencies: deriveLatency(events),
      pace: learnedPace(events),
    });
    if (ended) await this.jobs.add('after-call', { organizationId, callId: id });
  }

  async findForWork(organizationId: string, id: string): Promise<FinishedCall | undefined> {
    const row = await this.calls.find(organizationId, id);
    if (!row || row.endedAt === null) return undefined;
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
      spoolFolder: this.spool.folderOf(id),
    };
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

  private async mustFind(actor: Actor, id: string): Promise<CallRow> {
    const row = await this.calls.find(actor.organizationId, id);
    const visible = row && (may(actor.role, 'call:read_all') || row.memberId === actor.memberId);
    if (!visible) throw callNotFound();
    return row;
  }
}

const toListItem = (row: CallRow): CallListItem => ({
  id: row.id,
  persona: {
    id: row.personaId,
    version: row.personaVersion,
    name: row.personaName,
    title: row.personaTitle,
  },
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
