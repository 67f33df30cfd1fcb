import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';
import type { EntryKind } from './quotas.schemas';

/** One line of an account's statement: appended once, never changed. */
@Entity('minute_entries')
export class MinuteEntryEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  /** In the order in which the account changed. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  position!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  kind!: EntryKind;

  /** Below zero only where minutes were taken away again. */
  @Column('bigint', { name: 'amount_ms', transformer: wholeNumber })
  amountMs!: number;

  /** What the account had left afterwards; below zero where it was over. */
  @Column('bigint', { name: 'left_ms', transformer: wholeNumber })
  leftMs!: number;

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'call_id', nullable: true })
  callId!: string | null;

  /** The lot that came, or that ended. */
  @Column('uuid', { name: 'grant_id', nullable: true })
  grantId!: string | null;

  /** Who changed it; null where the service did. */
  @Column('uuid', { name: 'member_id', nullable: true })
  memberId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
