import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, Repository } from 'typeorm';
import { MemberEntity } from './member.entity';
import type { Transaction } from './member.repository';

/** Unknown callers among the members' rows, so that calls, scores and history work for them too. */
@Injectable()
export class GuestRepository {
  constructor(@InjectRepository(MemberEntity) private readonly rows: Repository<MemberEntity>) {}

  async insert(organizationId: string, name: string, transaction: Transaction): Promise<string> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO members (organization_id, name, role, guest)
       VALUES ($1, $2, 'trainee', true) RETURNING id`,
      [organizationId, name],
    );
    if (!row) throw new Error('An insert returned no row');
    return row.id;
  }

  /** Only once nothing names them any more: whoever still has a call stays. */
  async delete(organizationId: string, id: string): Promise<boolean> {
    try {
      const gone = await this.rows.delete({ organizationId, id, guest: true });
      return gone.affected === 1;
    } catch (error) {
      if (isStillNamed(error)) return false;
      throw error;
    }
  }
}

const isStillNamed = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23503';
