import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock';
import { FactsRepository } from './facts.repository';
import type { Freshness } from './facts.schemas';
import type { Progress } from './write-facts';

/**
 * Keeps what reports are made of in step with the records. The database marks whatever changes, so
 * no feature has to know that there are reports.
 */
@Injectable()
export class FactsService {
  private readonly logger = new Logger(FactsService.name);

  constructor(
    private readonly facts: FactsRepository,
    private readonly clock: Clock,
  ) {}

  /** Takes in everything that has changed up to now. */
  async refresh(organizationId: string): Promise<void> {
    while ((await this.facts.workOffMarks(organizationId)) > 0);
  }

  async listStale(): Promise<string[]> {
    return this.facts.listWithMarks();
  }

  async listRebuilds(): Promise<string[]> {
    return this.facts.listRebuilds();
  }

  async listChecked(): Promise<string[]> {
    return this.facts.listWithCalls();
  }

  /** E.g. after a change of the time zone, which moves calls to other days. */
  async rebuild(organizationId: string, signal: AbortSignal): Promise<void> {
    const asked = await this.facts.findRebuild(organizationId);
    if (!asked) return;
    await this.facts.recompute(organizationId, async (progress: Progress) => {
      signal.throwIfAborted();
      await this.facts.noteRebuild(organizationId, progress);
    });
    await this.facts.finishRebuild(organizationId, asked.requestedAt);
  }

  /** Compares every fact with the records, repairs what differs and says how much that was. */
  async check(organizationId: string, signal: AbortSignal): Promise<void> {
    const checkedAt = this.clock.now();
    await this.refresh(organizationId);
    const found = await this.facts.recompute(organizationId, async () => signal.throwIfAborted());
    const tookMs = this.clock.now().getTime() - checkedAt.getTime();
    await this.facts.noteCheck(organizationId, { ...found, checkedAt, tookMs });
    const context = { organizationId, ...found, tookMs };
    if (found.callDifferences + found.dayDifferences === 0) {
      this.logger.log(context, 'Reports agree with the records');
    } else {
      this.logger.warn(context, 'Reports differed from the records and were repaired');
    }
  }

  async freshness(organizationId: string): Promise<Freshness> {
    const [pending, rebuild, check] = await Promise.all([
      this.facts.countMarks(organizationId),
      this.facts.findRebuild(organizationId),
      this.facts.lastCheck(organizationId),
    ]);
    return {
      pending,
      rebuild: rebuild ? { done: rebuild.done, total: rebuild.total } : null,
      check: check
        ? {
            checkedAt: check.checkedAt.toISOString(),
            calls: check.calls,
            days: check.days,
            differences: check.callDifferences + check.dayDifferences,
          }
        : null,
    };
  }
}
