import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Repository } from 'typeorm';
import type { Price } from './price-book';
import { PriceEntity } from './price.entity';

/** The book as the ledger reads it: what came with the service, and the organization's own. */
@Injectable()
export class PriceRepository {
  constructor(@InjectRepository(PriceEntity) private readonly rows: Repository<PriceEntity>) {}

  async listOf(organizationId: string, providers: readonly string[]): Promise<Price[]> {
    const provider = In([...providers]);
    const found = await this.rows.findBy([
      { organizationId, provider },
      { organizationId: IsNull(), provider },
    ]);
    return found.map((row) => ({ ...row, own: row.organizationId !== null }));
  }
}
