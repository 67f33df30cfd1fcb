import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';
import type { LotPart } from './minute-lot';

/** What one call has of an account. */
@Entity('minute_reservations')
export class MinuteReservationEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('bigint', { name: 'reserved_ms', transformer: wholeNumber })
  reservedMs!: number;

  /** Null until the call is settled. */
  @Column('bigint', { name: 'charged_ms', nullable: true, transformer: wholeNumber })
  chargedMs!: number | null;

  /** What was charged has been given back. */
  @Column('boolean')
  refunded!: boolean;

  /** Who spoke; null for an unknown caller. */
  @Column('uuid', { name: 'member_id', nullable: true })
  memberId!: string | null;

  /** Whom they practised with, once that is known. */
  @Column('text', { nullable: true })
  partner!: string | null;

  /** Where its minutes came from, as far as they have not gone back. */
  @Column('jsonb')
  lots!: LotPart[];

  @CreateDateColumn({ name: 'reserved_at', type: 'timestamptz' })
  reservedAt!: Date;
}
