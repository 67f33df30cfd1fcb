import { randomUUID } from 'node:crypto';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppConfig } from '../../../apps/api/src/config/app-config';
import type { JobContext } from '../../../apps/api/src/platform/queue/job.processor';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import { ExportDrafts } from '../../../apps/api/src/reports/exports/export-drafts';
import { ExportCallsRunner } from '../../../apps/api/src/reports/exports/export-calls.runner';
import { exportFileKey } from '../../../apps/api/src/reports/exports/export-file';
import { ReportExport } from '../../../apps/api/src/reports/exports/exports.schemas';
import { ExportsService } from '../../../apps/api/src/reports/exports/exports.service';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { TasksService } from '../../../apps/api/src/tasks/tasks.service';
import { AfterCallStage, type Team } from './after-call-stage';
import { type History, writeHistory } from './random-history';

const DAYS = { from: '2026-06-01', to: '2026-07-31' };

describe('An export of calls', () => {
  let stage: AfterCallStage;
  let team: Team;
  let history: History;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team('Europe/Berlin');
    history = await writeHistory(stage, [team.trainee], {
      seed: 3,
      calls: 12,
      around: ['2026-06-30T12:00:00Z'],
    });
    await stage.get(FactsService).refresh(team.admin.organizationId);
  }, 60_000);
  afterAll(() => stage.close());

  const ask = (path = '', init: RequestInit = {}, actor = team.admin) =>
    stage.request(actor, `/reports/exports${path}`, init);
  const create = async (body: object = DAYS) =>
    ask('', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const made = async () => ReportExport.parse(await (await create()).json());
  const write = (id: string, changes: Partial<JobContext> = {}, actor = team.admin) =>
    stage.get(ExportCallsRunner).process(
      { organizationId: actor.organizationId, taskId: id },
      {
        attempt: 1,
        attempts: 5,
        isLastAttempt: false,
        signal: new AbortController().signal,
        ...changes,
      },
    );
  const get = async (id: string) => ReportExport.parse(await (await ask(`/${id}`)).json());
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
  const isStored = async (id: string) =>
    (await stage.get(ObjectStorage).stat(exportFileKey(team.admin.organizationId, id))) !==
    undefined;

  it('is promised at once, written by a job, and fetched as a file of every call', async () => {
    const promised = await made();
    expect(promised).toMatchObject({
      ...DAYS,
      task: { state: 'waiting', total: null },
      file: null,
    });
    await write(promised.id);
    const ready = await get(promised.id);
    expect(ready.task).toMatchObject({ state: 'done', done: 12, total: 12, failed: 0 });
    expect(ready.file).toBe(`/api/reports/exports/${promised.id}/file`);
    expect(ready.task.resultPath).toBe(ready.file);
    const file = await ask(`/${promised.id}/file`);
    expect(file.headers.get('content-disposition')).toContain('calls-2026-06-01-2026-07-31.csv');
    const lines = (await file.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toContain('call_id,day,started_at,member,persona');
    // The trainee is called =Tess, which a spreadsheet must not run.
    for (const line of lines.slice(1)) expect(line).toContain(",'=Tess,");
    const costs = lines.slice(1).map((line) => Math.round(Number(line.split(',')[18]) * 1_000_000));
    const paid = history.lines
      .filter(({ callId }) => callId !== null)
      .map(({ charged, cost }) => charged ?? cost ?? 0);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(costs)).toBe(sum(paid));
  });

  it('is written once, however often its job runs', async () => {
    const { id } = await made();
    await write(id);
    const before = await (await ask(`/${id}`)).json();
    await write(id);
    expect(await (await ask(`/${id}`)).json()).toEqual(before);
  });

  it('is of the calls that were asked for, and says which those were', async () => {
    const phone = history.calls.filter(({ channel }) => channel === 'phone').length;
    const response = await create({ ...DAYS, channel: 'phone' });
    const { id, filters } = ReportExport.parse(await response.json());
    expect(filters).toEqual({ channel: 'phone' });
    await write(id);
    expect((await get(id)).task).toMatchObject({ done: phone, total: phone });
  });

  it('begins anew after its process was stopped, and is whole then', async () => {
    const { id } = await made();
    const stopped = new AbortController();
    stopped.abort();
    await expect(write(id, { signal: stopped.signal, isLastAttempt: true })).rejects.toThrow();
    expect(await get(id)).toMatchObject({ task: { state: 'running' }, file: null });
    await write(id);
    const lines = (await (await ask(`/${id}/file`)).text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(13);
  });

  it('that is stopped makes no file, and says so', async () => {
    const { id } = await made();
    await stage.get(TasksService).cancel(team.coach, id);
    await write(id);
    expect(await get(id)).toMatchObject({ task: { state: 'cancelled' }, file: null });
    expect(await isStored(id)).toBe(false);
    expect(await codeOf(await ask(`/${id}/file`))).toBe('reports.export_not_made');
  });

  it('that is stopped as its file is stored cannot be fetched, and the file goes', async () => {
    const { id } = await made();
    await write(id);
    await stage.sql(`UPDATE tasks SET state = 'cancelled' WHERE id = $1`, [id]);
    expect(await codeOf(await ask(`/${id}/file`))).toBe('reports.export_not_made');
    expect(await isStored(id)).toBe(true);
    await expire(id);
    await stage.get(ExportsService).sweep();
    expect(await isStored(id)).toBe(false);
  });

  it('that cannot be written says what to do, and can be tried again from the list of jobs', async () => {
    const { id } = await made();
    const put = jest.spyOn(stage.get(ObjectStorage), 'put').mockRejectedValue(new Error('ENOSPC'));
    await expect(write(id)).rejects.toThrow('ENOSPC');
    expect((await get(id)).task.state).toBe('running');
    await expect(write(id, { isLastAttempt: true })).rejects.toThrow('ENOSPC');
    put.mockRestore();
    const { task } = await get(id);
    expect(task).toMatchObject({ state: 'failed', error: { code: 'tasks.failed' } });
    expect(task.error?.detail).toContain('Start it again');
    await write(id);
    expect(await get(id)).toMatchObject({
      task: { state: 'done', error: null },
      file: `/api/reports/exports/${id}/file`,
    });
  });

  it('is not there for another organization, nor for a trainee', async () => {
    const { id } = await made();
    const stranger = await stage.team();
    await write(id, {}, stranger.admin);
    expect((await get(id)).task.state).toBe('waiting');
    await write(id);
    for (const path of [`/${id}`, `/${id}/file`]) {
      expect((await ask(path, {}, stranger.admin)).status).toBe(404);
    }
    expect((await ask(`/${id}`, { method: 'DELETE' }, stranger.admin)).status).toBe(404);
    expect(await (await ask('', {}, stranger.admin)).json()).toEqual({ items: [] });
    expect((await ask(`/${id}`)).status).toBe(200);
    expect((await stage.request(team.coach, `/tasks/${id}`)).status).toBe(200);
    expect((await stage.request(team.trainee, `/tasks/${id}`)).status).toBe(404);
  });

  it('cannot be fetched before it is written', async () => {
    const response = await ask(`/${(await made()).id}/file`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'reports.export_not_ready' });
  });

  const expire = (id: string) =>
    stage.sql(`UPDATE report_exports SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      id,
    ]);

  it('is gone after its time, and taken away by the sweep', async () => {
    const { id } = await made();
    await write(id);
    await expire(id);
    expect(await codeOf(await ask(`/${id}/file`))).toBe('reports.export_expired');
    expect(await isStored(id)).toBe(true);
    await stage.get(ExportsService).sweep();
    expect(await isStored(id)).toBe(false);
    expect(await get(id)).toMatchObject({ task: { state: 'done' }, bytes: null, file: null });
    expect(await codeOf(await ask(`/${id}/file`))).toBe('reports.export_expired');
  });

  it('is forgotten when its task will be', async () => {
    const { id } = await made();
    await write(id);
    await stage.sql(
      `UPDATE report_exports SET created_at = now() - interval '30 days 1 minute' WHERE id = $1`,
      [id],
    );
    await stage.get(ExportsService).sweep();
    expect((await ask(`/${id}`)).status).toBe(404);
    expect(await isStored(id)).toBe(false);
  });

  it('is not listed when its task is gone before it', async () => {
    const { id } = await made();
    await stage.sql('DELETE FROM tasks WHERE id = $1', [id]);
    const { items } = (await (await ask()).json()) as { items: { id: string }[] };
    expect(items.map((one) => one.id)).not.toContain(id);
    expect((await ask(`/${id}`)).status).toBe(404);
  });

  it('that is deleted while it is written stops, and leaves no file behind', async () => {
    const { id } = await made();
    const storage = stage.get(ObjectStorage);
    const put = storage.put.bind(storage);
    jest.spyOn(storage, 'put').mockImplementation(async (...file) => {
      await put(...file);
      expect((await ask(`/${id}`, { method: 'DELETE' })).status).toBe(204);
      // Another process, killed as it had just stored it.
      await put(...file);
    });
    await write(id);
    jest.restoreAllMocks();
    expect((await ask(`/${id}`)).status).toBe(404);
    expect((await stage.get(TasksService).get(team.admin, id)).state).toBe('cancelled');
    await stage.sql(
      `UPDATE report_exports SET deleted_at = now() - interval '61 minutes' WHERE id = $1`,
      [id],
    );
    await stage.get(ExportsService).sweep();
    expect(await isStored(id)).toBe(false);
    expect(await stage.sql('SELECT 1 FROM report_exports WHERE id = $1', [id])).toEqual([]);
  });

  it('leaves nothing half written, not even when its process is killed', async () => {
    const folder = join(stage.get(AppConfig).dataDir, 'exporting');
    const { id } = await made();
    await write(id);
    expect(readdirSync(folder)).toEqual([]);
    await new Promise<void>((written) => {
      void stage.get(ExportDrafts).with(id, (path) => {
        writeFileSync(path, 'call_id,day');
        written();
        // As a killed process: it never comes back from here.
        return new Promise(() => undefined);
      });
    });
    await stage.get(ExportsService).sweep();
    const [left = ''] = readdirSync(folder);
    expect(left).toContain(id);
    const before = new Date(Date.now() - 61 * 60_000);
    utimesSync(join(folder, left), before, before);
    await stage.get(ExportsService).sweep();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that there is not can be neither seen nor deleted', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(`/${randomUUID()}`, { method })).status).toBe(404);
    }
  });

  it.each([
    [{ from: '2026-02-30' }, 'no day of the calendar'],
    [{ from: '0001-01-01', to: '2026-01-01' }, 'from 2000 to 2100'],
    [{ from: '2026-03-01', to: '2026-02-01' }, 'lies before the first'],
    [{ from: '2019-01-01', to: '2026-01-01' }, 'five years'],
  ])('of impossible days %j is refused, and nothing is left of it', async (days, words) => {
    const count = () => stage.sql('SELECT id FROM report_exports');
    const before = (await count()).length;
    const response = await create(days);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    expect(await count()).toHaveLength(before);
  });
});
