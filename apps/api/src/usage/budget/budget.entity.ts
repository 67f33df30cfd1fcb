import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';

/** What an organization wants to spend in a month, and what is to happen on the way there. */
@Entity('budgets')
export class BudgetEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('bigint', { name: 'amount_micro_usd', transformer: wholeNumber })
  amountMicroUsd!: number;

  @Column('integer', { name: 'alert_percents', array: true })
  alertPercents!: number[];

  @Column('boolean', { name: 'hard_stop' })
  hardStop!: boolean;

  /** Nobody named: all administrators. */
  @Column('uuid', { name: 'mail_to', array: true })
  mailTo!: string[];

  /** First day of the month for which the stop does not count. */
  @Column('date', { name: 'lifted_month', nullable: true })
  liftedMonth!: string | null;

  @Column('uuid', { name: 'updated_by', nullable: true })
  updatedBy!: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
