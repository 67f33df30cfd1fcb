import { Injectable } from '@nestjs/common';
import { MinutesService } from '../usage/minutes/minutes.service';
import { type CallProgress, CallsService } from './calls.service';

/** How a call ends that was broken by us, not by the trainee. */
const BROKEN: readonly (string | null)[] = ['failed', 'crashed'];

/** Charges a call's minutes once it has ended. */
@Injectable()
export class CallMinutes {
  constructor(
    private readonly calls: CallsService,
    private readonly minutes: MinutesService,
  ) {}

  /** Leaves a call that still runs alone; one that never began gives everything back. */
  async settle(organizationId: string, callId: string): Promise<void> {
    const call = await this.calls.stateOf(organizationId, callId);
    if (call?.state === 'active') return;
    await this.minutes.settle({ organizationId, callId, ...usageOf(call) });
  }
}

const usageOf = (call: CallProgress | undefined) => ({
  usedMs: call?.durationMs ?? 0,
  ...(call && BROKEN.includes(call.endReason) ? { refund: 'failed' as const } : {}),
});
