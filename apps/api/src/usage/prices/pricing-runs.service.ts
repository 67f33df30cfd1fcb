import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { AuditService } from '../../organizations/audit.service';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import { findPrice } from '../price-book';
import { priceUsage } from '../price-usage';
import { PriceRepository } from '../price.repository';
import { pricingUnderWay } from './prices.errors';
import { PricingRunRepository, type PricingRunRow, type RunKey } from './pricing-run.repository';
import type { Pricing } from './pricing-runs.schemas';
import { type Priced, UnpricedRepository } from './unpriced.repository';

const AT_ONCE = 500;
/** Its job was lost, unless it is still at work. */
const LOST_AFTER_MS = 60_000;

/** Fills in what has no price yet, with the prices of its time, when an administrator says so. */
@Injectable()
export class PricingRunsService {
  constructor(
    private readonly runs: PricingRunRepository,
    private readonly unpriced: UnpricedRepository,
    private readonly prices: PriceRepository,
    private readonly audit: AuditService,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async get({ organizationId }: Pick<Actor, 'organizationId'>): Promise<Pricing> {
    const [unpriced, latest] = await Promise.all([
      this.runs.countUnpriced(organizationId),
      this.runs.findLatest(organizationId),
    ]);
    return { unpriced, run: latest ? toRun(latest) : null };
  }

  async start(actor: Actor): Promise<Pricing> {
    const { organizationId, memberId } = actor;
    const run = { organizationId, id: randomUUID() };
    await this.audit.record(actor, 'price.filled_in', `organization:${organizationId}`);
    if (!(await this.runs.insert(run, memberId, this.clock.now()))) throw pricingUnderWay();
    await this.dispatch(run);
    return this.get(actor);
  }

  /** The work of its job. Begun again, it goes on where it was. */
  async work(run: RunKey, signal?: AbortSignal): Promise<void> {
    const found = await this.runs.find(run);
    if (!found || found.finishedAt) return;
    for (;;) {
      signal?.throwIfAborted();
      const seen = await this.unpriced.next(run, AT_ONCE);
      if (seen.length === 0) break;
      const providers = [...new Set(seen.map(({ provider }) => provider))];
      const book = await this.prices.listOf(run.organizationId, providers);
      const priced = seen.flatMap((line): Priced[] => {
        const price = findPrice(book, { ...line, at: line.occurredAt });
        const costMicroUsd = priceUsage(line.quantity, price);
        if (!price || costMicroUsd === null) return [];
        return [{ sourceId: line.sourceId, priceId: price.id, costMicroUsd }];
      });
      await this.unpriced.fill(run, seen, priced);
    }
    await this.runs.finish(run, this.clock.now());
  }

  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LOST_AFTER_MS);
    for (const run of await this.runs.listUnfinished(before)) await this.dispatch(run);
  }

  private async dispatch({ organizationId, id }: RunKey): Promise<void> {
    const payload = { organizationId, runId: id };
    await this.jobs.add('price-unknown', payload, { jobId: `price-unknown-${id}` });
  }
}

const toRun = ({ createdAt, finishedAt, ...row }: PricingRunRow): NonNullable<Pricing['run']> => ({
  ...row,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
