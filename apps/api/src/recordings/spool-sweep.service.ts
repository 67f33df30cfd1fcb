import { Injectable, Logger } from '@nestjs/common';
import { SpoolsService } from '../calls/spool/spools.service';
import { OrganizationsService } from '../organizations/organizations.service';
import { Clock } from '../platform/clock/clock';
import { RecordingRepository } from './recording.repository';

/** Nobody writes any more to what has not been touched for so long. */
const AT_REST_MS = 10 * 60_000;
/** Sound that nobody could mix must not outlive what is promised of recordings. */
const STALE_AFTER_MS = 7 * 86_400_000;

/**
 * Takes away raw sound that no mixing waits for: of calls that were deleted in a bad moment, in which
 * nobody was chosen, that were not to be recorded, or were mixed before the last of it came. In the
 * store it looks at organizations of this database alone: another installation may share it.
 */
@Injectable()
export class SpoolSweep {
  private readonly logger = new Logger(SpoolSweep.name);

  constructor(
    private readonly spools: SpoolsService,
    private readonly recordings: RecordingRepository,
    private readonly organizations: OrganizationsService,
    private readonly clock: Clock,
  ) {}

  /** Over all organizations; leaves what still runs, waits to be mixed, or was touched a moment ago. */
  async sweep(): Promise<void> {
    const before = this.ago(AT_REST_MS);
    await this.spools.removeMixFolders(before);
    await this.sweepHere(before);
    for (const [organizationId, callIds] of await this.stored(before)) {
      const needed = await this.recordings.waitingForMix(organizationId, callIds);
      for (const callId of callIds.filter((id) => !needed.includes(id))) {
        await this.spools.removeStored({ organizationId, callId });
      }
    }
  }

  /** Over all organizations: what nobody could mix for a week, though it is still waited for. */
  async removeStale(): Promise<void> {
    const before = this.ago(STALE_AFTER_MS);
    for (const callId of await this.spools.listUntouched(before)) {
      this.warn(callId);
      await this.spools.removeHere(callId);
    }
    for (const [organizationId, callIds] of await this.stored(before)) {
      for (const callId of callIds) {
        this.warn(callId);
        await this.spools.removeStored({ organizationId, callId });
      }
    }
  }

  private async sweepHere(before: Date): Promise<void> {
    const callIds = await this.spools.listUntouched(before);
    const needed = await this.recordings.waitingForMix(null, callIds);
    for (const callId of callIds.filter((id) => !needed.includes(id))) {
      await this.spools.removeHere(callId);
    }
  }

  /** By organization. */
  private async stored(before: Date): Promise<Map<string, string[]>> {
    const ours = new Map<string, string[]>();
    for (const id of await this.organizations.listIds()) ours.set(id, []);
    for (const { organizationId, callId } of await this.spools.listStored(before)) {
      ours.get(organizationId)?.push(callId);
    }
    return ours;
  }

  private ago(ms: number): Date {
    return new Date(this.clock.now().getTime() - ms);
  }

  private warn(callId: string): void {
    this.logger.warn({ callId }, 'Raw sound that was never mixed is removed');
  }
}
