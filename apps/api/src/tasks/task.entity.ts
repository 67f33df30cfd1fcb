import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TaskState } from './tasks.schemas';

/** Long work somebody waits for: what it shall do, how far it is, and how it ended. */
@Entity('tasks')
export class TaskEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** The name of its job. */
  @Column('text')
  kind!: string;

  @Column('text')
  state!: TaskState;

  @Column('jsonb')
  input!: object;

  /** While a task of this key is open, there is no second one. */
  @Column('text', { name: 'once_key', nullable: true })
  onceKey!: string | null;

  @Column('integer', { default: 0 })
  done!: number;

  /** Null until it is known. */
  @Column('integer', { nullable: true })
  total!: number | null;

  /** Of those done, what could not be done. */
  @Column('integer', { default: 0 })
  failed!: number;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('text', { name: 'error_detail', nullable: true })
  errorDetail!: string | null;

  /** Where what it made is to be had. */
  @Column('text', { name: 'result_path', nullable: true })
  resultPath!: string | null;

  @Column('uuid', { name: 'started_by' })
  startedBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
