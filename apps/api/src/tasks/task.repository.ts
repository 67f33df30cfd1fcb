import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Repository } from 'typeorm';
import type { Transaction } from '../auth/accounts.service';
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

/** What belongs to a task in its own feature: written with it or not at all. */
export type Alongside = (key: TaskKey, transaction: Transaction) => Promise<void>;

export type TaskFilter = {
  startedBy: string;
  kindsSeen: readonly string[];
  kind?: string;
  ids?: readonly string[];
  limit: number;
};

const OPEN = In(['waiting', 'running']);

@Injectable()
export class TaskRepository {
  constructor(@InjectRepository(TaskEntity) private readonly rows: Repository<TaskEntity>) {}

  /** Undefined when one of its key is open; then nothing else is written either. */
  async insert(
    organizationId: string,
    task: NewTask,
    alongside?: Alongside,
  ): Promise<TaskEntity | undefined> {
    return this.rows.manager.transaction(async (transaction) => {
      const { identifiers } = await transaction
        .createQueryBuilder()
        .insert()
        .into(TaskEntity)
        .values({ ...task, organizationId, state: 'waiting', updatedAt: task.createdAt })
        .orIgnore()
        .execute();
      const id = identifiers[0]?.['id'] as string | undefined;
      if (id === undefined) return undefined;
      await alongside?.({ organizationId, id }, transaction);
      return transaction.findOneByOrFail(TaskEntity, { organizationId, id });
    });
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

  /** Newest first: those a member started, and all of the kinds they see. */
  async list(
    organizationId: string,
    { startedBy, kindsSeen, kind, ids, limit }: TaskFilter,
  ): Promise<TaskEntity[]> {
    const query = this.rows
      .createQueryBuilder('task')
      .where('task.organization_id = :organizationId', { organizationId })
      .andWhere('(task.started_by = :startedBy OR task.kind = ANY(:kindsSeen))', {
        startedBy,
        kindsSeen,
      });
    if (kind !== undefined) query.andWhere('task.kind = :kind', { kind });
    if (ids !== undefined) query.andWhere('task.id = ANY(CAST(:ids AS uuid[]))', { ids });
    return query
      .orderBy('task.createdAt', 'DESC')
      .addOrderBy('task.id', 'DESC')
      .limit(limit)
      .getMany();
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

  /** What failed so is open again; false when it did not, or another of its key is open. */
  async reopen({ organizationId, id }: TaskKey, errorCode: string, at: Date): Promise<boolean> {
    const reopened = await this.rows
      .createQueryBuilder()
      .update()
      .set({
        state: 'waiting',
        errorCode: null,
        errorDetail: null,
        finishedAt: null,
        updatedAt: at,
      })
      .where({ organizationId, id, state: 'failed', errorCode })
      .andWhere(
        `NOT EXISTS (SELECT FROM tasks other WHERE other.organization_id = tasks.organization_id
           AND other.kind = tasks.kind AND other.once_key = tasks.once_key
           AND other.state IN ('waiting', 'running'))`,
      )
      .execute();
    return reopened.affected === 1;
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
