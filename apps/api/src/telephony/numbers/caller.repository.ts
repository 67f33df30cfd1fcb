import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import type { E164 } from './phone-number';

/** Any fixed number does, as long as nothing else takes locks in its name. */
const NUMBER_LOCK = 7_214_002;

export type RecognisedNumber = {
  organizationId: string;
  memberId: string;
  callerId: string;
  name: string;
  guest: boolean;
  blocked: boolean;
};

/** Numbers as the line asks for them: without an organization, because the number finds it. */
@Injectable()
export class CallerRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async findByNumber(
    number: E164,
    transaction: Transaction = this.database.manager,
  ): Promise<RecognisedNumber | undefined> {
    const [row] = await transaction.query<RecognisedNumber[]>(
      `SELECT number.organization_id AS "organizationId", number.member_id AS "memberId",
              number.id AS "callerId", member.name, number.guest,
              number.blocked OR member.suspended AS blocked
       FROM phone_numbers number JOIN members member ON member.id = number.member_id
       WHERE number.number = $1 AND (number.guest OR number.verified_at IS NOT NULL)
         AND member.deleted_at IS NULL`,
      [number],
    );
    return row;
  }

  /** What is done with a number is done by one at a time, from here to the transaction's end. */
  async holding<Result>(
    number: E164,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return this.database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [NUMBER_LOCK, number]);
      return work(manager);
    });
  }

  async insertGuest(
    organizationId: string,
    { memberId, number }: { memberId: string; number: E164 },
    transaction: Transaction,
  ): Promise<string> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO phone_numbers (organization_id, member_id, number, guest)
       VALUES ($1, $2, $3, true) RETURNING id`,
      [organizationId, memberId, number],
    );
    if (!row) throw new Error('An insert returned no row');
    return row.id;
  }

  /** A member who was removed is recognised no more, and their number is free again. */
  async forgetRemovedMembers(number: E164, transaction: Transaction): Promise<void> {
    await transaction.query(
      `DELETE FROM phone_numbers USING members
       WHERE members.id = phone_numbers.member_id AND phone_numbers.number = $1
         AND members.deleted_at IS NOT NULL`,
      [number],
    );
  }
}
