import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { type AttemptLimit, AttemptLimiter } from '../auth/attempt-limiter';
import type { Client } from '../auth/client';
import { networkOf } from '../auth/client-network';
import { type OpenedShare, SharedCallsService } from '../calls/shares/shared-calls.service';
import { type RecordingFile, RecordingsService } from '../recordings/recordings.service';
import { CallDetailService } from './call-detail.service';
import { SharedCall } from './shared-call.schemas';

const MINUTE_MS = 60_000;
/** A page that waits for feedback asks every few seconds, and a player asks for many parts. */
const PER_ADDRESS: AttemptLimit = { name: 'shared-calls', most: 600, windowMs: 10 * MINUTE_MS };

/** Shows a call to whoever holds its link, as its trainee would see it. */
@Injectable()
export class SharedCallsReader {
  constructor(
    private readonly shares: SharedCallsService,
    private readonly details: CallDetailService,
    private readonly recordings: RecordingsService,
    private readonly limiter: AttemptLimiter,
  ) {}

  /** Throws `calls.share_not_found`. */
  async read(token: string, client: Client): Promise<SharedCall> {
    const share = await this.open(token, client);
    const call = await this.details.get(actorOf(share), share.callId);
    const { recording } = call;
    const url = `/api/shared/${token}/recording`;
    // Parsing leaves out what a stranger is not to see.
    return SharedCall.parse({
      ...call,
      recording: recording && { ...recording, url },
      expiresAt: share.expiresAt.toISOString(),
    });
  }

  /** Throws `calls.share_not_found`, `recordings.not_found`. */
  async recording(token: string, client: Client): Promise<RecordingFile> {
    const share = await this.open(token, client);
    return this.recordings.open(actorOf(share), share.callId);
  }

  private async open(token: string, { address }: Client): Promise<OpenedShare> {
    await this.limiter.count(PER_ADDRESS, networkOf(address));
    return this.shares.open(token);
  }
}

const actorOf = ({ memberId, organizationId }: OpenedShare): Actor => ({
  memberId,
  organizationId,
  role: 'trainee',
  via: 'session',
});
