import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type MailState = 'queued' | 'sent' | 'failed';

/** A mail on its way out, and how it went. */
@Entity('mails')
export class MailEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** A fixed word, for reports. */
  @Column('text')
  purpose!: string;

  @Column('text')
  state!: MailState;

  /** Who gets what, sealed, because it may hold a link that lets somebody in. Null once that is over. */
  @Column('text', { nullable: true })
  sealed!: string | null;

  @Column('integer')
  attempts!: number;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** Later it is of no use to anybody. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
