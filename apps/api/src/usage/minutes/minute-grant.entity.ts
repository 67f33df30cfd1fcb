import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';
import type { Lot } from './minute-lot';
import type { LotSource } from './quotas.schemas';

/** A lot of an account. */
@Entity('minute_grants')
export class MinuteGrantEntity implements Lot {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  source!: LotSource;

  @Column('bigint', { name: 'amount_ms', transformer: wholeNumber })
  amountMs!: number;

  @Column('bigint', { name: 'left_ms', transformer: wholeNumber })
  leftMs!: number;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('date', { nullable: true })
  period!: string | null;

  @Column('uuid', { name: 'code_id', nullable: true })
  codeId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
