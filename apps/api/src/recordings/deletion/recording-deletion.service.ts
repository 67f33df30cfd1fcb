import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { CallsService } from '../../calls/calls.service';
import { AuditService } from '../../organizations/audit.service';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import { ObjectStorage } from '../../platform/storage/object-storage';
import { recordingNotFound } from '../recordings.errors';
import type { DeletionReceiptEntity } from './deletion-receipt.entity';
import { DeletionReceiptRepository } from './deletion-receipt.repository';
import { RecordingRetentionRepository } from './recording-retention.repository';

const BATCH = 200;

/**
 * Deletes files in two steps: first it is written down that a file has to go, which puts it out of
 * reach; then it goes, the store is asked whether it is gone, and that is the receipt. Whoever is
 * killed in between has left the first step behind, and the second is repeated.
 */
@Injectable()
export class RecordingDeletion {
  private readonly logger = new Logger(RecordingDeletion.name);

  constructor(
    private readonly receipts: DeletionReceiptRepository,
    private readonly retention: RecordingRetentionRepository,
    private readonly calls: CallsService,
    private readonly storage: ObjectStorage,
    private readonly audit: AuditService,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Throws `calls.not_found`, `recordings.not_found`. */
  async delete(actor: Actor, callId: string): Promise<void> {
    const { organizationId, memberId } = actor;
    await this.calls.get(actor, callId);
    await this.audit.record(actor, 'recording.deleted', `call:${callId}`);
    const withdrawal = { reason: 'by_member', memberId, at: this.clock.now() } as const;
    if (!(await this.retention.withdraw(organizationId, callId, withdrawal))) {
      throw recordingNotFound();
    }
    const jobId = `delete-recording-${callId}`;
    await this.jobs.add('delete-recording', { organizationId, callId }, { jobId });
  }

  /** The work of its job: also takes away the recording of a call that was deleted. */
  async finishCall(organizationId: string, callId: string): Promise<void> {
    const memberId = await this.retention.callDeletedBy(organizationId, callId);
    if (memberId !== undefined) {
      const withdrawal = { reason: 'call_deleted', memberId, at: this.clock.now() } as const;
      await this.retention.withdraw(organizationId, callId, withdrawal);
    }
    for (const receipt of await this.receipts.openOfCall(organizationId, callId)) {
      await this.finish(receipt);
    }
  }

  /** Over all organizations; throws in the end when something could not be deleted. */
  async finishAll(): Promise<void> {
    let afterId: string | undefined;
    let failed = 0;
    for (;;) {
      const open = await this.receipts.listOpen(afterId, BATCH);
      for (const receipt of open) {
        afterId = receipt.id;
        failed += await this.tryToFinish(receipt);
      }
      if (open.length < BATCH) break;
    }
    if (failed > 0) {
      throw new Error(`${failed} objects could not be deleted; the next run tries again`);
    }
  }

  /** An object that no row speaks of. */
  async deleteOrphan(
    organizationId: string,
    object: { objectKey: string; bytes: number; callId: string | null },
  ): Promise<void> {
    if (await this.receipts.isOpen(organizationId, object.objectKey)) return;
    const orphan = { reason: 'orphan', sha256: null, memberId: null } as const;
    const requestedAt = this.clock.now();
    await this.finish(
      await this.receipts.open(organizationId, { ...object, ...orphan, requestedAt }),
    );
  }

  private async tryToFinish(receipt: DeletionReceiptEntity): Promise<0 | 1> {
    try {
      await this.finish(receipt);
      return 0;
    } catch (error) {
      const { id: receiptId, callId } = receipt;
      this.logger.error({ err: error, receiptId, callId }, 'A recording could not be deleted');
      return 1;
    }
  }

  private async finish({ organizationId, id, objectKey }: DeletionReceiptEntity): Promise<void> {
    await this.storage.delete(objectKey);
    if (await this.storage.stat(objectKey)) {
      throw new Error(`The store says it deleted ${objectKey}, and still has it`);
    }
    await this.receipts.close(organizationId, id, this.clock.now());
  }
}
