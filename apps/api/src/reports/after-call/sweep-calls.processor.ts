import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CallsService } from '../../calls/calls.service';
import { AppConfig } from '../../config/app-config';
import { JobProcessor } from '../../platform/queue/job.processor';
import { MinutesService } from '../../usage/minutes/minutes.service';
import { AfterCallFlow } from './after-call.flow';
import { CallMinutes } from '../../calls/call-minutes';

/** A running call gives a sign of life every five seconds. */
const ABANDONED_AFTER_MS = 30_000;
/** The usual way takes a few seconds; later than that, its job may have been lost. */
const LOST_AFTER_MS = 60_000;
/** A telephone may ring for a minute with its minutes set aside before there is a call. */
const UNSETTLED_AFTER_MS = 5 * 60_000;

/** Finishes calls whose process died, sets lost work going again and charges what was left unsettled. */
@Injectable()
export class SweepCallsProcessor
  extends JobProcessor<'sweep-calls'>
  implements OnApplicationBootstrap
{
  readonly job = 'sweep-calls';
  private readonly logger = new Logger(SweepCallsProcessor.name);

  constructor(
    private readonly calls: CallsService,
    private readonly flow: AfterCallFlow,
    private readonly minutes: MinutesService,
    private readonly callMinutes: CallMinutes,
    private readonly config: AppConfig,
  ) {
    super();
  }

  /** A database of one's own has no other process: whatever runs in it now runs nowhere. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.embedded) await this.finishAbandoned(0);
  }

  async process(): Promise<void> {
    await this.finishAbandoned(ABANDONED_AFTER_MS);
    for (const { organizationId, id } of await this.calls.listUnfinished(LOST_AFTER_MS)) {
      await this.tryOn(id, () => this.flow.start({ organizationId, callId: id }));
    }
    for (const { organizationId, callId } of await this.minutes.listUnsettled(UNSETTLED_AFTER_MS)) {
      await this.tryOn(callId, () => this.callMinutes.settle(organizationId, callId));
    }
  }

  private async finishAbandoned(olderThanMs: number): Promise<void> {
    for (const { organizationId, id } of await this.calls.listAbandoned(olderThanMs)) {
      await this.tryOn(id, () => this.calls.recover(organizationId, id));
    }
  }

  /** One call that cannot be swept must not keep the others waiting. */
  private async tryOn(callId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, callId }, 'A call could not be swept');
    }
  }
}
