import type { VoiceEvent } from '@sparline/voice';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A batch of a call's log: a row a second rather than one an event. */
@Entity('call_events')
export class CallEventEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @PrimaryColumn('integer', { name: 'first_seq' })
  firstSeq!: number;

  @Column('jsonb')
  events!: VoiceEvent[];
}
