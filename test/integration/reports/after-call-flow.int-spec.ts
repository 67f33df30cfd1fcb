import type { CallDetail } from '../../../apps/api/src/reports/call-detail.schemas';
import { SweepCallsProcessor } from '../../../apps/api/src/reports/after-call/sweep-calls.processor';
import { ScoringService } from '../../../apps/api/src/scoring/scoring.service';
import { QUEUE_NAMES } from '../../../apps/api/src/platform/queue/jobs';
import { QueueConnection } from '../../../apps/api/src/platform/queue/queue-connection';
import { queueEngines, type QueueStore } from '../../support/queue-engines';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { AfterCallStage, type Team } from './after-call-stage';

const TALK = [
  'Hello, this is Sarah.',
  'Hi Sarah, this is Tess from Ledgerly, do you have half a minute for me to say why I call?',
  'Sure, go ahead.',
  'Agencies like yours tell me that invoices wait nine days for approval. How is that for you?',
];

/** A job that fails is tried five times, with pauses of one to eight seconds. */
const FAILED_FOR_GOOD_MS = 40_000;

describe.each(queueEngines())('the work after a call, queued on $name', (engine) => {
  let store: QueueStore;
  let stage: AfterCallStage;
  let team: Team;
  let mixerIsBroken = false;

  beforeAll(async () => {
    store = await engine.start();
    stage = await AfterCallStage.open({
      workers: true,
      redisUrl: store.redisUrl,
      mix: async () => {
        if (mixerIsBroken) throw new Error('The disk is full');
        return undefined;
      },
    });
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await store.stop();
  }, 30_000);
  beforeEach(async () => {
    team = await stage.team();
    mixerIsBroken = false;
  });

  const detail = async (actor: Actor, callId: string): Promise<CallDetail> =>
    (await (await stage.request(actor, `/calls/${callId}`)).json()) as CallDetail;
  const untilReady = async (callId: string, withinMs: number): Promise<CallDetail> => {
    const until = Date.now() + withinMs;
    for (;;) {
      const call = await detail(team.admin, callId);
      if (call.state === 'ready') return call;
      if (Date.now() > until) throw new Error(`Not ready: ${JSON.stringify(call.work)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  /** The call is ready a moment before its last job is over, and a job at work cannot be removed. */
  const loseJobs = async (callId: string): Promise<void> => {
    const connection = stage.get(QueueConnection);
    const own = async () => {
      const jobs = await Promise.all(QUEUE_NAMES.map((name) => connection.queue(name).getJobs()));
      return jobs.flat().filter(({ data }) => (data as { callId?: string }).callId === callId);
    };
    for (let left = await own(); left.length > 0; left = await own()) {
      await Promise.allSettled(left.map((job) => job.remove()));
    }
  };

  it('is done within five seconds of hanging up', async () => {
    const callId = await stage.endedCall(team.trainee, {
      lines: TALK,
      usage: [
        {
          provider: 'openai',
          model: 'gpt-4.1-mini',
          quantities: [{ unit: 'output_token', quantity: 1000 }],
        },
      ],
    });

    const call = await untilReady(callId, 5_000);

    expect(call.work).toEqual({
      recording: 'none',
      accounting: 'done',
      summary: 'done',
      score: 'done',
    });
    expect(call.cost?.totalMicroUsd).toBe(1600);
    expect(call.summary?.method).toBe('rules');
    expect(call.score?.method).toBe('rules');
    expect(call.scoreTotal).toBe(call.score?.total);
    expect(call.metrics).not.toBeNull();
  }, 20_000);

  it('ends although one piece fails for good, and succeeds when that is tried again', async () => {
    mixerIsBroken = true;
    const callId = await stage.endedCall(team.trainee, { lines: TALK });

    const call = await untilReady(callId, FAILED_FOR_GOOD_MS);
    expect(call.work).toEqual({
      recording: 'failed',
      accounting: 'done',
      summary: 'done',
      score: 'done',
    });

    mixerIsBroken = false;
    const retried = await stage.request(team.trainee, `/calls/${callId}/retry-work`, {
      method: 'POST',
    });
    // It may be done by the time the answer is made.
    expect(['pending', 'none']).toContain(((await retried.json()) as CallDetail).work.recording);
    expect((await untilReady(callId, 5_000)).work.recording).toBe('none');
  }, 60_000);

  it('is ready again at once when it is tried again although nothing failed', async () => {
    const callId = await stage.endedCall(team.trainee, { lines: TALK });
    const before = await untilReady(callId, 5_000);
    await stage.request(team.trainee, `/calls/${callId}/retry-work`, { method: 'POST' });
    expect(await untilReady(callId, 5_000)).toEqual(before);
  }, 20_000);

  it('is set going again by the sweep when its jobs were lost, and done once', async () => {
    const score = jest.spyOn(stage.get(ScoringService), 'score');
    const callId = await stage.endedCall(team.trainee, { lines: TALK });
    await untilReady(callId, 5_000);
    await loseJobs(callId);
    await stage.sql(
      `UPDATE calls SET state = 'processing', last_seen_at = now() - interval '2 minutes'
       WHERE id = $1`,
      [callId],
    );

    await stage.get(SweepCallsProcessor).process();

    await untilReady(callId, 5_000);
    expect(score.mock.calls.filter(([, id]) => id === callId)).toHaveLength(1);
  }, 20_000);

  it('begins for a call whose process died, with what its log holds', async () => {
    const callId = await stage.endedCall(team.trainee, { lines: TALK });
    await untilReady(callId, 5_000);
    await stage.sql(
      `UPDATE calls SET state = 'active', ended_at = NULL, duration_ms = NULL,
         last_seen_at = now() - interval '1 minute' WHERE id = $1`,
      [callId],
    );
    await stage.sql('DELETE FROM call_turns WHERE call_id = $1', [callId]);

    await stage.get(SweepCallsProcessor).process();

    const call = await untilReady(callId, 5_000);
    expect(call.endReason).toBe('crashed');
    expect(call.turns).toHaveLength(TALK.length);
  }, 20_000);
});
