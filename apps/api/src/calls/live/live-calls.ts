import { type EndReason, SystemClock } from '@sparline/voice';
import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { Lifecycle } from '../../platform/lifecycle/lifecycle';
import { ActiveCalls } from '../../platform/metrics/active-calls';
import { BudgetService } from '../../usage/budget/budget.service';
import { type CallAllowance, MinutesService } from '../../usage/minutes/minutes.service';
import type { OpenSpool } from '../spool/shared-spool';
import { SpoolsService } from '../spool/spools.service';
import { busy, mustRecord } from '../calls.errors';
import { CallMinutes } from '../call-minutes';
import { CallsService } from '../calls.service';
import { RecordingPolicyService } from '../../organizations/recording-policy.service';
import { CallCounters } from './call-counters';
import { CallReadiness } from './call-readiness';
import { type CallCasting, Casting } from './casting';
import { EventLogWriter } from './event-log-writer';
import { LiveCall } from './live-call';
import type { StartLiveCall } from './live-call.types';
import { type RecordingTerms, recordingTermsOf } from './recording-terms';
import type { GreeterScene, Scene } from './scenes/scene';

/** For last words and for writing what is left. */
const GOODBYE_MS = 20_000;

/** The calls this process carries. */
@Injectable()
export class LiveCalls {
  private readonly logger = new Logger(LiveCalls.name);
  private readonly running = new Map<string, LiveCall>();
  private readonly settling = new Set<Promise<void>>();
  private opening = 0;
  private closing = false;

  constructor(
    private readonly config: AppConfig,
    private readonly calls: CallsService,
    private readonly budgets: BudgetService,
    private readonly minutes: MinutesService,
    private readonly callMinutes: CallMinutes,
    private readonly casting: Casting,
    private readonly spools: SpoolsService,
    private readonly readiness: CallReadiness,
    private readonly counters: CallCounters,
    private readonly policies: RecordingPolicyService,
    lifecycle: Lifecycle,
    activeCalls: ActiveCalls,
  ) {
    activeCalls.countBy(() => this.running.size);
    lifecycle.onStop({
      stage: 'calls',
      name: 'running calls',
      stop: () => this.endAll(),
      timeoutMs: GOODBYE_MS,
    });
  }

  /** No further call fits. */
  get full(): boolean {
    return this.closing || this.running.size + this.opening >= this.config.calls.maxConcurrent;
  }

  /** Throws `busy`, `calls.must_record`, `budget.used_up`, `minutes.used_up`, `calls.no_recogniser`, `calls.no_voice`, `personas.not_found`. */
  async start(actor: Actor, request: StartLiveCall): Promise<LiveCall> {
    if (this.full) throw busy();
    this.opening += 1;
    try {
      return await this.open(actor, request);
    } catch (error) {
      this.counters.notBegun(request.channel, error);
      throw error;
    } finally {
      this.opening -= 1;
    }
  }

  /** Says goodbye in each running call, then ends it; resolves when all is written. */
  private async endAll(): Promise<void> {
    this.closing = true;
    const ending = [...this.running.values()].map((call) =>
      call.end('shutdown', { politely: true }),
    );
    await Promise.all(ending);
    await Promise.all(this.settling);
  }

  private async open(actor: Actor, request: StartLiveCall): Promise<LiveCall> {
    const id = randomUUID();
    const payer = payerOf(actor, request);
    const { organizationId } = actor;
    await this.budgets.refuseIfUsedUp(organizationId);
    const terms = await this.termsOf(actor, request);
    const limits = await this.minutes.reserve({ organizationId, payer, callId: id });
    try {
      return await this.openWithin(id, limits, { actor, request, terms });
    } catch (error) {
      await this.minutes.settle({ organizationId, callId: id, usedMs: 0 });
      throw error;
    }
  }

  private async openWithin(
    id: string,
    limits: CallAllowance,
    { actor, request, terms }: Opening,
  ): Promise<LiveCall> {
    const parts: { call?: LiveCall } = {};
    const casting: CallCasting = {
      actor,
      request,
      secondsLeft: () => parts.call?.time.secondsLeft(),
      onSwitch: (next) => {
        if (parts.call) parts.call.next = next;
      },
    };
    const scene = await this.casting.first(casting);
    try {
      await this.begin(id, scene, { actor, request, terms });
    } catch (error) {
      scene.discard();
      throw error;
    }
    const call = this.call(id, limits, { ...casting, terms });
    parts.call = call;
    call.set(scene);
    this.running.set(id, call);
    return call;
  }

  private async begin(id: string, scene: Scene, { actor, request, terms }: Opening): Promise<void> {
    const { organizationId, memberId } = actor;
    const { brief, channel } = request;
    await this.calls.begin(organizationId, {
      id,
      memberId,
      ...choiceOf(scene),
      channel,
      engine: scene.engine,
      brief: brief || null,
      sample: false,
      startedAt: new Date(),
      consent: terms.consent,
    });
  }

  private call(
    id: string,
    limits: CallAllowance,
    casting: CallCasting & { terms: RecordingTerms },
  ): LiveCall {
    const { actor, request, terms } = casting;
    const { organizationId } = actor;
    const clock = new SystemClock();
    const recorder = this.spools.open({ organizationId, callId: id, clock });
    const log = new EventLogWriter(
      (events) => this.calls.appendEvents(organizationId, id, events),
      (error) => this.logger.warn({ err: error, callId: id }, 'The event log could not be written'),
    );
    return new LiveCall({
      id,
      clock,
      request,
      limits,
      recorder,
      records: terms.records,
      asksToRecord: terms.asks,
      onEvent: (event) => {
        log.add(event);
        this.counters.saw(event);
        request.endpoint.onEvent?.(event);
      },
      onTrouble: (error) =>
        this.logger.error({ err: error, callId: id }, 'The next partner could not take over'),
      onHandOver: (greeter) => this.handOver(id, casting, greeter),
      onEnded: (reason) => {
        this.running.delete(id);
        this.counters.ended(request.channel, reason);
        const written = this.settle(id, () =>
          this.write(organizationId, id, reason, { log, recorder }),
        );
        request.endpoint.onEnded(reason, written);
        this.readiness.watch(id, () => request.endpoint.onReady(id));
      },
    });
  }

  private async handOver(
    id: string,
    casting: CallCasting & { terms: RecordingTerms },
    greeter: GreeterScene,
  ): Promise<Scene> {
    const choice = greeter.choice();
    if (!choice) throw new Error('The greeter handed over to nobody.');
    const { organizationId } = casting.actor;
    const scene = await this.casting.chosen(casting, choice);
    try {
      await this.calls.choose(organizationId, id, { ...choiceOf(scene), engine: scene.engine });
      // Before anything is kept, so that there is no sound without it.
      if (casting.terms.asks) {
        const answer = greeter.mayRecord() ? 'given' : 'refused';
        await this.calls.noteConsent(organizationId, id, { answer, by: 'telephone' });
      }
    } catch (error) {
      scene.discard();
      throw error;
    }
    return scene;
  }

  private async termsOf(actor: Actor, request: StartLiveCall): Promise<RecordingTerms> {
    const { channel, mode, personaId, recording: wish, ringsBack = false } = request;
    const { allowUnrecorded, telephone } = await this.policies.get(actor);
    if (channel === 'browser' && wish === 'off' && !allowUnrecorded) throw mustRecord();
    const greets = !personaId && !mode;
    return recordingTermsOf({ channel, greets, ringsBack, wish, telephone });
  }

  private async write(
    organizationId: string,
    id: string,
    reason: EndReason,
    { log, recorder }: { log: EventLogWriter; recorder: OpenSpool },
  ): Promise<void> {
    await Promise.all([log.close(), recorder.close()]);
    await this.calls.finish(organizationId, id, reason);
    await this.callMinutes.settle(organizationId, id);
  }

  /** Writes what is left; what fails here is finished by the sweep from the log. */
  private settle(callId: string, work: () => Promise<void>): Promise<void> {
    const settling = work()
      .catch((error: unknown) => {
        this.logger.error({ err: error, callId }, 'The call could not be closed; the sweep will');
      })
      .finally(() => this.settling.delete(settling));
    this.settling.add(settling);
    return settling;
  }
}

type Opening = Pick<CallCasting, 'actor' | 'request'> & { terms: RecordingTerms };

/** A guest pays from the account of the number. */
const payerOf = ({ memberId }: Actor, { caller }: StartLiveCall) =>
  caller?.guestOf === undefined ? { memberId } : { callerId: caller.guestOf };

/** What a call's row says of the persona. */
const choiceOf = ({ persona }: Scene) => ({
  personaId: persona?.id ?? null,
  personaVersion: persona?.version ?? null,
  personaName: persona?.definition.name ?? null,
  personaTitle: persona?.definition.title ?? null,
  mode: persona?.definition.mode ?? null,
});
