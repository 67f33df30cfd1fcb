import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { CallsService } from '../../calls/calls.service';
import { AuditService } from '../../organizations/audit.service';
import { Clock } from '../../platform/clock/clock';
import { RecordingRepository, type RecordingRow } from '../recording.repository';
import { linkExpired, linkNotFound, linkVoid, recordingNotFound } from '../recordings.errors';
import type { CreateRecordingLink, RecordingLink } from '../recordings.schemas';
import { type RecordingFile, RecordingsService } from '../recordings.service';
import { linkKeyOf, readLink, signLink } from './recording-link';

const MINUTE_MS = 60_000;

/** Lets somebody listen who cannot sign in, for as long as was said. */
@Injectable()
export class RecordingLinks {
  private readonly key: Buffer;

  constructor(
    private readonly recordings: RecordingsService,
    private readonly rows: RecordingRepository,
    private readonly calls: CallsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {
    this.key = linkKeyOf(config.sessionSecret);
  }

  /** Throws `calls.not_found`, `recordings.not_found`. */
  async create(
    actor: Actor,
    callId: string,
    { expiresInMinutes }: CreateRecordingLink,
  ): Promise<RecordingLink> {
    const { linkGeneration: generation } = await this.mustFind(actor, callId);
    await this.audit.record(actor, 'recording.link_created', `call:${callId}`);
    const expiresAtMs = this.clock.now().getTime() + expiresInMinutes * MINUTE_MS;
    const token = signLink({ callId, expiresAtMs, generation }, this.key);
    return {
      url: `${this.config.publicUrl}/api/recordings/linked/${token}`,
      expiresAt: new Date(expiresAtMs).toISOString(),
    };
  }

  /** Every link to it that is out there works no more. */
  async revoke(actor: Actor, callId: string): Promise<void> {
    await this.mustFind(actor, callId);
    await this.audit.record(actor, 'recording.links_revoked', `call:${callId}`);
    await this.rows.renewLinks(actor.organizationId, callId);
  }

  /** Throws `recordings.link_not_found`, `recordings.link_expired`, `recordings.link_void`. */
  async open(token: string): Promise<RecordingFile> {
    const claim = readLink(token, this.key);
    if (!claim) throw linkNotFound();
    if (claim.expiresAtMs <= this.clock.now().getTime()) throw linkExpired();
    const row = await this.rows.findForLink(claim.callId);
    if (!row?.objectKey || row.linkGeneration !== claim.generation) throw linkVoid();
    const file = await this.recordings.fileOf(row);
    if (!file || !(await this.calls.exists(row.organizationId, row.callId))) throw linkVoid();
    return file;
  }

  private async mustFind(actor: Actor, callId: string): Promise<RecordingRow> {
    await this.calls.get(actor, callId);
    const row = await this.rows.find(actor.organizationId, callId);
    if (!row?.objectKey) throw recordingNotFound();
    return row;
  }
}
