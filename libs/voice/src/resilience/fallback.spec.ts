import type { LanguageModel, LanguageModelEvent } from '../ports/language-model';
import type { TextToSpeech, TextToSpeechEvent } from '../ports/text-to-speech';
import { VirtualClock } from '../testing/virtual-clock';
import { backoffMs } from './backoff';
import { CircuitBreaker } from './circuit-breaker';
import { FallbackLanguageModel, FallbackStructuredModel } from './fallback-language-model';
import { FallbackTextToSpeech } from './fallback-text-to-speech';
import { ProviderError, type ProviderErrorKind } from './provider-error';

/** A word to say, a kind of failure, `hang` or `usage`. */
type Step = string;
const KINDS: readonly string[] = [
  'auth',
  'quota',
  'rate',
  'timeout',
  'network',
  'bad_request',
  'server',
];

const USAGE: LanguageModelEvent = {
  type: 'usage',
  usage: [{ unit: 'output_token', quantity: 1 }],
};

describe('falling back', () => {
  let clock: VirtualClock;
  let breaker: CircuitBreaker;
  let asked: string[];
  let failures: string[];

  beforeEach(() => {
    clock = new VirtualClock();
    breaker = new CircuitBreaker({ clock });
    asked = [];
    failures = [];
  });
  afterEach(() => expect(clock.pending).toBe(0));

  const options = (more: object = {}) => ({
    clock,
    breaker,
    random: () => 0,
    onFailure: ({ provider, error }: { provider: string; error: ProviderError }) =>
      failures.push(`${provider}:${error.kind}`),
    ...more,
  });

  /** Plays one script a request; the last one again and again. */
  function model(provider: string, ...scripts: Step[][]): LanguageModel {
    return {
      provider,
      model: 'm',
      async *stream({ signal }): AsyncGenerator<LanguageModelEvent> {
        asked.push(provider);
        const script = (scripts.length > 1 ? scripts.shift() : scripts[0]) ?? [];
        for (const step of script) {
          if (KINDS.includes(step)) {
            throw new ProviderError(provider, step as ProviderErrorKind, 'failed');
          }
          if (step === 'usage') yield USAGE;
          else if (step !== 'hang') yield { type: 'text', text: step };
          else await new Promise((resolve) => signal.addEventListener('abort', resolve));
          if (signal.aborted) return;
        }
      },
    };
  }

  async function run(models: LanguageModel[], more: object = {}, signal?: AbortSignal) {
    const fallback = new FallbackLanguageModel(models, options(more));
    const request = { messages: [], signal: signal ?? new AbortController().signal };
    const events: LanguageModelEvent[] = [];
    const reading = (async () => {
      for await (const event of fallback.stream(request)) events.push(event);
    })().catch((error: unknown) => error);
    await clock.advance(60_000);
    const error = await reading;
    const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
    return { text, error, events };
  }

  it.each([
    ['asks once when all is well', [['a', 'b']], 'ab', ['one']],
    [
      'asks the same again after a failure that may pass',
      [['network'], ['a']],
      'a',
      ['one', 'one'],
    ],
    ['asks the next after a second failure', [['server'], ['server']], 'X', ['one', 'one', 'two']],
    ['asks the next at once when the key is refused', [['auth']], 'X', ['one', 'two']],
    ['asks the next at once after a silence', [['timeout']], 'X', ['one', 'two']],
    ['asks the next when its request is refused', [['bad_request']], 'X', ['one', 'two']],
  ])('%s', async (_, scripts, text, providers) => {
    const result = await run([model('one', ...scripts), model('two', ['X'])]);
    expect([result.text, asked, result.error]).toEqual([text, providers, undefined]);
  });

  it('does not change over once the listener has heard something', async () => {
    const { text, error } = await run([model('one', ['a', 'network']), model('two', ['X'])]);
    expect(text).toBe('a');
    expect(error).toMatchObject({ provider: 'one', kind: 'network' });
    expect(asked).toEqual(['one']);
  });

  it('throws what the last provider threw when all fail', async () => {
    const { error } = await run([model('one', ['auth']), model('two', ['quota'])]);
    expect(error).toMatchObject({ provider: 'two', kind: 'quota' });
    expect(failures).toEqual(['one:auth', 'two:quota']);
  });

  it('says who is to be paid when it was not the first', async () => {
    const { events } = await run([model('one', ['auth']), model('two', ['X', 'usage'])]);
    expect(events.at(-1)).toMatchObject({ by: { provider: 'two', model: 'm' } });
    const first = await run([model('one', ['a', 'usage'])]);
    expect(first.events.at(-1)).not.toHaveProperty('by');
  });

  it('goes on to the next when the first output takes too long', async () => {
    const models = [model('one', ['hang']), model('two', ['X'])];
    const { text } = await run(models, { firstOutputMs: 1500 });
    expect([text, failures]).toEqual(['X', ['one:timeout']]);
  });

  it('waits longer for the last one, after whom there is nobody to ask', async () => {
    const slow: LanguageModel = {
      ...model('two'),
      async *stream() {
        await new Promise<void>((resolve) => void clock.setTimer(5000, resolve));
        yield { type: 'text', text: 'X' };
      },
    };
    const { text } = await run([model('one', ['hang']), slow], { firstOutputMs: 1500 });
    expect([text, failures]).toEqual(['X', ['one:timeout']]);
  });

  it('never counts an abort as a failure', async () => {
    for (let round = 0; round < 5; round++) {
      const controller = new AbortController();
      clock.setTimer(100, () => controller.abort());
      const { error } = await run([model('one', ['hang'])], {}, controller.signal);
      expect(error).toBeUndefined();
    }
    expect([failures, breaker.isOpen('llm:one:m')]).toEqual([[], false]);
    expect(asked).toHaveLength(5);
  });

  it('stops waiting for a retry when the signal aborts', async () => {
    const controller = new AbortController();
    clock.setTimer(20, () => controller.abort());
    await run([model('one', ['server'])], {}, controller.signal);
    expect(asked).toEqual(['one']);
  });

  it('does not count an empty answer as a failure', async () => {
    const { error } = await run([model('one', []), model('two', ['X'])]);
    expect([error, asked, failures]).toEqual([undefined, ['one'], []]);
  });

  it('leaves a provider alone that failed other calls, and tries it again later', async () => {
    const flaky = () => model('one', ['server']);
    for (let round = 0; round < 2; round++) await run([flaky(), model('two', ['X'])]);
    asked = [];
    await run([flaky(), model('two', ['X'])]);
    expect(asked).toContain('two');
    await clock.advance(60_000);
    asked = [];
    const { text } = await run([model('one', ['back']), model('two', ['X'])]);
    expect([text, asked]).toEqual(['back', ['one']]);
  });

  it('skips a provider whose circuit is open, but asks the only one there is', async () => {
    const refused = new ProviderError('one', 'auth', 'refused');
    breaker.failed('llm:one:m', refused);
    const reading = run([model('one', ['a']), model('two', ['X'])]);
    expect((await reading).text).toBe('X');
    breaker.failed('llm:one:m', refused);
    expect((await run([model('one', ['a'])])).text).toBe('a');
  });

  it('needs at least one provider', () => {
    expect(() => new FallbackLanguageModel([], options())).toThrow(RangeError);
  });

  describe('with answers of a given shape', () => {
    const structured = (provider: string, ...outcomes: (ProviderErrorKind | object)[]) => ({
      provider,
      model: 'm',
      complete: () => {
        asked.push(provider);
        const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
        return typeof outcome === 'string'
          ? Promise.reject(new ProviderError(provider, outcome, 'failed'))
          : Promise.resolve({ value: outcome, usage: [] });
      },
    });
    const request = {
      messages: [],
      schemaName: 's',
      schema: {},
      signal: new AbortController().signal,
    };

    it('retries, then asks the next and says who is to be paid', async () => {
      const models = [structured('one', 'server', 'server'), structured('two', { ok: true })];
      const asking = new FallbackStructuredModel(models, options()).complete(request);
      await clock.advance(5000);
      expect(await asking).toEqual({
        value: { ok: true },
        usage: [],
        by: { provider: 'two', model: 'm' },
      });
      expect(asked).toEqual(['one', 'one', 'two']);
    });

    it('throws the last failure', async () => {
      const asking = new FallbackStructuredModel([structured('one', 'auth')], options());
      await expect(asking.complete(request)).rejects.toMatchObject({ kind: 'auth' });
    });
  });

  describe('with voices', () => {
    const voice = (provider: string, sampleRate: number, fails: boolean): TextToSpeech => ({
      provider,
      model: 'm',
      sampleRate,
      async *synthesize(): AsyncGenerator<TextToSpeechEvent> {
        if (fails) throw new ProviderError(provider, 'auth', 'refused');
        yield { type: 'audio', samples: new Int16Array(sampleRate) };
        yield { type: 'usage', usage: [{ unit: 'character', quantity: 5 }] };
      },
    });

    it('speaks at the first voice’s sample rate, whoever speaks', async () => {
      const voices = [voice('one', 24_000, true), voice('two', 16_000, false)];
      const fallback = new FallbackTextToSpeech(voices, options());
      const events: TextToSpeechEvent[] = [];
      const request = {
        text: 'Hello',
        voice: 'ash',
        turnId: 't',
        signal: new AbortController().signal,
      };
      for await (const event of fallback.synthesize(request)) events.push(event);
      const [source, audio, usage] = events;
      expect(source).toMatchObject({ type: 'source', by: { provider: 'two' } });
      expect(audio?.type === 'audio' && audio.samples.length).toBe(24_000);
      expect(usage).toMatchObject({ type: 'usage', by: { provider: 'two' } });
    });
  });
});

describe('backoffMs', () => {
  it.each([
    [1, 0, 50],
    [1, 1, 100],
    [3, 1, 400],
    [20, 1, 2000],
  ])('waits before retry %i with chance %i for %i ms', (retry, chance, ms) => {
    expect(backoffMs(retry, { random: () => chance })).toBe(ms);
  });
});
