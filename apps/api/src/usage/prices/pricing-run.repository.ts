import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { TaskKey } from '../../tasks/tasks.service';

/** What a task that fills in prices has priced so far, and where in the ledger it stands. */
@Injectable()
export class PricingRunRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async insert({ organizationId, id }: TaskKey, transaction: Transaction): Promise<void> {
    await transaction.query('INSERT INTO pricing_runs (organization_id, id) VALUES ($1, $2)', [
      organizationId,
      id,
    ]);
  }

  async findPriced({ organizationId, id }: TaskKey): Promise<number | undefined> {
    const [row] = await this.database.query<{ priced: number }[]>(
      'SELECT priced FROM pricing_runs WHERE organization_id = $1 AND id = $2',
      [organizationId, id],
    );
    return row?.priced;
  }
}
