import type { Actor } from '../../../apps/api/src/auth/actor';
import { LatencyReport } from '../../../apps/api/src/reports/latency-report.schemas';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { AfterCallStage, type Team } from './after-call-stage';
import { type TimedTurn, timedLog } from '../../support/timed-log';

const PARTS = {
  recogniser: { provider: 'deepgram', model: 'nova-3' },
  languageModel: { provider: 'openai', model: 'gpt-4.1-mini' },
  voice: { provider: 'cartesia', model: 'sonic-3' },
};
const turn = (eotDelayMs: number, more: TimedTurn = {}): TimedTurn => ({
  ...PARTS,
  eotDelayMs,
  finalDelayMs: 200,
  firstTokenMs: 300,
  firstAudioMs: 90,
  transportMs: 60,
  ...more,
});

describe('GET /api/reports/latency', () => {
  let stage: AfterCallStage;
  let team: Team;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team('America/New_York');
    const spread = Array.from({ length: 20 }, (_turn, at) => turn(500 + at * 10));
    // In New York the first call is still on the 9th.
    await held(team.trainee, '2026-11-10T04:50:00Z', timedLog(spread));
    const voice = { provider: 'openai', model: 'gpt-4o-mini-tts' };
    await held(
      team.otherTrainee,
      '2026-11-10T15:00:00Z',
      timedLog([
        turn(800, { voice, firstAudioMs: 400 }),
        { languageModel: PARTS.languageModel, firstTokenMs: 500 },
      ]),
    );
    const other = await stage.team();
    await held(other.trainee, '2026-11-10T12:00:00Z', timedLog([turn(9000)]));
  }, 60_000);
  afterAll(() => stage.close());

  const held = async (actor: Actor, startedAt: string, events: ReturnType<typeof timedLog>) => {
    await stage.endedCall(actor, { startedAt: new Date(startedAt), events });
    await stage.get(FactsService).refresh(actor.organizationId);
  };
  const ask = (query: string, headers: Record<string, string> = {}, actor = team.admin) =>
    stage.request(actor, `/reports/latency?from=2026-11-01&to=2026-11-30&${query}`, { headers });
  const report = async (query: string, actor = team.admin) =>
    LatencyReport.parse(await (await ask(query, {}, actor)).json());

  it('gives every provider the stages it answers for, with what lay in the middle and near the end', async () => {
    const { rows } = await report('groupBy=provider');
    expect(
      rows.map(({ key, stage: name, n, p50Ms, p95Ms }) => [key, name, n, p50Ms, p95Ms]),
    ).toEqual([
      ['cartesia', 'firstAudio', 20, 90, 90],
      ['deepgram', 'finalDelay', 21, 200, 200],
      ['openai', 'firstToken', 22, 300, 300],
      ['openai', 'firstSentence', 21, 0, 0],
      ['openai', 'firstAudio', 1, 400, 400],
    ]);
  });

  it('tells in the total what is nobody’s alone, of what was measured', async () => {
    const { total, timeZone } = await report('');
    expect(timeZone).toBe('America/New_York');
    // 500, 510 ... 690 and 800: the eleventh of 21, and the one a twentieth from the end.
    expect(total).toEqual([
      { stage: 'eotDelay', n: 21, p50Ms: 600, p95Ms: 690 },
      { stage: 'finalDelay', n: 21, p50Ms: 200, p95Ms: 200 },
      { stage: 'firstToken', n: 22, p50Ms: 300, p95Ms: 300 },
      { stage: 'firstSentence', n: 21, p50Ms: 0, p95Ms: 0 },
      { stage: 'firstAudio', n: 21, p50Ms: 90, p95Ms: 90 },
      { stage: 'transport', n: 21, p50Ms: 60, p95Ms: 60 },
      { stage: 'response', n: 21, p50Ms: 1050, p95Ms: 1140 },
    ]);
  });

  it('tells models of one provider apart', async () => {
    const { rows } = await report('groupBy=model');
    const voices = rows.filter(({ stage: name }) => name === 'firstAudio');
    expect(voices.map(({ label, p50Ms }) => [label, p50Ms])).toEqual([
      ['cartesia sonic-3', 90],
      ['openai gpt-4o-mini-tts', 400],
    ]);
  });

  it('cuts days by the time zone of the organization, and takes the first and the last in', async () => {
    const { rows } = await report('groupBy=day');
    const heard = rows.filter(({ stage: name }) => name === 'response');
    expect(heard.map(({ label, n }) => [label, n])).toEqual([
      ['2026-11-09', 20],
      ['2026-11-10', 1],
    ]);
    const response = await stage.request(
      team.admin,
      '/reports/latency?from=2026-11-10&to=2026-11-10',
    );
    const { total } = LatencyReport.parse(await response.json());
    expect(total[0]).toEqual({ stage: 'eotDelay', n: 1, p50Ms: 800, p95Ms: 800 });
  });

  it.each([
    ['persona', 'Sarah'],
    ['mode', 'cold_call'],
  ])('groups by %s', async (groupBy, label) => {
    const { rows } = await report(`groupBy=${groupBy}`);
    const heard = rows.filter(({ stage: name }) => name === 'response');
    expect(heard[0]?.label).toBe(label);
    expect(heard.reduce((sum, { n }) => sum + n, 0)).toBe(21);
  });

  it('answers for a model that hears and speaks by itself as one', async () => {
    const solo = await stage.team();
    const realtime = { provider: 'openai', model: 'gpt-realtime' };
    await held(
      solo.trainee,
      '2026-11-10T12:00:00Z',
      timedLog([{ eotDelayMs: 400, firstTokenMs: 250, languageModel: realtime }], 'realtime'),
    );
    const { rows } = await report('groupBy=model', solo.admin);
    expect(rows).toEqual([
      {
        key: 'openai gpt-realtime',
        label: 'openai gpt-realtime',
        stage: 'firstToken',
        n: 1,
        p50Ms: 250,
        p95Ms: 250,
      },
    ]);
  });

  it('shows another organization nothing of it', async () => {
    const other = await stage.team();
    expect(await report('groupBy=persona', other.admin)).toMatchObject({ rows: [], total: [] });
  });

  it('answers in CSV', async () => {
    const response = await ask('groupBy=mode', { Accept: 'text/csv' });
    expect(response.headers.get('content-type')).toContain('text/csv');
    const lines = (await response.text()).split('\r\n');
    expect(lines.slice(0, 2)).toEqual([
      'mode,stage,n,p50_ms,p95_ms',
      'cold_call,eotDelay,21,600,690',
    ]);
    expect(lines).toContain('total,response,21,1050,1140');
  });

  it.each(['groupBy=member', 'from=yesterday', 'from=2026-12-01&to=2026-11-01'])(
    'refuses %s',
    async (query) => {
      const response = await stage.request(team.admin, `/reports/latency?${query}`);
      expect(response.status).toBe(400);
    },
  );
});

describe('the timing of a call', () => {
  let stage: AfterCallStage;
  let team: Team;
  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team();
  }, 60_000);
  afterAll(() => stage.close());

  it('is shown to coaches and administrators, without what was not measured', async () => {
    const events = timedLog([turn(500), { firstTokenMs: 300 }]);
    const callId = await stage.endedCall(team.trainee, { events });
    const timings = [
      {
        turnId: 'p1',
        speculated: false,
        eotDelayMs: 500,
        finalDelayMs: 200,
        firstTokenMs: 300,
        firstSentenceMs: 0,
        firstAudioMs: 90,
        transportMs: 60,
        responseMs: 950,
      },
      { turnId: 'p2', speculated: false, firstTokenMs: 300 },
    ];
    for (const actor of [team.coach, team.admin]) {
      const body = (await (await stage.request(actor, `/calls/${callId}`)).json()) as object;
      expect(body).toHaveProperty('timings', timings);
    }
    const own = (await (await stage.request(team.trainee, `/calls/${callId}`)).json()) as object;
    expect(own).not.toHaveProperty('timings');
  });
});
