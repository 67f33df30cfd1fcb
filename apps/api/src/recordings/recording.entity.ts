import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

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

  /** Packed; only asked for where a waveform is drawn. */
  @Column('bytea', { select: false })
  peaks!: Buffer;

  /** Why there is less than the whole call, as a stable code. */
  @Column('text', { nullable: true })
  problem!: string | null;

  /** When the store was seen not to have the file. */
  @Column('timestamptz', { name: 'lost_at', nullable: true })
  lostAt!: Date | null;

  /** A part of every link's signature; one more makes them all void. */
  @Column('integer', { name: 'link_generation' })
  linkGeneration!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
