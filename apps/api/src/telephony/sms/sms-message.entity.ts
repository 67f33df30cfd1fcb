import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SmsPurpose, SmsState } from './sms-state';

/** A text message on its way out, and how it went. */
@Entity('sms_messages')
export class SmsMessageEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Null when the number was removed since. */
  @Column('uuid', { name: 'phone_number_id', nullable: true })
  phoneNumberId!: string | null;

  @Column('text')
  purpose!: SmsPurpose;

  @Column('text')
  state!: SmsState;

  /** Kept until it is sent or given up, and no longer. */
  @Column('text', { nullable: true })
  body!: string | null;

  @Column('text', { name: 'twilio_sid', nullable: true })
  twilioSid!: string | null;

  /** Twilio's number for what went wrong, or our own word. */
  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('integer', { nullable: true })
  segments!: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
