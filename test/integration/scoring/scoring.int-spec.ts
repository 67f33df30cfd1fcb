import { rubricFor } from '@sparline/personas';
import {
  ProviderError,
  type StructuredLanguageModel,
  type StructuredRequest,
} from '@sparline/voice';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { ReviewModel } from '../../../apps/api/src/scoring/review-model';
import { ScoringService } from '../../../apps/api/src/scoring/scoring.service';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { AfterCallStage, type Team } from '../reports/after-call-stage';

const SAID =
  'Hi Sarah, this is Tess from Ledgerly, do you have half a minute for me to say why I call?';
const LINES = [
  'Hello, this is Sarah.',
  SAID,
  'Sure, go ahead.',
  'Agencies like yours tell me that invoices wait nine days for approval. How is that for you?',
];
const RUBRIC = rubricFor('cold_call');
const CHECKS = RUBRIC.criteria.flatMap(({ key, checks }) =>
  checks.map((check) => `${key}.${check.key}`),
);

/** Says yes to every check, with this for evidence. */
const scorecard = (quote: string) => ({
  verdicts: CHECKS.map((check) => ({ check, verdict: 'yes', turn: 2, quote, comment: 'Seen.' })),
});

class ScriptedModel implements StructuredLanguageModel {
  readonly provider = 'openai';
  readonly model = 'gpt-4.1-mini';
  readonly requests: StructuredRequest[] = [];
  answers: unknown[] = [];

  async complete(request: StructuredRequest) {
    this.requests.push(request);
    const value = this.answers.shift();
    if (value instanceof Error) throw value;
    return { value, usage: [{ unit: 'output_token' as const, quantity: 1000 }] };
  }
}

describe('judging a call', () => {
  const model = new ScriptedModel();
  let stage: AfterCallStage;
  let team: Team;
  let callId: string;

  beforeAll(async () => {
    stage = await AfterCallStage.open({ reviewModel: model });
    team = await stage.team();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    callId = await stage.endedCall(team.trainee, { lines: LINES });
    model.requests.length = 0;
    model.answers = [];
  });

  const scoring = () => stage.get(ScoringService);
  const score = () => scoring().score(team.admin.organizationId, callId);
  const review = () => scoring().reviewOf(team.admin.organizationId, callId);
  const scoringCosts = async () => {
    const { organizationId } = team.admin;
    await stage
      .get(UsageService)
      .recordCallUsage(organizationId, { callId, startedAt: new Date() }, []);
    return stage.get(UsageService).costOfCall(organizationId, callId);
  };

  it("keeps the model's score with its rubric and evidence, and notes the total on the call", async () => {
    model.answers = [scorecard(SAID)];

    await score();

    const { score: kept, fallback, metrics } = await review();
    expect(kept).toMatchObject({
      rubricKey: RUBRIC.key,
      rubricVersion: RUBRIC.version,
      method: 'model',
      model: 'gpt-4.1-mini',
      total: 100,
    });
    expect(kept?.criteria[0]?.checks[0]?.quote?.text).toBe(SAID);
    expect(fallback.score).toBeNull();
    expect(metrics?.enoughToScore).toBe(true);
    expect(await stage.get(CallsService).get(team.admin, callId)).toMatchObject({
      scoreTotal: 100,
    });
  });

  it('asks and pays once, however often and however parallel it runs', async () => {
    model.answers = [scorecard(SAID), scorecard(SAID), scorecard(SAID)];

    await Promise.all([score(), score()]);
    await score();

    expect(model.requests).toHaveLength(1);
    expect(await scoringCosts()).toMatchObject({
      totalMicroUsd: 1600,
      lines: [{ component: 'scoring', unit: 'output_token', quantity: 1000 }],
    });
  });

  it('takes no score with invented quotes: it asks again, then lets the rules judge and says so', async () => {
    model.answers = [scorecard('I will double your revenue.'), scorecard('You said I was great.')];

    await score();

    const { score: kept, fallback } = await review();
    expect(kept).toMatchObject({ method: 'rules', model: null });
    expect(fallback.score).toBe('model_answer_rejected');
    expect(model.requests).toHaveLength(2);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('not in the transcript');
    expect((await scoringCosts())?.totalMicroUsd).toBe(3200);
  });

  it('takes the corrected answer', async () => {
    model.answers = [{ verdicts: 'all fine' }, scorecard(SAID)];
    await score();
    expect((await review()).score?.method).toBe('model');
  });

  it('lets the rules judge while the model is away, and the model once it is tried again', async () => {
    model.answers = [new ProviderError('openai', 'quota', 'No credit.')];
    await score();
    expect(await review()).toMatchObject({
      score: { method: 'rules' },
      fallback: { score: 'model_unavailable' },
    });

    await scoring().forgetFallbacks(team.admin.organizationId, callId);
    model.answers = [scorecard(SAID)];
    await score();
    expect(await review()).toMatchObject({ score: { method: 'model' }, fallback: { score: null } });
  });

  it('does not ask the model about a call in which too little was said', async () => {
    callId = await stage.endedCall(team.trainee, { lines: ['Hello?', 'Wrong number, sorry.'] });
    await score();
    expect(model.requests).toHaveLength(0);
    expect(await review()).toMatchObject({
      metrics: { enoughToScore: false },
      score: { method: 'rules', total: null },
      fallback: { score: null },
    });
  });

  describe('in words', () => {
    const summarise = () => scoring().summarise(team.admin.organizationId, callId);
    const summaryOf = (said: string) => ({
      overview: 'You called Sarah and asked for half a minute.',
      strengths: ['You said who you are.', 'You asked for a moment.', 'You asked how it goes.'],
      improvements: ['Propose a day before you hang up.'],
      contrasts: [{ turn: 2, said, stronger: 'Hi Sarah, Tess from Ledgerly, half a minute?' }],
    });

    it("keeps the model's summary, which was told the score", async () => {
      model.answers = [scorecard(SAID)];
      await score();
      model.answers = [summaryOf(SAID)];
      await Promise.all([summarise(), summarise()]);
      await summarise();
      const { summary, fallback } = await review();
      expect(summary).toMatchObject({ method: 'model', contrasts: [{ said: SAID }] });
      expect(fallback.summary).toBeNull();
      expect(model.requests).toHaveLength(2);
      expect(model.requests[1]?.messages.at(-1)?.content).toContain('100');
    });

    it('leaves out the little it made up', async () => {
      model.answers = [summaryOf('I never said that.'), summaryOf('Nor did I say this.')];
      await summarise();
      expect((await review()).summary).toMatchObject({ method: 'model', contrasts: [] });
    });

    it('lets the rules sum up when the model cannot', async () => {
      model.answers = ['Lovely call!', { overview: 3 }];
      await summarise();
      expect(await review()).toMatchObject({
        summary: { method: 'rules', model: null },
        fallback: { summary: 'model_answer_rejected' },
      });
    });
  });

  it('shows and judges nothing for another organization', async () => {
    const other = await stage.team();
    await scoring().score(other.admin.organizationId, callId);
    expect(model.requests).toHaveLength(0);
    model.answers = [scorecard(SAID)];
    await score();
    expect((await scoring().reviewOf(other.admin.organizationId, callId)).score).toBeNull();
  });
});

describe('judging a call without a language model', () => {
  it('scores by rules, labelled so', async () => {
    const stage = await AfterCallStage.open();
    try {
      const team = await stage.team();
      const callId = await stage.endedCall(team.trainee, { lines: LINES });
      const { organizationId } = team.admin;
      expect(stage.get(ReviewModel).model).toBeUndefined();
      await stage.get(ScoringService).score(organizationId, callId);
      expect(await stage.get(ScoringService).reviewOf(organizationId, callId)).toMatchObject({
        score: { method: 'rules', model: null },
        fallback: { score: null },
      });
    } finally {
      await stage.close();
    }
  }, 60_000);
});
