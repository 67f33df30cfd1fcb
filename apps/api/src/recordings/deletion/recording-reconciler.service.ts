import { Injectable, Logger } from '@nestjs/common';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import { ObjectStorage, type StoredObject } from '../../platform/storage/object-storage';
import { RecordingRepository } from '../recording.repository';
import { RecordingDeletion } from './recording-deletion.service';

/** A file is stored before its row is written. */
const ORPHAN_AFTER_MS = 86_400_000;
/** Rows so young may be of files that were stored while the list was read. */
const SETTLED_AFTER_MS = 3_600_000;
const BATCH = 500;

/**
 * Compares the store with the rows, both ways. It looks at organizations of this database alone: a
 * store may be shared with another installation, whose files are none of our business.
 */
@Injectable()
export class RecordingReconciler {
  private readonly logger = new Logger(RecordingReconciler.name);

  constructor(
    private readonly recordings: RecordingRepository,
    private readonly organizations: OrganizationsService,
    private readonly deletion: RecordingDeletion,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {}

  async reconcile(): Promise<void> {
    for (const organizationId of await this.organizations.listIds()) {
      await this.compare(organizationId);
    }
  }

  private async compare(organizationId: string): Promise<void> {
    const startedAtMs = this.clock.now().getTime();
    const objects = new Map<string, StoredObject>();
    for await (const object of this.storage.list(`recordings/${organizationId}`)) {
      objects.set(object.key, object);
    }
    await this.markLost(organizationId, objects, startedAtMs);
    for (const object of objects.values()) {
      const isOld = startedAtMs - object.modifiedAt.getTime() > ORPHAN_AFTER_MS;
      if (isOld) await this.removeOrphan(organizationId, object);
    }
  }

  /** Takes those out of the list that have a row. A file that turns up again is lost no more. */
  private async markLost(
    organizationId: string,
    objects: Map<string, StoredObject>,
    startedAtMs: number,
  ): Promise<void> {
    let afterCallId: string | undefined;
    for (;;) {
      const rows = await this.recordings.listKept(organizationId, afterCallId, BATCH);
      for (const { callId, objectKey, lostAt, createdAt } of rows) {
        afterCallId = callId;
        const isThere = objects.delete(objectKey);
        if (isThere && lostAt) await this.recordings.setLost(organizationId, callId, null);
        const isSettled = startedAtMs - createdAt.getTime() > SETTLED_AFTER_MS;
        if (isThere || lostAt || !isSettled || (await this.storage.stat(objectKey))) continue;
        this.logger.error({ callId }, 'The file of a recording is not in the store');
        await this.recordings.setLost(organizationId, callId, this.clock.now());
      }
      if (rows.length < BATCH) return;
    }
  }

  private async removeOrphan(organizationId: string, { key, bytes }: StoredObject): Promise<void> {
    if (await this.recordings.existsWithKey(organizationId, key)) return;
    const callId = CALL_OF_KEY.exec(key)?.[1] ?? null;
    await this.deletion.deleteOrphan(organizationId, { objectKey: key, bytes, callId });
    this.logger.warn({ callId }, 'A file without a recording was deleted');
  }
}

const CALL_OF_KEY = /\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.mp3$/;
