import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A number and whom it stands for: a guest, or a member who has verified it or is about to. */
@Entity('phone_numbers')
export class PhoneNumberEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  /** E.164. */
  @Column('text')
  number!: string;

  @Column('boolean')
  guest!: boolean;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  @Column('boolean')
  blocked!: boolean;

  @Column('text', { name: 'code_hash', nullable: true })
  codeHash!: string | null;

  @Column('timestamptz', { name: 'code_expires_at', nullable: true })
  codeExpiresAt!: Date | null;

  @Column('integer', { name: 'code_tries' })
  codeTries!: number;

  @Column('timestamptz', { name: 'code_sent_at', nullable: true })
  codeSentAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
