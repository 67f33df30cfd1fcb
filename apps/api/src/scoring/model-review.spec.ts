import {
  ProviderError,
  type StructuredLanguageModel,
  type StructuredRequest,
} from '@sparline/voice';
import { askModel, type ReviewQuestion } from './model-review';

const tokens = [{ unit: 'input_token' as const, quantity: 10 }];

/** Answers from a script; an error in it is thrown. */
class ScriptedModel implements StructuredLanguageModel {
  readonly provider = 'scripted';
  readonly model = 'test';
  readonly requests: StructuredRequest[] = [];
  constructor(private readonly script: unknown[]) {}

  async complete(request: StructuredRequest) {
    this.requests.push(request);
    const value = this.script.shift();
    if (value instanceof Error) throw value;
    return { value, usage: tokens };
  }
}

const question: ReviewQuestion<number> = {
  messages: [{ role: 'user', content: 'How many?' }],
  schemaName: 'count',
  schema: { type: 'number' },
  read: (value) =>
    typeof value === 'number'
      ? { ok: true, answer: value }
      : { ok: false, problems: ['it is no number'], usable: value === 'two' ? 2 : undefined },
};

const ask = async (script: unknown[]) => {
  const model = new ScriptedModel(script);
  const used: unknown[] = [];
  const pauses: number[] = [];
  const result = await askModel(model, question, {
    onUsage: async ({ usage }) => void used.push(usage),
    pause: async (ms) => void pauses.push(ms),
  });
  return { result, model, used, pauses };
};
const outage = new ProviderError('scripted', 'server', '503');

describe('askModel', () => {
  it('takes a good answer', async () => {
    const { result, model, used } = await ask([3]);
    expect(result).toEqual({ answer: 3 });
    expect(model.requests).toHaveLength(1);
    expect(used).toEqual([tokens]);
  });

  it('asks again, saying what was wrong, and counts both answers', async () => {
    const { result, model, used } = await ask(['many', 4]);
    expect(result).toEqual({ answer: 4 });
    expect(model.requests[1]?.messages.map((message) => message.role)).toEqual([
      'user',
      'assistant',
      'user',
    ]);
    expect(model.requests[1]?.messages[2]?.content).toContain('it is no number');
    expect(used).toHaveLength(2);
  });

  it('takes what is usable of the last answer when there is no better one', async () => {
    expect((await ask(['many', 'two'])).result).toEqual({ answer: 2 });
    expect((await ask(['two', outage])).result).toEqual({ answer: 2 });
    expect((await ask(['two', 'many'])).result).toEqual({ fallback: 'model_answer_rejected' });
  });

  it.each([
    ['two bad answers', ['many', 'few'], 'model_answer_rejected', 2],
    ['two outages', [outage, outage], 'model_unavailable', 0],
    ['an outage after a bad answer', ['many', outage], 'model_answer_rejected', 1],
    ['a bad answer after an outage', [outage, 'many'], 'model_answer_rejected', 1],
  ])('gives up after %s', async (_name, script, fallback, answers) => {
    const { result, used } = await ask(script);
    expect(result).toEqual({ fallback });
    expect(used).toHaveLength(answers);
  });

  it.each([
    ['a second', undefined, 1_000],
    ['as long as the vendor asks', 2_500, 2_500],
    ['ten seconds at most', 60_000, 10_000],
  ])('rests %s after an outage', async (_name, retryAfterMs, expected) => {
    const busy = new ProviderError('scripted', 'rate', '429', retryAfterMs);
    const { result, pauses } = await ask([busy, 5]);
    expect(result).toEqual({ answer: 5 });
    expect(pauses).toEqual([expected]);
  });

  it('does not ask again where that cannot help', async () => {
    const { result, model } = await ask([new ProviderError('scripted', 'auth', '401'), 5]);
    expect(result).toEqual({ fallback: 'model_unavailable' });
    expect(model.requests).toHaveLength(1);
  });

  it('does not take a fault of our own for an outage', async () => {
    await expect(ask([new TypeError('x is not a function')])).rejects.toThrow(TypeError);
  });
});
