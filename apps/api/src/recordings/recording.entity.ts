import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { CallRecording } from './recordings.schemas';

/** That the mixing is over: with a file, or without one because there was nothing to record. */
@Entity('recordings')
export class RecordingEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @Column('text', { name: 'object_key', nullable: true })
  objectKey!: string | null;

  /** Of the file's bytes, so that a player notices another file. */
  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('integer', { name: 'duration_ms' })
  durationMs!: number;

  @Column('integer')
  bytes!: number;

  @Column('jsonb')
  peaks!: CallRecording['peaks'];

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
