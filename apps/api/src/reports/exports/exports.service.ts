import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../platform/clock/clock';
import { ObjectStorage } from '../../platform/storage/object-storage';
import type { Task } from '../../tasks/tasks.schemas';
import { TasksService } from '../../tasks/tasks.service';
import { filtersOf } from '../report-filters.schemas';
import { ReportSumsService } from '../report-sums.service';
import { exportExpired, exportNotFound, exportNotMade, exportNotReady } from '../reports.errors';
import { ExportDrafts } from './export-drafts';
import { exportFileKey, exportFilePath } from './export-file';
import { type ExportRow, ExportsRepository } from './exports.repository';
import type { CreateExport, ReportExport } from './exports.schemas';

/** Not longer than a task, which is kept as long after its end. */
const LISTED_MS = 30 * 86_400_000;
/** A process that was at it has noticed by then. */
const TIDIED_AFTER_MS = 3_600_000;

/** All calls of a period with their costs, as a file that a task writes and a week takes away. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly tasks: TasksService,
    private readonly exports: ExportsRepository,
    private readonly drafts: ExportDrafts,
    private readonly sums: ReportSumsService,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, input: CreateExport): Promise<ReportExport> {
    const { from, to } = await this.sums.periodOf(actor, input);
    const row = { from, to, filters: filtersOf(input), at: this.clock.now() };
    const task = await this.tasks.start(
      actor,
      { kind: 'export-calls', input: {} },
      (key, transaction) => this.exports.insert(key, row, transaction),
    );
    return this.get(actor, task.id);
  }

  /** Reads the rows again after the tasks, which have written to them when they are over. */
  async list(actor: Actor): Promise<{ items: ReportExport[] }> {
    const ids = (await this.exports.list(actor.organizationId)).map(({ id }) => id);
    const tasks = await this.tasks.list(actor, { ids, limit: ids.length });
    const rows = await this.exports.list(actor.organizationId);
    return {
      items: rows.flatMap((row) => {
        const task = tasks.find(({ id }) => id === row.id);
        return task ? [this.toExport(row, task)] : [];
      }),
    };
  }

  async get(actor: Actor, id: string): Promise<ReportExport> {
    const [task] = await this.tasks.list(actor, { ids: [id], limit: 1 });
    const row = await this.mustFind(actor, id);
    if (!task) throw exportNotFound();
    return this.toExport(row, task);
  }

  async open(actor: Actor, id: string): Promise<{ name: string; stream: Readable }> {
    const { file, from, to, task, expiresAt } = await this.get(actor, id);
    if (file === null) {
      if (task.finishedAt === null) throw exportNotReady();
      throw task.state === 'done' && expiresAt !== null ? exportExpired() : exportNotMade();
    }
    return {
      name: `calls-${from}-${to}.csv`,
      stream: await this.storage.readStream(exportFileKey(actor.organizationId, id)),
    };
  }

  async delete(actor: Actor, id: string): Promise<void> {
    await this.mustFind(actor, id);
    await this.tasks.cancel(actor, id);
    await this.exports.markDeleted(actor.organizationId, id, this.clock.now());
    await this.storage.delete(exportFileKey(actor.organizationId, id));
  }

  /** Takes away files that have expired, and what was deleted or is of no use any more. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    for (const key of await this.exports.listExpired(now)) {
      await this.storage.delete(exportFileKey(key.organizationId, key.id));
      await this.exports.noteFileGone(key);
    }
    const before = (ms: number) => new Date(now.getTime() - ms);
    const forgotten = { created: before(LISTED_MS), deleted: before(TIDIED_AFTER_MS) };
    for (const key of await this.exports.listForgotten(forgotten)) {
      await this.storage.delete(exportFileKey(key.organizationId, key.id));
      await this.exports.remove(key);
    }
    await this.drafts.removeUntouched(forgotten.deleted);
  }

  private toExport({ organizationId: _ours, ...row }: ExportRow, task: Task): ReportExport {
    const { id, bytes, expiresAt } = row;
    const there = task.state === 'done' && bytes !== null;
    const valid = expiresAt !== null && expiresAt > this.clock.now();
    return {
      ...row,
      task,
      createdAt: row.createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      file: there && valid ? exportFilePath(id) : null,
    };
  }

  private async mustFind({ organizationId }: Actor, id: string): Promise<ExportRow> {
    const row = await this.exports.find(organizationId, id);
    if (!row) throw exportNotFound();
    return row;
  }
}
