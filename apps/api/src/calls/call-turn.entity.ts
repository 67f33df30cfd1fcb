import type { Speaker } from '@sparline/personas';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('call_turns')
export class CallTurnEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  id!: string;

  @Column('text')
  speaker!: Speaker;

  @Column('text')
  text!: string;

  @Column('text', { name: 'generated_text', nullable: true })
  generatedText!: string | null;

  @Column('integer', { name: 'start_ms' })
  startMs!: number;

  @Column('integer', { name: 'end_ms' })
  endMs!: number;

  @Column('boolean')
  interrupted!: boolean;

  @Column('boolean')
  estimated!: boolean;

  @Column('boolean')
  typed!: boolean;
}
