import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../whole-number.column';
import type { AccountOwner } from './quotas.schemas';

/** The minutes of an organization, a team, a member or an unknown caller. Locked while they change. */
@Entity('minute_accounts')
export class MinuteAccountEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  owner!: AccountOwner;

  @Column('uuid', { name: 'member_id', nullable: true })
  memberId!: string | null;

  @Column('uuid', { name: 'caller_id', nullable: true })
  callerId!: string | null;

  @Column('uuid', { name: 'team_id', nullable: true })
  teamId!: string | null;

  @Column('bigint', { name: 'granted_ms', transformer: wholeNumber })
  grantedMs!: number;

  @Column('bigint', { name: 'settled_ms', transformer: wholeNumber })
  settledMs!: number;

  /** Set aside for calls that are not settled yet. */
  @Column('bigint', { name: 'reserved_ms', transformer: wholeNumber })
  reservedMs!: number;

  /** How far calls may go over; 0: not at all. */
  @Column('bigint', { name: 'over_ms', transformer: wholeNumber })
  overMs!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Since then it limits nobody, until minutes are set or granted again. */
  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt!: Date | null;
}
