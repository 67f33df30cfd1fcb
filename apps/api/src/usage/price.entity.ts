import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.column';

/** A line of the dated price book. Providers' prices are the same for every organization. */
@Entity('prices')
export class PriceEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: string;

  /** A model, or the beginning of its name followed by `*`. */
  @Column('text')
  model!: string;

  @Column('text')
  unit!: string;

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
}
