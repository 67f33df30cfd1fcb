import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Price } from './price-book';
import { PriceEntity } from './price.entity';

/** The one table that belongs to no organization. */
@Injectable()
export class PriceRepository {
  constructor(@InjectRepository(PriceEntity) private readonly rows: Repository<PriceEntity>) {}

  async listOf(providers: readonly string[]): Promise<Price[]> {
    return this.rows.findBy({ provider: In([...providers]) });
  }
}
