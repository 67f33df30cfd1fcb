import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { UsageUnit } from './usage.schemas';
import { wholeNumber } from './whole-number.column';

/** A line of the dated price book: one that came with the service, or an organization's own. */
@Entity('prices')
export class PriceEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Null for those that came with the service, which hold for everybody. */
  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('text')
  provider!: string;

  /** A model, or the beginning of its name followed by `*`. */
  @Column('text')
  model!: string;

  @Column('text')
  unit!: UsageUnit;

  @Column('bigint', { name: 'amount_micro_usd', transformer: wholeNumber })
  amountMicroUsd!: number;

  @Column('bigint', { name: 'per_quantity', transformer: wholeNumber })
  perQuantity!: number;

  /** Null when no earlier price is known. */
  @Column('timestamptz', { name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  /** The first moment it no longer holds. */
  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;

  @Column('text')
  source!: string;

  /** When the source said so: a calendar day. */
  @Column('date', { name: 'source_date', nullable: true })
  sourceDate!: string | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
