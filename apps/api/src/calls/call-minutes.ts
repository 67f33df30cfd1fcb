import { Injectable } from '@nestjs/common';
import { MinutesService } from '../usage/minutes/minutes.service';
import { CallsService } from './calls.service';
import { ownGoalOf } from './own-goal';

/** Charges a call's minutes once it has ended. */
@Injectable()
export class CallMinutes {
  constructor(
    private readonly calls: CallsService,
    private readonly minutes: MinutesService,
  ) {}

  /**
   * Leaves a call that still runs alone; one that never began or was none gives everything back. To
   * delete a call does not.
   */
  async settle(organizationId: string, callId: string): Promise<void> {
    const call = await this.calls.stateOf(organizationId, callId);
    if (call?.state === 'active') return;
    // Reading a whole log is worth it only once.
    if (!(await this.minutes.isOpen(organizationId, callId))) return;
    const known = { organizationId, callId };
    if (!call || call.discarded) return this.minutes.settle({ ...known, usedMs: 0 });
    const events = await this.calls.events(organizationId, callId);
    const { durationMs: usedMs, endReason, partner } = call;
    const refund = ownGoalOf({ endReason, events });
    await this.minutes.settle({
      ...known,
      usedMs,
      ...(refund ? { refund } : {}),
      ...(partner ? { partner } : {}),
    });
  }
}
