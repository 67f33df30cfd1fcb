import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { DeletionReason } from '../recordings.schemas';
import { DeletionReceiptEntity } from './deletion-receipt.entity';

export type NewReceipt = Omit<DeletionReceiptEntity, 'organizationId' | 'id' | 'deletedAt'>;
export type ReceiptRow = DeletionReceiptEntity & { memberName: string | null };
export type ReceiptFilter = {
  limit: number;
  reason?: DeletionReason;
  after?: { deletedAt: string; id: string };
};

@Injectable()
export class DeletionReceiptRepository {
  constructor(
    @InjectRepository(DeletionReceiptEntity)
    private readonly rows: Repository<DeletionReceiptEntity>,
  ) {}

  /** Of an object that is to go; no receipt yet. */
  async open(organizationId: string, receipt: NewReceipt): Promise<DeletionReceiptEntity> {
    return this.rows.save({ ...receipt, organizationId, deletedAt: null });
  }

  /** It is gone. */
  async close(organizationId: string, id: string, at: Date): Promise<void> {
    await this.rows.update({ organizationId, id, deletedAt: IsNull() }, { deletedAt: at });
  }

  async isOpen(organizationId: string, objectKey: string): Promise<boolean> {
    return this.rows.existsBy({ organizationId, objectKey, deletedAt: IsNull() });
  }

  async openOfCall(organizationId: string, callId: string): Promise<DeletionReceiptEntity[]> {
    return this.rows.findBy({ organizationId, callId, deletedAt: IsNull() });
  }

  async latestOfCall(
    organizationId: string,
    callId: string,
  ): Promise<DeletionReceiptEntity | undefined> {
    const [row] = await this.rows.find({
      where: { organizationId, callId },
      order: { requestedAt: 'DESC' },
      take: 1,
    });
    return row;
  }

  /** Over all organizations, for the sweep: what is still to be deleted, after the one given. */
  async listOpen(afterId: string | undefined, limit: number): Promise<DeletionReceiptEntity[]> {
    const query = this.rows.createQueryBuilder('receipt').where('receipt.deleted_at IS NULL');
    if (afterId) query.andWhere('receipt.id > :afterId', { afterId });
    return query.orderBy('receipt.id').limit(limit).getMany();
  }

  /** Newest first. Those who were removed since are still named. */
  async page(organizationId: string, filter: ReceiptFilter): Promise<ReceiptRow[]> {
    const query = this.rows
      .createQueryBuilder('receipt')
      .leftJoin('members', 'member', 'member.id = receipt.member_id')
      .addSelect('member.name', 'member_name')
      .where('receipt.organization_id = :organizationId', { organizationId })
      .andWhere('receipt.deleted_at IS NOT NULL');
    if (filter.reason) query.andWhere('receipt.reason = :reason', filter);
    if (filter.after) {
      query.andWhere(
        `(receipt.deleted_at, receipt.id) < (CAST(:deletedAt AS timestamptz), CAST(:id AS uuid))`,
        filter.after,
      );
    }
    const { entities, raw } = await query
      .orderBy('receipt.deleted_at', 'DESC')
      .addOrderBy('receipt.id', 'DESC')
      .limit(filter.limit)
      .getRawAndEntities<{ member_name: string | null }>();
    return entities.map((entity, index) => ({
      ...entity,
      memberName: raw[index]?.member_name ?? null,
    }));
  }
}
