import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { AuditService } from '../../organizations/audit.service';
import { TasksService } from '../../tasks/tasks.service';
import { PricingRunRepository } from './pricing-run.repository';
import type { Pricing } from './pricing-runs.schemas';
import { UnpricedRepository } from './unpriced.repository';

const KIND = 'price-unknown';
/** One at a time in an organization: a second would look at the same. */
const ONCE = 'organization';

/** Fills in what has no price yet, with the prices of its time, when an administrator says so. */
@Injectable()
export class PricingRunsService {
  constructor(
    private readonly tasks: TasksService,
    private readonly runs: PricingRunRepository,
    private readonly unpriced: UnpricedRepository,
    private readonly audit: AuditService,
  ) {}

  /** Counts after it has looked at the run: beside one that is over stands what it has left. */
  async get(actor: Actor): Promise<Pricing> {
    const { organizationId } = actor;
    const [task] = await this.tasks.list(actor, { kind: KIND, limit: 1 });
    const priced = task && (await this.runs.findPriced({ organizationId, id: task.id }));
    const unpriced = await this.unpriced.count(organizationId);
    return { unpriced, run: task ? { task, priced: priced ?? 0 } : null };
  }

  async start(actor: Actor): Promise<Pricing> {
    const { organizationId } = actor;
    const total = await this.unpriced.count(organizationId);
    const wanted = { kind: KIND, input: {}, total, onceKey: ONCE } as const;
    await this.tasks.start(actor, wanted, async (key, transaction) => {
      await this.runs.insert(key, transaction);
      const subject = `organization:${organizationId}`;
      await this.audit.record(actor, 'price.filled_in', subject, { transaction });
    });
    return this.get(actor);
  }
}
