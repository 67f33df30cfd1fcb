import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import { Clock } from '../../platform/clock/clock';
import { holderOf, lockAccount } from './locked-account.repository';
import type { Lot } from './minute-lot';
import { MinuteReservationEntity } from './minute-reservation.entity';
import { saveAccount } from './saved-account.repository';

/** An account whose holder turns out to be somebody else. */
@Injectable()
export class MergedAccountRepository {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async move(
    organizationId: string,
    { callerId, memberId }: { callerId: string; memberId: string },
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (manager) => {
      // Callers before members, as whoever else locks several.
      const from = holderOf(organizationId, { owner: 'caller', callerId });
      const caller = await lockAccount(manager, from, { now });
      if (!caller) return;
      const accountId = caller.row.id;
      const isNew = { organizationId, accountId, memberId: IsNull() };
      await manager.update(MinuteReservationEntity, isNew, { memberId });
      const { book } = caller;
      if (caller.row.liftedAt && book.leftMs <= 0) return;
      const to = { ...holderOf(organizationId, { owner: 'member', memberId }), liftedAt: IsNull() };
      const member = await lockAccount(manager, to, { now });
      for (const lot of member ? book.live : []) {
        member?.book.grant(lot.leftMs, movedLot(lot), { reason: 'moved' });
      }
      const said = { reason: member ? 'moved' : 'closed' };
      if (book.leftMs > 0) book.take(book.leftMs, said);
      caller.row.liftedAt ??= now;
      caller.allowance = null;
      await saveAccount(manager, caller, now);
      if (member) await saveAccount(manager, member, now);
    });
  }
}

/** The month was the caller's own; the member may have had it already. */
const movedLot = ({ source, expiresAt }: Lot) => ({
  source: source === 'monthly' || source === 'code' ? ('bonus' as const) : source,
  expiresAt,
});
