import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { Transaction } from '../../../auth/accounts.service';
import { lockAccount } from '../locked-account.repository';
import { saveAccount } from '../saved-account.repository';
import type { MinuteAccountEntity } from '../minute-account.entity';
import { MinuteGrantEntity } from '../minute-grant.entity';
import { MinuteCodeEntity } from './minute-code.entity';

const DAY_MS = 86_400_000;

export type NewCode = Omit<MinuteCodeEntity, 'id' | 'organizationId' | 'redemptions' | 'revokedAt'>;

/** What a redemption did to the account. */
export type Redemption = { codeName: string; beforeMs: number; leftMs: number };

type Redeemer = {
  account: MinuteAccountEntity;
  memberId: string;
  now: Date;
  /** Written with the minutes, or not at all. */
  record: (redemption: Redemption, transaction: Transaction) => Promise<void>;
};

export type Redeemed =
  | { outcome: 'redeemed'; amountMs: number; expiresAt: Date | null; leftMs: number }
  | { outcome: 'unknown' | 'revoked' | 'expired' | 'used_up' | 'before' | 'lifted' };

@Injectable()
export class MinuteCodeRepository {
  constructor(
    @InjectRepository(MinuteCodeEntity) private readonly rows: Repository<MinuteCodeEntity>,
  ) {}

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.rows.manager.transaction(work);
  }

  async insert(
    organizationId: string,
    code: NewCode,
    transaction: Transaction,
  ): Promise<MinuteCodeEntity> {
    return transaction.save(
      this.rows.create({ ...code, organizationId, redemptions: 0, revokedAt: null }),
    );
  }

  /** The latest first. */
  async page(
    organizationId: string,
    { limit, after }: { limit: number; after?: { at: string; id: string } },
  ): Promise<MinuteCodeEntity[]> {
    const query = this.rows
      .createQueryBuilder('code')
      .where('code.organization_id = :organizationId', { organizationId });
    if (after) {
      query.andWhere(
        '(code.created_at, code.id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))',
        after,
      );
    }
    return query
      .orderBy('code.created_at', 'DESC')
      .addOrderBy('code.id', 'DESC')
      .limit(limit)
      .getMany();
  }

  async find(organizationId: string, id: string): Promise<MinuteCodeEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, id })) ?? undefined;
  }

  /** False when it was revoked before. */
  async revoke(
    organizationId: string,
    id: string,
    revokedAt: Date,
    transaction: Transaction,
  ): Promise<boolean> {
    const where = { organizationId, id, revokedAt: IsNull() };
    return (await transaction.update(MinuteCodeEntity, where, { revokedAt })).affected === 1;
  }

  /**
   * The code's row is held from the count to the grant, so that however many redeem it at once, it
   * gives no more than it may; the account's row after it.
   */
  async redeem(
    organizationId: string,
    codeHash: string,
    { account, memberId, now, record }: Redeemer,
  ): Promise<Redeemed> {
    return this.rows.manager.transaction(async (manager) => {
      const code = await manager.findOne(MinuteCodeEntity, {
        where: { organizationId, codeHash },
        lock: { mode: 'pessimistic_write' },
      });
      if (!code) return { outcome: 'unknown' };
      const accountId = account.id;
      const before = { organizationId, accountId, codeId: code.id };
      if (await manager.existsBy(MinuteGrantEntity, before)) return { outcome: 'before' };
      const state = stateOf(code, now);
      if (state !== 'open') return { outcome: state };
      const locked = await lockAccount(manager, { organizationId, id: accountId }, { now });
      if (!locked || locked.row.liftedAt) return { outcome: 'lifted' };
      const { amountMs, lastsDays } = code;
      const expiresAt = lastsDays === null ? null : new Date(now.getTime() + lastsDays * DAY_MS);
      const lot = { source: 'code', expiresAt, codeId: code.id } as const;
      const beforeMs = locked.book.leftMs;
      locked.book.grant(amountMs, lot, { reason: 'code', memberId });
      await saveAccount(manager, locked, now);
      await manager.increment(MinuteCodeEntity, { organizationId, id: code.id }, 'redemptions', 1);
      const { leftMs } = locked.book;
      await record({ codeName: code.name, beforeMs, leftMs }, manager);
      return { outcome: 'redeemed', amountMs, expiresAt, leftMs };
    });
  }
}

export const stateOf = (
  { revokedAt, expiresAt, redemptions, mostRedemptions }: MinuteCodeEntity,
  now: Date,
): 'open' | 'revoked' | 'expired' | 'used_up' => {
  if (revokedAt) return 'revoked';
  if (expiresAt && expiresAt.getTime() <= now.getTime()) return 'expired';
  return redemptions >= mostRedemptions ? 'used_up' : 'open';
};
