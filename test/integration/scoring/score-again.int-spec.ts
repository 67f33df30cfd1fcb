import { rubricFor } from '@sparline/personas';
import type { StructuredLanguageModel } from '@sparline/voice';
import { randomUUID } from 'node:crypto';
import { ScoreAgainService } from '../../../apps/api/src/scoring/score-again.service';
import { ScoringService } from '../../../apps/api/src/scoring/scoring.service';
import type { Task } from '../../../apps/api/src/tasks/tasks.schemas';
import { TasksService } from '../../../apps/api/src/tasks/tasks.service';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

const SAID = 'Hi Sarah, this is Tess from Ledgerly, do you have half a minute for me to say why?';
const LINES = ['Hello, this is Sarah.', SAID, 'Sure, go ahead.', `${SAID} Invoices wait for days.`];
const CHECKS = rubricFor('cold_call').criteria.flatMap(({ key, checks }) =>
  checks.map((check) => `${key}.${check.key}`),
);

/** Answers every question about the score so, and none about the summary. */
class OpinionatedModel implements StructuredLanguageModel {
  readonly provider = 'openai';
  readonly model = 'gpt-4.1-mini';
  verdict: 'yes' | 'no' | 'nonsense' = 'yes';
  asked = 0;
  onAsked: () => Promise<void> = async () => undefined;

  async complete({ schemaName }: { schemaName: string }) {
    this.asked += 1;
    await this.onAsked();
    const quoted = { turn: 2, quote: SAID, comment: 'Seen.' };
    const verdicts = CHECKS.map((check) => ({ check, verdict: this.verdict, ...quoted }));
    const value = schemaName.includes('summary') || this.verdict === 'nonsense' ? {} : { verdicts };
    return { value, usage: [{ unit: 'output_token' as const, quantity: 10 }] };
  }
}

describe('scoring calls again', () => {
  const model = new OpinionatedModel();
  let stage: AfterCallStage;
  let team: Team;

  beforeAll(async () => {
    stage = await AfterCallStage.open({ reviewModel: model, workers: true });
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team();
    model.verdict = 'yes';
    model.onAsked = async () => undefined;
  });

  const readyCall = async (actor = team.trainee): Promise<string> => {
    const callId = await stage.endedCall(actor, { lines: LINES });
    await until(async () => {
      const [row] = await stage.sql<{ state: string }>('SELECT state FROM calls WHERE id = $1', [
        callId,
      ]);
      return row?.state === 'ready';
    });
    return callId;
  };
  const scoreAgain = () => stage.get(ScoreAgainService);
  const over = async (id: string): Promise<Task> => {
    let task = await stage.get(TasksService).get(team.admin, id);
    await until(async () => {
      task = await stage.get(TasksService).get(team.admin, id);
      return task.finishedAt !== null;
    });
    return task;
  };
  const totalOf = async (callId: string) =>
    (await stage.get(ScoringService).reviewOf(team.admin.organizationId, callId)).score?.total;

  it('takes every finished call that is wanted, and leaves the others', async () => {
    const [hers, his] = [await readyCall(), await readyCall(team.otherTrainee)];
    expect([await totalOf(hers), await totalOf(his)]).toEqual([100, 100]);
    model.verdict = 'no';
    const wanted = { memberId: team.trainee.memberId, mode: 'cold_call' as const };
    expect(await scoreAgain().preview(team.admin, wanted)).toEqual({ calls: 1, byModel: true });

    const { id, total } = await scoreAgain().start(team.admin, wanted);

    expect(total).toBe(1);
    expect(await over(id)).toMatchObject({ state: 'done', done: 1, total: 1, failed: 0 });
    expect(await totalOf(hers)).toBeLessThan(100);
    expect(await totalOf(his)).toBe(100);
    const [row] = await stage.sql<{ total: number }>(
      'SELECT score_total AS total FROM calls WHERE id = $1',
      [hers],
    );
    expect(row?.total).toBe(await totalOf(hers));
  }, 60_000);

  it('never puts the rules in the place of what a model judged, and counts that', async () => {
    const callId = await readyCall();
    model.verdict = 'nonsense';
    const { id } = await scoreAgain().start(team.admin, {});
    expect(await over(id)).toMatchObject({ state: 'done', done: 1, total: 1, failed: 1 });
    const { score } = await stage.get(ScoringService).reviewOf(team.admin.organizationId, callId);
    expect(score).toMatchObject({ method: 'model', total: 100 });
  }, 60_000);

  it('goes on with the rest when it begins again, and pays for none twice', async () => {
    const ids = [await readyCall(), await readyCall(), await readyCall()];
    const { id } = await scoreAgain().start(team.admin, {});
    await over(id);
    const [first] = ids;
    await stage.sql(
      `UPDATE tasks SET state = 'running', finished_at = NULL, done = 1,
         updated_at = now() - interval '2 minutes' WHERE id = $1`,
      [id],
    );
    await stage.sql(
      `UPDATE call_scores SET created_at = created_at - interval '1 hour' WHERE call_id = $1`,
      [first],
    );
    const askedBefore = model.asked;

    await stage.get(TasksService).sweep();

    expect(await over(id)).toMatchObject({ state: 'done', done: 3, total: 3, failed: 0 });
    // One question for the score, and two for the summary, which was refused.
    expect(model.asked - askedBefore).toBe(3);
  }, 60_000);

  it('stops when it is cancelled', async () => {
    for (let calls = 0; calls < 6; calls += 1) await readyCall();
    const started = await scoreAgain().start(team.admin, {});
    let cancelled: Promise<unknown> | undefined;
    model.onAsked = async () => {
      cancelled ??= stage.get(TasksService).cancel(team.admin, started.id);
      await cancelled;
    };
    const task = await over(started.id);
    await cancelled;
    expect(task.state).toBe('cancelled');
    expect(task.done).toBeLessThan(6);
  }, 90_000);

  it('counts and touches calls of the own organization alone, and refuses days out of order', async () => {
    await readyCall();
    const post = (actor: Team['admin'], body: object) =>
      stage.request(actor, '/scoring/again', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const theirs = await stage.team();
    expect(await scoreAgain().preview(theirs.admin, {})).toMatchObject({ calls: 0 });
    const wrong = await post(team.admin, { from: '2026-02-01', to: '2026-01-01' });
    expect(wrong.status).toBe(400);
    const foreign = await post(theirs.admin, { memberId: team.trainee.memberId });
    expect(await foreign.json()).toMatchObject({ total: 0 });
    expect(
      (await stage.request(team.admin, `/scoring/again?memberId=${randomUUID()}`)).status,
    ).toBe(200);
  }, 60_000);
});

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 600) throw new Error('It did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
