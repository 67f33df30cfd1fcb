import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';
import type { MonthlyAllowance } from './account-book';

/** What an account is given at the start of each month. */
@Entity('minute_allowances')
export class MinuteAllowanceEntity implements MonthlyAllowance {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('bigint', { name: 'monthly_ms', transformer: wholeNumber })
  monthlyMs!: number;

  @Column('boolean', { name: 'roll_over' })
  rollOver!: boolean;

  @Column('bigint', { name: 'cap_ms', nullable: true, transformer: wholeNumber })
  capMs!: number | null;
}
