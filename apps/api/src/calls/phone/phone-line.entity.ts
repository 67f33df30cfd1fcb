import type { Mode } from '@sparline/personas';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LineDirection, LineOutcome, LineState } from './phone-line';

@Entity('phone_lines')
export class PhoneLineEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** Twilio's name of the connection; null until it is known. */
  @Column('text', { name: 'call_sid', nullable: true })
  callSid!: string | null;

  @Column('uuid', { name: 'phone_number_id', nullable: true })
  callerId!: string | null;

  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  @Column('text')
  direction!: LineDirection;

  @Column('text')
  state!: LineState;

  /** Who rings, where we ring. */
  @Column('uuid', { name: 'persona_id', nullable: true })
  personaId!: string | null;

  /** What we ring for, where no persona was named. */
  @Column('text', { nullable: true })
  mode!: Mode | null;

  @Column('text', { nullable: true })
  brief!: string | null;

  /** The latest call on it. */
  @Column('uuid', { name: 'call_id', nullable: true })
  callId!: string | null;

  @Column('text', { nullable: true })
  outcome!: LineOutcome | null;

  /** The stable code of what stood against a ring that was scheduled. */
  @Column('text', { nullable: true })
  refusal!: string | null;

  /** When to ring. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** Of a surprise, all that its trainee knows: not before, and not after. */
  @Column('timestamptz', { name: 'due_from', nullable: true })
  dueFrom!: Date | null;

  @Column('timestamptz', { name: 'due_to', nullable: true })
  dueTo!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
