import { Injectable } from '@nestjs/common';
import { type TaskRun, TaskRunner } from '../../tasks/task-runner';
import { type OpenTask, TasksService } from '../../tasks/tasks.service';
import { findPrice } from '../price-book';
import { priceUsage } from '../price-usage';
import { PriceRepository } from '../price.repository';
import { PricingRunRepository } from './pricing-run.repository';
import { type Priced, type Unpriced, UnpricedRepository } from './unpriced.repository';

const AT_ONCE = 500;

/** Where it stands is written down with the prices, so that it goes on from there after a kill. */
@Injectable()
export class PriceUnknownRunner extends TaskRunner<'price-unknown'> {
  readonly job = 'price-unknown';

  constructor(
    tasks: TasksService,
    private readonly runs: PricingRunRepository,
    private readonly unpriced: UnpricedRepository,
    private readonly prices: PriceRepository,
  ) {
    super(tasks);
  }

  protected async run(task: OpenTask, { signal, step }: TaskRun): Promise<void> {
    const left = await this.unpriced.countAfter(task);
    const total = Math.max(task.total ?? 0, left);
    let done = total - left;
    for (;;) {
      signal.throwIfAborted();
      const priced = (await this.runs.findPriced(task)) ?? 0;
      await step({ done, total: Math.max(total, done), failed: Math.max(0, done - priced) });
      const seen = await this.unpriced.next(task, AT_ONCE);
      if (seen.length === 0) return;
      await this.unpriced.fill(task, seen, await this.pricesOf(task.organizationId, seen));
      done += seen.length;
    }
  }

  private async pricesOf(organizationId: string, seen: readonly Unpriced[]): Promise<Priced[]> {
    const providers = [...new Set(seen.map(({ provider }) => provider))];
    const book = await this.prices.listOf(organizationId, providers);
    return seen.flatMap((line): Priced[] => {
      const price = findPrice(book, { ...line, at: line.occurredAt });
      const costMicroUsd = priceUsage(line.quantity, price);
      if (!price || costMicroUsd === null) return [];
      return [{ sourceId: line.sourceId, priceId: price.id, costMicroUsd }];
    });
  }
}
