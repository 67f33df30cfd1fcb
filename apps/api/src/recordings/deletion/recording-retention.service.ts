import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { OrganizationsService } from '../../organizations/organizations.service';
import { RecordingPolicyService } from '../../organizations/recording-policy.service';
import { Clock } from '../../platform/clock/clock';
import type { RecordingStock, RetentionPreview } from '../recordings.schemas';
import { SpoolSweep } from '../spool-sweep.service';
import { RecordingDeletion } from './recording-deletion.service';
import { RecordingRetentionRepository } from './recording-retention.repository';

const DAY_MS = 86_400_000;
const BATCH = 200;

/** Keeps each organization's recordings as long as it wants. */
@Injectable()
export class RecordingRetention {
  constructor(
    private readonly rows: RecordingRetentionRepository,
    private readonly organizations: OrganizationsService,
    private readonly policies: RecordingPolicyService,
    private readonly deletion: RecordingDeletion,
    private readonly spools: SpoolSweep,
    private readonly clock: Clock,
  ) {}

  async stock({ organizationId }: Actor): Promise<RecordingStock> {
    const stock = await this.rows.stock(organizationId);
    return { ...stock, oldestAt: stock.oldestAt?.toISOString() ?? null };
  }

  async preview({ organizationId }: Actor, days: number): Promise<RetentionPreview> {
    return this.rows.olderThan(organizationId, this.before(days));
  }

  /** Over all organizations: files of deleted calls, of calls kept long enough, and what was left. */
  async deleteExpired(): Promise<void> {
    for (const organizationId of await this.organizations.listIds()) {
      const { keptDays } = await this.policies.get({ organizationId });
      const before = keptDays === null ? null : this.before(keptDays);
      let withdrawn: number;
      do {
        const due = { at: this.clock.now(), before, limit: BATCH };
        withdrawn = await this.rows.withdrawDue(organizationId, due);
      } while (withdrawn === BATCH);
    }
    await this.spools.removeStale();
    await this.deletion.finishAll();
  }

  private before(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }
}
