import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../platform/clock/clock';
import { JobQueue } from '../../platform/queue/job-queue';
import { ObjectStorage } from '../../platform/storage/object-storage';
import { csvLines } from '../../platform/csv/csv';
import { filtersOf } from '../report-filters.schemas';
import { ReportSumsService } from '../report-sums.service';
import { exportExpired, exportNotFound, exportNotReady } from '../reports.errors';
import { EXPORT_HEADINGS, ExportedCallsRepository } from './exported-calls.repository';
import { type ExportRow, ExportsRepository } from './exports.repository';
import type { CreateExport, ReportExport } from './exports.schemas';

const DAY_MS = 86_400_000;
const KEPT_MS = 7 * DAY_MS;
const CONTENT_TYPE = 'text/csv; charset=utf-8';

type Ref = { organizationId: string; id: string };

/** All calls of a period with their costs, as a file that a job writes and a week takes away. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly calls: ExportedCallsRepository,
    private readonly sums: ReportSumsService,
    private readonly storage: ObjectStorage,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, input: CreateExport): Promise<ReportExport> {
    const { organizationId, memberId } = actor;
    const { from, to } = await this.sums.periodOf(actor, input);
    const filters = filtersOf(input);
    const row = { memberId, from, to, filters, at: this.clock.now() };
    const id = await this.exports.insert(organizationId, row);
    await this.enqueue({ organizationId, id });
    return this.get(actor, id);
  }

  async list({ organizationId }: Actor): Promise<{ items: ReportExport[] }> {
    return { items: (await this.exports.list(organizationId)).map(toExport) };
  }

  async get({ organizationId }: Actor, id: string): Promise<ReportExport> {
    return toExport(await this.mustFind({ organizationId, id }));
  }

  async open({ organizationId }: Actor, id: string): Promise<{ name: string; stream: Readable }> {
    const row = await this.mustFind({ organizationId, id });
    const expired = row.expiresAt !== null && row.expiresAt <= this.clock.now();
    if (row.state === 'expired' || expired) throw exportExpired();
    if (row.state !== 'ready') throw exportNotReady();
    return {
      name: `calls-${row.from}-${row.to}.csv`,
      stream: await this.storage.readStream(keyOf({ organizationId, id })),
    };
  }

  async delete({ organizationId }: Actor, id: string): Promise<void> {
    if (!(await this.exports.delete(organizationId, id))) throw exportNotFound();
    await this.storage.delete(keyOf({ organizationId, id }));
  }

  /** Written beside its place first: whoever fetches it gets all of it or nothing. */
  async write(ref: Ref, { signal, isLastAttempt }: WriteContext): Promise<void> {
    const row = await this.exports.find(ref.organizationId, ref.id);
    if (row?.state !== 'pending' && row?.state !== 'running') return;
    const folder = await mkdtemp(join(tmpdir(), 'sparline-export-'));
    try {
      const file = join(folder, 'calls.csv');
      const output = createWriteStream(file);
      await pipeline(Readable.from(this.lines(row, signal)), output);
      await this.storage.put(keyOf(ref), file, CONTENT_TYPE);
      const at = this.clock.now();
      const expiresAt = new Date(at.getTime() + KEPT_MS);
      await this.exports.noteReady(ref.organizationId, ref.id, {
        bytes: output.bytesWritten,
        at,
        expiresAt,
      });
    } catch (error) {
      const state = isLastAttempt ? 'failed' : 'pending';
      await this.exports.note(ref.organizationId, ref.id, { state, at: this.clock.now() });
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Sets lost ones going again, and takes away what has expired. */
  async sweep(lostAfterMs: number): Promise<void> {
    const now = this.clock.now();
    for (const ref of await this.exports.listLost(new Date(now.getTime() - lostAfterMs))) {
      await this.enqueue(ref);
    }
    for (const ref of await this.exports.listExpired(now)) {
      await this.storage.delete(keyOf(ref));
      await this.exports.note(ref.organizationId, ref.id, { state: 'expired', at: now });
    }
  }

  private async *lines(row: ExportRow, signal: AbortSignal): AsyncGenerator<string> {
    const { organizationId, id, filters, from, to } = row;
    const period = { from, to, timeZone: 'UTC' };
    const total = await this.calls.count(organizationId, period, filters);
    let done = 0;
    yield csvLines([EXPORT_HEADINGS]);
    for (let part = await this.calls.part(organizationId, period, { filters }); ;) {
      signal.throwIfAborted();
      yield csvLines(part.rows);
      done += part.rows.length;
      const at = this.clock.now();
      await this.exports.note(organizationId, id, { state: 'running', done, total, at });
      if (!part.after) return;
      part = await this.calls.part(organizationId, period, { filters, after: part.after });
    }
  }

  private async enqueue({ organizationId, id }: Ref): Promise<void> {
    const payload = { organizationId, exportId: id };
    await this.jobs.add('export-calls', payload, { jobId: `export-calls-${id}` });
  }

  private async mustFind({ organizationId, id }: Ref): Promise<ExportRow> {
    const row = await this.exports.find(organizationId, id);
    if (!row) throw exportNotFound();
    return row;
  }
}

type WriteContext = { signal: AbortSignal; isLastAttempt: boolean };

const keyOf = ({ organizationId, id }: Ref): string => `exports/${organizationId}/${id}.csv`;

const toExport = (row: ExportRow): ReportExport => ({
  id: row.id,
  from: row.from,
  to: row.to,
  state: row.state,
  done: row.done,
  total: row.total,
  bytes: row.bytes,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  file: row.state === 'ready' ? `/api/reports/exports/${row.id}/file` : null,
});
