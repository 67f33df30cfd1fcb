import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { QueueName } from './jobs';

/** `solved`: it succeeded later; `dropped`: somebody gave it up. */
export type FailedJobState = 'open' | 'retried' | 'solved' | 'dropped';

/** Work that failed for good: one row for each piece of work, however often it fails. */
@Entity('failed_jobs')
export class FailedJobEntity {
  /** Null for work that belongs to no organization, such as a sweep. */
  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  queue!: QueueName;

  @Column('text')
  job!: string;

  @Column('jsonb')
  payload!: Record<string, unknown>;

  @Column('text', { name: 'job_id' })
  jobId!: string;

  @Column('text', { name: 'error_code' })
  errorCode!: string;

  @Column('text')
  message!: string;

  @Column('integer')
  attempts!: number;

  /** How often it failed for good. */
  @Column('integer')
  times!: number;

  @Column('timestamptz', { name: 'first_failed_at' })
  firstFailedAt!: Date;

  @Column('timestamptz', { name: 'last_failed_at' })
  lastFailedAt!: Date;

  @Column('text')
  state!: FailedJobState;

  @Column('uuid', { name: 'handled_by', nullable: true })
  handledBy!: string | null;

  @Column('timestamptz', { name: 'handled_at', nullable: true })
  handledAt!: Date | null;
}
