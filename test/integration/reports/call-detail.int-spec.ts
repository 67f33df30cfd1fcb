import { AfterCallFlow } from '../../../apps/api/src/reports/after-call/after-call.flow';
import { CallDetail } from '../../../apps/api/src/reports/call-detail.schemas';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { AfterCallStage, type Team } from './after-call-stage';

describe('GET /api/calls/:id', () => {
  let stage: AfterCallStage;
  let team: Team;
  let callId: string;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    team = await stage.team();
    callId = await stage.endedCall(team.trainee, {
      lines: ['Hello, Sarah here.', 'Hello Sarah, this is Tess.'],
    });
  }, 60_000);
  afterAll(() => stage.close());

  const detail = async (actor: Team['admin'], id = callId) => {
    const response = await stage.request(actor, `/calls/${id}`);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('shows a call whose work is not done as pending, with its transcript', async () => {
    const { status, body } = await detail(team.coach);
    expect(status).toBe(200);
    expect(CallDetail.parse(body)).toMatchObject({
      id: callId,
      state: 'processing',
      turns: [
        { speaker: 'persona', text: 'Hello, Sarah here.' },
        { speaker: 'trainee', text: 'Hello Sarah, this is Tess.' },
      ],
      metrics: null,
      summary: null,
      score: null,
      recording: null,
      cost: null,
      work: { recording: 'pending', accounting: 'pending', summary: 'pending', score: 'pending' },
    });
  });

  it('shows the cost to coaches and admins, and to no trainee', async () => {
    await stage
      .get(UsageService)
      .recordCallUsage(team.admin.organizationId, { callId, startedAt: new Date() }, []);
    const cost = { totalMicroUsd: 0, incomplete: false, lines: [] };
    expect((await detail(team.admin)).body).toMatchObject({ cost });
    expect((await detail(team.coach)).body).toMatchObject({ cost });
    const own = await detail(team.trainee);
    expect(own.status).toBe(200);
    expect(own.body).not.toHaveProperty('cost');
  });

  it('is not there for another trainee, nor for another organization', async () => {
    const other = await stage.team();
    for (const actor of [team.otherTrainee, other.admin]) {
      const { status, body } = await detail(actor);
      expect([status, body.code]).toEqual([404, 'calls.not_found']);
    }
  });

  it('refuses an id that is none', async () => {
    expect((await detail(team.admin, 'x')).status).toBe(400);
  });

  it('lets nobody else have its work tried again', async () => {
    const other = await stage.team();
    for (const actor of [team.otherTrainee, other.admin]) {
      const response = await stage.request(actor, `/calls/${callId}/retry-work`, {
        method: 'POST',
      });
      expect(response.status).toBe(404);
    }
  });

  it('calls work without a result failed once the call is ready', async () => {
    await stage.sql(`UPDATE calls SET state = 'ready' WHERE id = $1`, [callId]);
    expect((await detail(team.coach)).body).toMatchObject({
      work: { recording: 'failed', accounting: 'done', summary: 'failed', score: 'failed' },
    });
  });

  it('takes a call that is being tried again back to work', async () => {
    const response = await stage.request(team.trainee, `/calls/${callId}/retry-work`, {
      method: 'POST',
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      state: 'processing',
      work: { recording: 'pending', accounting: 'done', summary: 'pending', score: 'pending' },
    });
  });

  it('adds nothing when the work is set going a second time', async () => {
    const call = { organizationId: team.admin.organizationId, callId };
    const flow = stage.get(AfterCallFlow);
    const jobs = () =>
      stage.sql(`SELECT id FROM bullmq.job WHERE data->>'callId' = $1 ORDER BY id`, [callId]);
    await flow.start(call);
    const once = await jobs();
    await flow.start(call);
    expect(once.length).toBeGreaterThan(1);
    expect(await jobs()).toEqual(once);
  });
});
