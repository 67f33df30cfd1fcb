import type { SpeechToText, SpeechToTextEvent, SpeechToTextOptions } from '../ports/speech-to-text';
import { VirtualClock } from '../testing/virtual-clock';
import { CircuitBreaker } from './circuit-breaker';
import { FallbackSpeechToText } from './fallback-speech-to-text';
import { ProviderError, type ProviderErrorKind } from './provider-error';

class FakeRecogniser implements SpeechToText {
  readonly model = 'm';
  readonly finalBudgetMs = 1000;
  /** What it was told, samples as their number. */
  told: string[] = [];
  emit: (event: SpeechToTextEvent) => void = () => undefined;

  constructor(
    readonly provider: string,
    private readonly failsToOpen = false,
  ) {}

  open(options: SpeechToTextOptions) {
    this.emit = options.onEvent;
    if (this.failsToOpen) throw new ProviderError(this.provider, 'network', 'no socket');
    return {
      write: (samples: Int16Array) => void this.told.push(String(samples.length)),
      speechStarted: () => void this.told.push('start'),
      speechEnded: () => void this.told.push('end'),
      close: () => void this.told.push('close'),
    };
  }

  fail(kind: ProviderErrorKind = 'network'): void {
    this.emit({ type: 'error', error: new ProviderError(this.provider, kind, 'failed') });
  }
}

describe('FallbackSpeechToText', () => {
  const second = new Int16Array(16_000);
  let one: FakeRecogniser;
  let two: FakeRecogniser;
  let events: SpeechToTextEvent[];
  let breaker: CircuitBreaker;

  beforeEach(() => {
    one = new FakeRecogniser('one');
    two = new FakeRecogniser('two');
    events = [];
    breaker = new CircuitBreaker({ clock: new VirtualClock() });
  });

  function open(recognisers: SpeechToText[] = [one, two]) {
    const fallback = new FallbackSpeechToText(recognisers, { clock: new VirtualClock(), breaker });
    const onEvent = (event: SpeechToTextEvent): void => void events.push(event);
    return fallback.open({ sampleRate: 16_000, language: 'en', keyterms: [], onEvent });
  }

  it('lets the next recogniser hear the utterance again that the first one lost', () => {
    const stream = open();
    stream.write(second);
    stream.speechStarted();
    stream.write(second);
    one.fail();
    stream.write(second);
    stream.speechEnded();
    // 300 ms of run-up, the second that was lost, then what follows.
    expect(two.told).toEqual(['start', '4800', '16000', '16000', 'end']);
    expect(one.told.at(-1)).toBe('close');
    expect(events).toEqual([]);
  });

  it('asks again about an utterance that has ended but got no answer', () => {
    const stream = open();
    stream.speechStarted();
    stream.write(second);
    stream.speechEnded();
    one.fail('timeout');
    expect(two.told).toEqual(['start', '16000', 'end']);
    two.emit({ type: 'final', text: 'hello' });
    expect(events).toEqual([{ type: 'final', text: 'hello' }]);
  });

  it('passes on what a recogniser thinks of the turn, as it comes', () => {
    open().speechStarted();
    const thoughts: SpeechToTextEvent[] = [
      { type: 'eager', text: 'so', endOfTurn: 0.5 },
      { type: 'resumed' },
      { type: 'eager', text: 'so it is', endOfTurn: 0.6 },
      { type: 'final', text: 'so it is', endOfTurn: 0.8, turnEnded: true },
    ];
    for (const thought of thoughts) one.emit(thought);
    expect(events).toEqual(thoughts);
  });

  it('does not repeat what had its text before voice activity noticed the end', () => {
    const stream = open();
    stream.speechStarted();
    stream.write(second);
    one.emit({ type: 'final', text: 'hello', turnEnded: true });
    stream.write(new Int16Array(320));
    stream.speechEnded();
    one.fail();
    expect(two.told).toEqual([]);
  });

  it('repeats the rest of a monologue of which a part had its text', () => {
    const stream = open();
    stream.speechStarted();
    stream.write(second);
    one.emit({ type: 'final', text: 'so far' });
    stream.write(second);
    stream.speechEnded();
    one.fail();
    expect(two.told).toContain('end');
  });

  it('repeats what was said after such a text', () => {
    const stream = open();
    stream.speechStarted();
    stream.write(second);
    one.emit({ type: 'final', text: 'hello', turnEnded: true });
    stream.write(new Int16Array(320));
    one.emit({ type: 'interim', text: 'and' });
    stream.speechEnded();
    one.fail();
    expect(two.told).toEqual(['start', '320', 'end']);
  });

  it('does not repeat an utterance that was answered', () => {
    const stream = open();
    stream.speechStarted();
    stream.write(second);
    stream.speechEnded();
    one.emit({ type: 'final', text: 'hello' });
    one.fail();
    expect(two.told).toEqual([]);
  });

  it('keeps word times on the call’s clock after a change', () => {
    const stream = open();
    stream.write(new Int16Array(160_000));
    stream.speechStarted();
    stream.write(second);
    one.fail();
    stream.speechEnded();
    two.emit({ type: 'final', text: 'hi', words: [{ text: 'hi', startMs: 400, endMs: 600 }] });
    expect(events[0]).toMatchObject({ words: [{ startMs: 10_100, endMs: 10_300 }] });
  });

  it('says who is to be paid, also for what the lost one still charges', () => {
    open();
    const usage = [{ unit: 'audio_ms' as const, quantity: 5 }];
    one.fail();
    one.emit({ type: 'usage', usage });
    two.emit({ type: 'usage', usage });
    expect(events).toEqual([
      { type: 'usage', usage },
      { type: 'usage', usage, by: { provider: 'two', model: 'm' } },
    ]);
  });

  it('ignores what a lost recogniser still says', () => {
    open();
    one.fail();
    one.emit({ type: 'final', text: 'late' });
    one.fail();
    expect([events, two.told]).toEqual([[], []]);
  });

  it('passes the last failure on when nobody is left', () => {
    open();
    one.fail();
    two.fail('auth');
    expect(events).toMatchObject([{ type: 'error', error: { provider: 'two', kind: 'auth' } }]);
  });

  it('goes on to the next when one cannot even be opened', () => {
    const stream = open([new FakeRecogniser('broken', true), two]);
    stream.write(second);
    expect(two.told).toEqual(['16000']);
  });

  it('opens the next call with the recogniser that works', () => {
    breaker.failed('stt:one:m', new ProviderError('one', 'auth', 'refused'));
    open().write(second);
    expect([one.told, two.told]).toEqual([[], ['16000']]);
  });

  it('says nothing after it was closed', () => {
    const stream = open();
    stream.close();
    one.emit({ type: 'final', text: 'late' });
    one.fail();
    expect(events).toEqual([]);
  });
});
