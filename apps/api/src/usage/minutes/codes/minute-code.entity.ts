import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { wholeNumber } from '../../whole-number.column';

/** Minutes that whoever knows the code may have. */
@Entity('minute_codes')
export class MinuteCodeEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text', { name: 'code_hash' })
  codeHash!: string;

  /** What it is for: the code itself is shown only once. */
  @Column('text')
  name!: string;

  @Column('bigint', { name: 'amount_ms', transformer: wholeNumber })
  amountMs!: number;

  /** How long the minutes last from when they were redeemed; null: for ever. */
  @Column('integer', { name: 'lasts_days', nullable: true })
  lastsDays!: number | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('integer', { name: 'most_redemptions' })
  mostRedemptions!: number;

  @Column('integer')
  redemptions!: number;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
