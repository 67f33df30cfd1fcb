import { Injectable } from '@nestjs/common';
import { randomInt, randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { PersonasService } from '../../personas/personas.service';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import { CallLimits } from '../../telephony/call-limits';
import { PhoneNumbersService } from '../../telephony/numbers/phone-numbers.service';
import { maskPhoneNumber } from '../../telephony/numbers/phone-number';
import { couldNotRing, notConfigured } from '../../telephony/telephony.errors';
import { BudgetService } from '../../usage/budget/budget.service';
import { MinutesService } from '../../usage/minutes/minutes.service';
import {
  alreadyOnTheLine,
  busy,
  ringNotFound,
  ringNotScheduled,
  tooManyRings,
} from '../calls.errors';
import { LiveCalls } from '../live/live-calls';
import type { PhoneLineEntity } from './phone-line.entity';
import { type NewLine, PhoneLineRepository } from './phone-line.repository';
import { RingDialler } from './ring-dialler';
import { type RingTime, ringTimeOf } from './ring-time';
import type { AskToRing, Ring } from './ring.schemas';

/** Less is no call. */
const LEAST_SECONDS = 15;
const MOST_SCHEDULED = 20;
const LISTED = 50;
const RANDOM_STEPS = 2 ** 32;

/** Rings trainees' own telephones, at once or when they asked for it. */
@Injectable()
export class RingingService {
  constructor(
    private readonly rows: PhoneLineRepository,
    private readonly numbers: PhoneNumbersService,
    private readonly limits: CallLimits,
    private readonly personas: PersonasService,
    private readonly budgets: BudgetService,
    private readonly minutes: MinutesService,
    private readonly liveCalls: LiveCalls,
    private readonly dialler: RingDialler,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Throws what stands against it; see the errors of calls, telephony and minutes. */
  async ask(actor: Actor, wish: AskToRing): Promise<Ring> {
    if (!this.dialler.isConfigured) throw notConfigured();
    const { organizationId, memberId } = actor;
    const number = await this.numbers.callable(actor, wish.to);
    const { personaId = null, mode = null, brief } = wish;
    if (personaId) await this.personas.pin(organizationId, { personaId });
    await this.budgets.refuseIfUsedUp(organizationId);
    await this.minutes.refuseBelow(organizationId, { memberId }, LEAST_SECONDS);
    const line = {
      id: randomUUID(),
      callSid: null,
      callerId: number.id,
      memberId,
      direction: 'outbound',
      personaId,
      mode: personaId ? null : mode,
      brief: brief || null,
    } as const;
    if (wish.at === undefined) await this.ringNow(actor, line, number.number);
    else {
      const chance = randomInt(RANDOM_STEPS) / RANDOM_STEPS;
      await this.schedule(actor, line, ringTimeOf(wish.at, this.clock.now(), chance));
    }
    return this.get(actor, line.id);
  }

  async list(actor: Actor): Promise<{ items: Ring[] }> {
    const { organizationId, memberId } = actor;
    const rows = await this.rows.listOutbound(organizationId, memberId, LISTED);
    return { items: await this.toRings(actor, rows) };
  }

  /** Throws `calls.ring_not_found`, `calls.ring_not_scheduled`. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const { organizationId, memberId } = actor;
    if (await this.rows.cancel({ organizationId, memberId }, id, this.clock.now())) return;
    await this.mustFind(actor, id);
    throw ringNotScheduled();
  }

  async get(actor: Actor, id: string): Promise<Ring> {
    const [ring] = await this.toRings(actor, [await this.mustFind(actor, id)]);
    if (!ring) throw ringNotFound();
    return ring;
  }

  private async ringNow(actor: Actor, line: Omit<NewLine, 'dueAt'>, number: string): Promise<void> {
    const { organizationId, memberId } = actor;
    if (this.liveCalls.full) throw busy();
    if (await this.rows.isOccupied(organizationId, memberId)) throw alreadyOnTheLine();
    await this.limits.check(line.callerId);
    await this.rows.insert(organizationId, { ...line, dueAt: null }, this.clock.now());
    // Two at once: one of them is there, and only that rings.
    if (!(await this.rows.find(organizationId, line.id))) throw alreadyOnTheLine();
    if (!(await this.dialler.dial({ lineId: line.id, number }))) throw couldNotRing();
  }

  private async schedule(
    { organizationId, memberId }: Actor,
    line: Omit<NewLine, 'dueAt'>,
    time: RingTime,
  ): Promise<void> {
    const waiting = await this.rows.countScheduled(organizationId, memberId);
    if (waiting >= MOST_SCHEDULED) throw tooManyRings();
    const now = this.clock.now();
    await this.rows.insert(organizationId, { ...line, ...time }, now);
    await this.jobs.add(
      'ring-trainee',
      { organizationId, lineId: line.id },
      {
        jobId: `ring-trainee-${line.id}`,
        delayMs: Math.max(0, time.dueAt.getTime() - now.getTime()),
      },
    );
  }

  private async mustFind(
    { organizationId, memberId }: Actor,
    id: string,
  ): Promise<PhoneLineEntity> {
    const row = await this.rows.find(organizationId, id);
    const isOwn = row?.memberId === memberId && row.direction === 'outbound';
    if (!row || !isOwn) throw ringNotFound();
    return row;
  }

  private async toRings(actor: Actor, rows: readonly PhoneLineEntity[]): Promise<Ring[]> {
    const [cards, numbers] = await Promise.all([
      this.personas.cards(actor.organizationId),
      this.numbers.list(actor),
    ]);
    const names = new Map(cards.map(({ key, name }) => [key, name]));
    const masks = new Map(numbers.items.map(({ id, number }) => [id, maskPhoneNumber(number)]));
    return rows.map((row) => toRing(row, names, masks));
  }
}

const toRing = (
  row: PhoneLineEntity,
  names: ReadonlyMap<string, string>,
  masks: ReadonlyMap<string, string>,
): Ring => {
  const { callerId, dueAt, dueFrom, dueTo, personaId } = row;
  const isSecret = dueFrom !== null && row.state === 'scheduled';
  return {
    id: row.id,
    state: row.state,
    outcome: row.outcome,
    refusal: row.refusal,
    persona: personaId ? { id: personaId, name: names.get(personaId) ?? 'Removed' } : null,
    mode: row.mode,
    maskedNumber: (callerId && masks.get(callerId)) ?? null,
    dueAt: isSecret ? null : (dueAt?.toISOString() ?? null),
    between: dueFrom && dueTo ? { from: dueFrom.toISOString(), to: dueTo.toISOString() } : null,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    callId: row.callId,
  };
};
