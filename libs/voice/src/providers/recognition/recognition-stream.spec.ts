import type { SpeechToTextEvent, SpeechToTextStream } from '../../ports/speech-to-text';
import type { ProviderError } from '../../resilience/provider-error';
import { VirtualClock } from '../../testing/virtual-clock';
import { AssemblyAiWire } from '../assemblyai/assemblyai-wire';
import { DeepgramFluxWire } from '../deepgram/deepgram-flux-wire';
import { DeepgramListenWire } from '../deepgram/deepgram-listen-wire';
import type { LinkOptions } from './recogniser-link';
import type { SocketEvents } from './recogniser-socket';
import type { RecogniserWire } from './recogniser-wire';
import { RecognitionStream } from './recognition-stream';
import { providerFailure } from '../../resilience/provider-failure';

type Connection = SocketEvents & {
  sent: (string | number)[];
  audio: Int16Array[];
  closed: boolean;
};

/** A recogniser's other end on a virtual clock: it says what a test tells it to. */
class Bench {
  readonly clock = new VirtualClock();
  readonly connections: Connection[] = [];
  readonly events: SpeechToTextEvent[] = [];
  readonly stream: SpeechToTextStream;
  private written = 0;

  constructor(wire: RecogniserWire) {
    const options: LinkOptions = {
      clock: this.clock,
      random: () => 0,
      connect: (_, __, events) => this.accept(events),
    };
    const call = { sampleRate: 1000, language: 'en', keyterms: [] };
    const onEvent = (event: SpeechToTextEvent) => void this.events.push(event);
    this.stream = new RecognitionStream(wire, { ...call, onEvent }, options);
  }

  get last(): Connection {
    const last = this.connections.at(-1);
    if (!last) throw new Error('Nobody connected.');
    return last;
  }

  get told(): string[] {
    return this.events.map((event) =>
      'text' in event ? `${event.type} ${event.text}` : event.type,
    );
  }

  /** Audio in real time, each sample holding its own position. */
  async hear(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 20) {
      this.stream.write(Int16Array.from({ length: 20 }, () => this.written++));
      await this.clock.advance(20);
    }
  }

  opened(greeting?: Record<string, unknown>): void {
    this.last.onOpen();
    if (greeting) this.last.onMessage(greeting);
  }

  results(text: string, at: { from: number; until: number }, flags: Record<string, boolean> = {}) {
    this.last.onMessage({
      type: 'Results',
      start: at.from / 1000,
      duration: (at.until - at.from) / 1000,
      channel: { alternatives: [{ transcript: text, words: wordsAt(text, at) }] },
      ...flags,
    });
  }

  turn(event: string, transcript: string, more: Record<string, unknown> = {}) {
    const untilSeconds = this.written / 1000;
    const turn = { type: 'TurnInfo', turn_index: 0, event, transcript, words: [] };
    this.last.onMessage({ ...turn, audio_window_end: untilSeconds, ...more });
  }

  lose(error: ProviderError = providerFailure('deepgram', 'network')): void {
    this.last.onLost(error);
  }

  private accept(events: SocketEvents) {
    const connection: Connection = { ...events, sent: [], audio: [], closed: false };
    this.connections.push(connection);
    return {
      bufferedBytes: 0,
      sendAudio: (samples: Int16Array) => {
        connection.sent.push(samples.length);
        connection.audio.push(samples);
      },
      sendText: (message: string) => void connection.sent.push(message),
      close: (goodbye?: string) => {
        if (goodbye) connection.sent.push(goodbye);
        connection.closed = true;
      },
    };
  }
}

function wordsAt(text: string, { from, until }: { from: number; until: number }) {
  const words = text === '' ? [] : text.split(' ');
  const each = (until - from) / words.length / 1000;
  return words.map((word, index) => ({
    word,
    start: from / 1000 + index * each,
    end: from / 1000 + (index + 1) * each,
  }));
}

const KEEP_ALIVE = '{"type":"KeepAlive"}';
const FINAL = { is_final: true };
const listen = () =>
  new Bench(new DeepgramListenWire({ clock: new VirtualClock(), model: 'nova-3' }));
const flux = () =>
  new Bench(new DeepgramFluxWire({ clock: new VirtualClock(), model: 'flux-general-en' }));
const assembly = () => new Bench(new AssemblyAiWire({ clock: new VirtualClock(), model: 'u' }));

describe('RecognitionStream', () => {
  it('connects only when there is something to hear', async () => {
    const bench = listen();
    await bench.clock.advance(5000);
    expect([bench.connections.length, bench.clock.pending]).toEqual([0, 0]);
    await bench.hear(20);
    expect(bench.connections.length).toBe(1);
  });

  it('sends what was said while the connection was made', async () => {
    const bench = listen();
    await bench.hear(300);
    bench.opened();
    expect(bench.last.audio.flatMap((samples) => [...samples])).toEqual([...Array(300).keys()]);
  });

  it('keeps a silent connection alive by text, every four seconds and not sooner', async () => {
    const bench = listen();
    await bench.hear(20);
    bench.opened();
    await bench.clock.advance(3900);
    expect(bench.last.sent).toEqual([20]);
    await bench.clock.advance(10_000);
    expect(bench.last.sent).toEqual([20, KEEP_ALIVE, KEEP_ALIVE, KEEP_ALIVE]);
  });

  it('keeps Flux alive by one message of silence, and an open turn by silence in real time', async () => {
    const bench = flux();
    await bench.hear(80);
    bench.opened({ type: 'Connected' });
    await bench.clock.advance(9000);
    expect(bench.last.sent).toEqual([80, 80, 80]);
    bench.last.onMessage({
      type: 'TurnInfo',
      event: 'StartOfTurn',
      transcript: 'hi',
      audio_window_end: 0.08,
    });
    bench.last.sent.length = 0;
    await bench.hear(80);
    await bench.clock.advance(2480);
    const silenceMs = bench.last.sent.reduce<number>((sum, ms) => sum + Number(ms), -80);
    expect(silenceMs).toBeGreaterThanOrEqual(1600);
    expect(silenceMs).toBeLessThanOrEqual(2480);
  });

  it('joins frozen parts, and ends them at once when all was settled as speech ended', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    await bench.hear(1000);
    bench.opened();
    bench.results('good', { from: 0, until: 400 });
    bench.results('good day', { from: 0, until: 500 }, FINAL);
    bench.results('sir', { from: 500, until: 1000 }, { ...FINAL, speech_final: true });
    expect(bench.told).toEqual(['interim good', 'interim good day', 'interim good day sir']);
    bench.stream.speechEnded();
    expect(bench.told.at(-1)).toBe('final good day sir');
    expect(bench.last.sent).not.toContain('{"type":"Finalize"}');
  });

  it('gives one final for an utterance even if nothing was in it', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    await bench.hear(200);
    bench.opened();
    bench.stream.speechEnded();
    bench.results('', { from: 0, until: 200 }, { ...FINAL, from_finalize: true });
    await bench.hear(3000);
    expect(bench.told).toEqual(['final ']);
  });

  it('hears the unsettled audio again on a new connection, and counts time as before', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    await bench.hear(1000);
    bench.opened();
    bench.results('one two', { from: 0, until: 600 }, FINAL);
    bench.results('three', { from: 600, until: 900 });
    bench.lose();
    await bench.hear(300);
    bench.opened();
    expect(bench.last.audio[0]?.[0]).toBe(600);
    bench.stream.speechEnded();
    bench.results('three four', { from: 0, until: 700 }, { ...FINAL, from_finalize: true });
    const final = bench.events.find((event) => event.type === 'final');
    expect(final?.text).toBe('one two three four');
    expect(final?.words?.map(({ startMs }) => Math.round(startMs))).toEqual([0, 300, 600, 950]);
  });

  it('keeps the words that lie before what is heard again', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    bench.stream.write(new Int16Array(20));
    bench.opened();
    await bench.hear(4000);
    bench.results('early', { from: 0, until: 4000 });
    await bench.hear(4000);
    bench.results('early late', { from: 0, until: 8000 });
    bench.lose();
    await bench.hear(120);
    bench.opened();
    bench.stream.speechEnded();
    bench.results('late indeed', { from: 0, until: 4000 }, { ...FINAL, from_finalize: true });
    expect(bench.told.at(-1)).toBe('final early late indeed');
  });

  it('opens anew when speech goes on and nothing comes back, and gives up in the end', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    for (let attempt = 0; attempt < 5; attempt++) {
      await bench.hear(500);
      if (bench.told.includes('error')) break;
      bench.opened();
      await bench.hear(6500);
    }
    expect(bench.connections.length).toBe(4);
    expect(bench.told.filter((type) => type === 'error')).toHaveLength(1);
    bench.stream.close();
    expect(bench.clock.pending).toBe(0);
  });

  it('takes several utterances without a word back for a connection that does not listen', async () => {
    const bench = listen();
    for (let utterance = 0; utterance < 3; utterance++) {
      bench.stream.speechStarted();
      await bench.hear(400);
      if (utterance === 0) bench.opened();
      bench.stream.speechEnded();
      await bench.hear(1000);
    }
    expect(bench.connections.length).toBe(2);
  });

  it('tells at once that Flux has ended a turn, and nothing more when speech ends', async () => {
    const bench = flux();
    bench.stream.speechStarted();
    await bench.hear(80);
    bench.opened({ type: 'Connected' });
    await bench.hear(720);
    bench.turn('StartOfTurn', 'well');
    bench.turn('EagerEndOfTurn', 'well then', { end_of_turn_confidence: 0.5 });
    bench.turn('TurnResumed', 'well then go');
    bench.turn('EagerEndOfTurn', 'well then go on', { end_of_turn_confidence: 0.6 });
    bench.turn('EndOfTurn', 'well then go on', { end_of_turn_confidence: 0.83 });
    const judged = bench.events.filter(({ type }) => type !== 'interim');
    expect(judged).toMatchObject([
      { type: 'eager', text: 'well then', endOfTurn: 0.5 },
      { type: 'resumed' },
      { type: 'eager', text: 'well then go on', endOfTurn: 0.6 },
      { type: 'final', text: 'well then go on', endOfTurn: 0.83, turnEnded: true },
    ]);
    const told = bench.told.length;
    bench.stream.speechEnded();
    await bench.clock.advance(4000);
    expect(bench.told).toHaveLength(told);
  });

  it('waits for the text of what was said after Flux had ended a turn', async () => {
    const bench = flux();
    bench.stream.speechStarted();
    await bench.hear(80);
    bench.opened({ type: 'Connected' });
    await bench.hear(720);
    bench.turn('StartOfTurn', 'yes');
    bench.turn('EndOfTurn', 'yes');
    bench.turn('StartOfTurn', 'but', { turn_index: 1 });
    bench.stream.speechEnded();
    bench.turn('Update', 'yes', { turn_index: 0 });
    bench.turn('EndOfTurn', 'but when', { turn_index: 1 });
    expect(bench.told).toEqual([
      ...['interim yes', 'interim yes', 'final yes'],
      ...['interim but', 'final but when'],
    ]);
  });

  it('does not lend the judgement of a turn without words to the next text', async () => {
    const bench = flux();
    bench.stream.speechStarted();
    await bench.hear(80);
    bench.opened({ type: 'Connected' });
    bench.turn('EndOfTurn', '', { end_of_turn_confidence: 0.9 });
    bench.stream.speechEnded();
    bench.stream.speechStarted();
    await bench.hear(400);
    bench.stream.speechEnded();
    await bench.clock.advance(3000);
    const last = bench.events.findLast(({ type }) => type === 'final');
    expect(last).toEqual({ type: 'final', text: '' });
  });

  it('does not take the pause that Nova-3 found for the end of a turn', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    await bench.hear(1000);
    bench.opened();
    bench.results('good day', { from: 0, until: 1000 }, { ...FINAL, speech_final: true });
    expect(bench.told).not.toContain('final good day');
    bench.stream.speechEnded();
    expect(bench.events.at(-1)).not.toHaveProperty('turnEnded');
  });

  it('ignores late news of a part that was settled', async () => {
    const bench = listen();
    bench.stream.speechStarted();
    await bench.hear(1000);
    bench.opened();
    bench.results('good day', { from: 0, until: 900 }, FINAL);
    bench.results('good', { from: 0, until: 500 });
    bench.results('sir', { from: 900, until: 1000 });
    expect(bench.told).toEqual(['interim good day', 'interim good day sir']);
  });

  it.each([
    ['of its own accord', false, true],
    ['because it was asked to', true, undefined],
  ])('knows whether AssemblyAI ended a turn %s', async (_, asked, turnEnded) => {
    const bench = assembly();
    bench.stream.speechStarted();
    await bench.hear(80);
    bench.opened({ type: 'Begin' });
    await bench.hear(400);
    if (asked) bench.stream.speechEnded();
    await bench.hear(80);
    bench.last.onMessage({
      ...{ type: 'Turn', turn_order: 0, transcript: 'yes', end_of_turn: true },
      end_of_turn_confidence: 0.4,
    });
    expect(bench.events.at(-1)).toMatchObject({ type: 'final', endOfTurn: 0.4 });
    expect('turnEnded' in (bench.events.at(-1) ?? {})).toBe(turnEnded === true);
  });

  it('sends no faster than real time where the vendor forbids it, and catches up in a pause', async () => {
    const bench = assembly();
    bench.stream.speechStarted();
    await bench.hear(2000);
    bench.opened({ type: 'Begin' });
    await bench.hear(1000);
    const sentMs = bench.last.sent.reduce<number>((sum, ms) => sum + Number(ms), 0);
    expect(sentMs).toBeGreaterThanOrEqual(900);
    expect(sentMs).toBeLessThanOrEqual(1100);
    bench.stream.speechEnded();
    await bench.clock.advance(4500);
    expect(bench.last.sent.filter((sent) => typeof sent === 'string')).toEqual([
      '{"type":"ForceEndpoint"}',
    ]);
    const samples = bench.last.audio.flatMap((chunk) => [...chunk]);
    expect(samples.slice(0, 3000)).toEqual([...Array(3000).keys()]);
  });

  it('leaves nothing running after it was closed, whatever it was doing', async () => {
    for (const at of [0, 20, 300, 700, 5000]) {
      for (const make of [listen, flux, assembly]) {
        const bench = make();
        bench.stream.speechStarted();
        await bench.hear(at);
        if (at >= 300) bench.opened({ type: 'Begin' });
        if (at >= 700) bench.lose();
        if (at >= 5000) await bench.clock.advance(300);
        bench.stream.speechEnded();
        bench.stream.close();
        expect(bench.clock.pending).toBe(0);
        const told = bench.told.length;
        bench.last.onMessage({ type: 'Begin' });
        await bench.hear(500);
        expect([bench.told.length, bench.last.closed]).toEqual([told, true]);
      }
    }
  });

  it('reports what it has sent every five seconds and the rest at the end, to the millisecond', async () => {
    const bench = listen();
    await bench.hear(20);
    bench.opened();
    await bench.hear(90_000);
    bench.stream.close();
    const used = bench.events.flatMap((event) => (event.type === 'usage' ? event.usage : []));
    expect(Math.max(...used.map(({ quantity }) => quantity))).toBeLessThan(5_300);
    expect(used).toHaveLength(18);
    expect(used.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(90_020);
  });
});
