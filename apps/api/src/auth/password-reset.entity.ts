import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An outstanding reset link. Using it deletes the row. */
@Entity('password_resets')
export class PasswordResetEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
