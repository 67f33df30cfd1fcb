import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { CostComponent, UsagePurpose } from './usage.schemas';
import { wholeNumber } from './whole-number.column';

/** One line of the ledger: appended once. Only the vendor's own charge is added when it is known. */
@Entity('usage_records')
export class UsageRecordEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  /** Names what was used, so that writing it again adds nothing. */
  @PrimaryColumn('text', { name: 'source_id' })
  sourceId!: string;

  @Column('uuid', { name: 'call_id', nullable: true })
  callId!: string | null;

  @Column('text')
  component!: CostComponent;

  @Column('text')
  provider!: string;

  @Column('text')
  model!: string;

  @Column('text')
  unit!: string;

  @Column('bigint', { transformer: wholeNumber })
  quantity!: number;

  @Column('uuid', { name: 'price_id', nullable: true })
  priceId!: string | null;

  @Column('bigint', { name: 'cost_micro_usd', nullable: true, transformer: wholeNumber })
  costMicroUsd!: number | null;

  /** What was really paid, once the vendor has said so; it stands in for the cost by the book. */
  @Column('bigint', { name: 'charged_micro_usd', nullable: true, transformer: wholeNumber })
  chargedMicroUsd!: number | null;

  /** The provider did not count it; we did. */
  @Column('boolean')
  estimated!: boolean;

  @Column('text')
  purpose!: UsagePurpose;

  /** Of what was used before the trainee's turn was known to have ended. */
  @Column('text', { nullable: true })
  speculation!: 'used' | 'discarded' | null;

  /** Why the vendor's charge could not be taken over, in a word. */
  @Column('text', { name: 'charge_note', nullable: true })
  chargeNote!: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
