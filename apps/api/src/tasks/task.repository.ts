import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import type { TaskJobName } from '../platform/queue/jobs';
import { TaskEntity } from './task.entity';

export type TaskKey = { organizationId: string; id: string };
export type NewTask = Pick<
  TaskEntity,
  'kind' | 'input' | 'onceKey' | 'total' | 'startedBy' | 'createdAt'
>;
export type Step = { done: number; total?: number; failed?: number };
export type Ending = Pick<TaskEntity, 'finishedAt'> &
  (
    | { state: 'done'; resultPath: string | null }
    | { state: 'failed'; errorCode: string; errorDetail: string }
    | { state: 'cancelled' }
  );

const OPEN = In(['waiting', 'running']);

@Injectable()
export class TaskRepository {
  constructor(@InjectRepository(TaskEntity) private readonly rows: Repository<TaskEntity>) {}

  /** Undefined when one of its key is open. */
  async insert(organizationId: string, task: NewTask): Promise<TaskEntity | undefined> {
    const { identifiers } = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...task, organizationId, state: 'waiting', updatedAt: task.createdAt })
      .orIgnore()
      .execute();
    const id = identifiers[0]?.['id'] as string | undefined;
    return id === undefined ? undefined : this.find({ organizationId, id });
  }

  async find({ organizationId, id }: TaskKey): Promise<TaskEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, id })) ?? undefined;
  }

  async findOpen(
    organizationId: string,
    kind: string,
    onceKey: string,
  ): Promise<TaskEntity | undefined> {
    const where = { organizationId, kind, onceKey, state: OPEN };
    return (await this.rows.findOneBy(where)) ?? undefined;
  }

  /** Newest first; of one member, or of everybody. */
  async list(
    organizationId: string,
    { kind, startedBy, limit }: { kind?: string; startedBy?: string; limit: number },
  ): Promise<TaskEntity[]> {
    return this.rows.find({
      where: {
        organizationId,
        ...(kind !== undefined && { kind }),
        ...(startedBy !== undefined && { startedBy }),
      },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  /** False when it is over, e.g. because it was cancelled. */
  async step({ organizationId, id }: TaskKey, step: Step, at: Date): Promise<boolean> {
    const changed = await this.rows.update(
      { organizationId, id, state: OPEN },
      { ...step, state: 'running', updatedAt: at },
    );
    return changed.affected === 1;
  }

  /** Once: false when it was over already. */
  async end({ organizationId, id }: TaskKey, ending: Ending): Promise<boolean> {
    const changed = await this.rows.update(
      { organizationId, id, state: OPEN },
      { ...ending, updatedAt: ending.finishedAt ?? undefined },
    );
    return changed.affected === 1;
  }

  /** Over all organizations, for the sweep: open, without a step since. */
  async listIdle(since: Date): Promise<(TaskKey & { kind: TaskJobName })[]> {
    const rows = await this.rows.find({
      select: { organizationId: true, id: true, kind: true },
      where: { state: OPEN, updatedAt: LessThan(since) },
      order: { updatedAt: 'ASC' },
      take: 200,
    });
    return rows as (TaskKey & { kind: TaskJobName })[];
  }

  /** Over all organizations. */
  async deleteFinished(before: Date): Promise<void> {
    await this.rows.delete({ finishedAt: LessThan(before) });
  }
}
