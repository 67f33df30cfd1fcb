import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Clock } from '../../platform/clock/clock';
import { csvLines } from '../../platform/csv/csv';
import { ObjectStorage } from '../../platform/storage/object-storage';
import { type TaskResult, type TaskRun, TaskRunner } from '../../tasks/task-runner';
import { type OpenTask, TasksService } from '../../tasks/tasks.service';
import { exportNotFound } from '../reports.errors';
import { ExportDrafts } from './export-drafts';
import { EXPORT_CONTENT_TYPE, exportFileKey, exportFilePath } from './export-file';
import { EXPORT_HEADINGS, ExportedCallsRepository } from './exported-calls.repository';
import { type ExportRow, ExportsRepository } from './exports.repository';

const KEPT_MS = 7 * 86_400_000;

/** Begins anew after a kill: half a file is worth nothing. */
@Injectable()
export class ExportCallsRunner extends TaskRunner<'export-calls'> {
  readonly job = 'export-calls';

  constructor(
    tasks: TasksService,
    private readonly exports: ExportsRepository,
    private readonly calls: ExportedCallsRepository,
    private readonly drafts: ExportDrafts,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
  ) {
    super(tasks);
  }

  /** Written beside its place first: whoever fetches it gets all of it or nothing. */
  protected async run({ organizationId, id }: OpenTask, run: TaskRun): Promise<TaskResult> {
    const row = await this.exports.find(organizationId, id);
    if (!row) throw exportNotFound();
    await this.drafts.with(id, async (path) => {
      const output = createWriteStream(path);
      await pipeline(Readable.from(this.lines(row, run)), output);
      const expiresAt = new Date(this.clock.now().getTime() + KEPT_MS);
      // Before the file is there, so that none is ever forgotten.
      await this.exports.noteFile(organizationId, id, { bytes: output.bytesWritten, expiresAt });
      await this.storage.put(exportFileKey(organizationId, id), path, EXPORT_CONTENT_TYPE);
    });
    return { resultPath: exportFilePath(id) };
  }

  private async *lines(row: ExportRow, { signal, step }: TaskRun): AsyncGenerator<string> {
    const { organizationId, filters, from, to } = row;
    const period = { from, to, timeZone: 'UTC' };
    const total = await this.calls.count(organizationId, period, filters);
    let done = 0;
    await step({ done, total });
    yield csvLines([EXPORT_HEADINGS]);
    for (let part = await this.calls.part(organizationId, period, { filters }); ;) {
      signal.throwIfAborted();
      yield csvLines(part.rows);
      done += part.rows.length;
      // Calls may have come while it was written.
      await step({ done, total: part.after ? Math.max(total, done) : done });
      if (!part.after) return;
      part = await this.calls.part(organizationId, period, { filters, after: part.after });
    }
  }
}
