import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Repository } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import { PhoneNumberEntity } from './phone-number.entity';
import type { E164 } from './phone-number';

export type Owner = { organizationId: string; memberId: string };
export type Code = { hash: string; sentAt: Date; expiresAt: Date };

/** The numbers of a member, which they add, verify and remove themselves. */
@Injectable()
export class PhoneNumberRepository {
  constructor(
    @InjectRepository(PhoneNumberEntity) private readonly rows: Repository<PhoneNumberEntity>,
  ) {}

  async listOwn({ organizationId, memberId }: Owner): Promise<PhoneNumberEntity[]> {
    return this.rows.find({
      where: { organizationId, memberId },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async findOwn(
    { organizationId, memberId }: Owner,
    id: string,
  ): Promise<PhoneNumberEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, memberId, id })) ?? undefined;
  }

  /** The row of a number that is being added: a new one, or that of an earlier try. */
  async claim(
    { organizationId, memberId }: Owner,
    number: E164,
    transaction: Transaction,
  ): Promise<string> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO phone_numbers (organization_id, member_id, number) VALUES ($1, $2, $3)
       ON CONFLICT (organization_id, member_id, number) DO UPDATE SET number = excluded.number
       RETURNING id`,
      [organizationId, memberId, number],
    );
    if (!row) throw new Error('An upsert returned no row');
    return row.id;
  }

  async setCode(owner: Owner, id: string, code: Code, transaction: Transaction): Promise<void> {
    await transaction.update(
      PhoneNumberEntity,
      { ...owner, id, verifiedAt: IsNull() },
      {
        codeHash: code.hash,
        codeSentAt: code.sentAt,
        codeExpiresAt: code.expiresAt,
        codeTries: 0,
      },
    );
  }

  /** Counts a try before it is judged, so that tries sent in parallel cannot slip past the limit. */
  async countTry(
    { organizationId, memberId }: Owner,
    id: string,
    { most, now }: { most: number; now: Date },
  ): Promise<{ number: E164; codeHash: string; tries: number } | undefined> {
    const [row] = await this.rows.query<{ number: E164; codeHash: string; tries: number }[]>(
      `WITH tried AS (
         UPDATE phone_numbers SET code_tries = code_tries + 1
         WHERE organization_id = $1 AND member_id = $2 AND id = $3 AND verified_at IS NULL
           AND code_hash IS NOT NULL AND code_expires_at > $4 AND code_tries < $5
         RETURNING number, code_hash AS "codeHash", code_tries AS tries)
       SELECT * FROM tried`,
      [organizationId, memberId, id, now, most],
    );
    return row;
  }

  async verify(
    { organizationId, memberId }: Owner,
    id: string,
    { at, blocked }: { at: Date; blocked: boolean },
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(
      PhoneNumberEntity,
      { organizationId, memberId, id },
      { verifiedAt: at, blocked, codeHash: null, codeExpiresAt: null, codeTries: 0 },
    );
  }

  /** The guest's own row, once its number is a member's; its messages go with the number. */
  async replaceGuest(guestRowId: string, by: string, transaction: Transaction): Promise<void> {
    await transaction.query(
      `UPDATE sms_messages SET phone_number_id = $2 FROM phone_numbers
       WHERE sms_messages.phone_number_id = $1 AND phone_numbers.id = $2
         AND phone_numbers.organization_id = sms_messages.organization_id`,
      [guestRowId, by],
    );
    await transaction.query('DELETE FROM phone_numbers WHERE id = $1 AND guest', [guestRowId]);
  }

  async delete({ organizationId, memberId }: Owner, id: string): Promise<boolean> {
    const gone = await this.rows.delete({ organizationId, memberId, id, blocked: false });
    return gone.affected === 1;
  }

  /** Over all organizations: numbers whose owners never showed that they are theirs. */
  async deleteUnverified(before: Date): Promise<void> {
    await this.rows.delete({ guest: false, verifiedAt: IsNull(), codeSentAt: LessThan(before) });
  }

  async findRecognised(organizationId: string, id: string): Promise<PhoneNumberEntity | undefined> {
    const row = await this.rows
      .createQueryBuilder('number')
      .where('number.organization_id = :organizationId AND number.id = :id', { organizationId, id })
      .andWhere('(number.guest OR number.verified_at IS NOT NULL)')
      .getOne();
    return row ?? undefined;
  }

  async setBlocked(organizationId: string, id: string, blocked: boolean): Promise<void> {
    await this.rows.update({ organizationId, id }, { blocked });
  }
}
