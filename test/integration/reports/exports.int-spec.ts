import { ReportExport } from '../../../apps/api/src/reports/exports/exports.schemas';
import { ExportsService } from '../../../apps/api/src/reports/exports/exports.service';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
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
  const write = (id: string) =>
    stage
      .get(ExportsService)
      .write(
        { organizationId: team.admin.organizationId, id },
        { signal: new AbortController().signal, isLastAttempt: true },
      );

  it('is promised at once, written by a job, and fetched as a file of every call', async () => {
    const promised = await made();
    expect(promised).toMatchObject({ ...DAYS, state: 'pending', file: null });
    await write(promised.id);
    const ready = ReportExport.parse(await (await ask(`/${promised.id}`)).json());
    expect(ready).toMatchObject({ state: 'ready', done: 12, total: 12 });
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

  it('is not there for another organization, nor for a trainee', async () => {
    const { id } = await made();
    await write(id);
    const stranger = await stage.team();
    for (const path of [`/${id}`, `/${id}/file`]) {
      expect((await ask(path, {}, stranger.admin)).status).toBe(404);
    }
    expect((await ask(`/${id}`, { method: 'DELETE' }, stranger.admin)).status).toBe(404);
    expect((await ask(`/${id}`)).status).toBe(200);
  });

  it('cannot be fetched before it is written', async () => {
    const response = await ask(`/${(await made()).id}/file`);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'reports.export_not_ready' });
  });

  it('is gone after its time, and taken away by the sweep', async () => {
    const { id } = await made();
    await write(id);
    await stage.sql(
      `UPDATE report_exports SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    expect(await (await ask(`/${id}/file`)).json()).toMatchObject({
      code: 'reports.export_expired',
    });
    await stage.get(ExportsService).sweep(60_000);
    expect(await (await ask(`/${id}`)).json()).toMatchObject({ state: 'expired', file: null });
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
