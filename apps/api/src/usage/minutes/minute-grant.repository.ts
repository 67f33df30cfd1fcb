import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { MinuteGrantEntity } from './minute-grant.entity';

@Injectable()
export class MinuteGrantRepository {
  constructor(
    @InjectRepository(MinuteGrantEntity) private readonly rows: Repository<MinuteGrantEntity>,
  ) {}

  /** Of which something is left, in no order. */
  async listLeft(organizationId: string, accountId: string): Promise<MinuteGrantEntity[]> {
    return this.rows.findBy({ organizationId, accountId, leftMs: MoreThan(0) });
  }
}
