import fc from 'fast-check';
import type { PlaybackEvent, PlaybackSink } from '../ports/playback-sink';
import { VirtualClock } from '../testing/virtual-clock';
import { CallLog } from './call-log';
import type { Segment } from './persona-turn';
import { PersonaTurn } from './persona-turn';
import { PlaybackGate } from './playback-gate';

const RATE = 16_000;
const RUNS = 20_000;
const SENTENCES = ['We looked at three.', 'None of them could.', 'So we went on.'];
const MS_PER_CHARACTER = 50;

type Move =
  | { kind: 'begin' | 'pause' | 'resume' | 'release' | 'clear' | 'open' | 'openKept' }
  | { kind: 'end' | 'words' }
  | { kind: 'write'; ms: number }
  /** A far end reports what it likes, also what it was never given. */
  | { kind: 'report'; type: 'progress' | 'finished'; segment: number; playedMs: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('begin') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('end', 'words') }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'release', 'clear') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('open', 'openKept') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write'), ms: fc.nat(400) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('report'),
      type: fc.constantFrom('progress', 'progress', 'finished'),
      segment: fc.integer({ min: 1, max: 3 }),
      playedMs: fc.nat(1500),
    }),
  },
);

/** `expect` is too slow for a million checks. */
function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** A far end that checks what it is told, and reports when it is asked to. */
class CheckedSink implements PlaybackSink {
  readonly sampleRate = RATE;
  readonly speaksText = false;
  keptBack = false;
  private readonly cleared = new Set<string>();
  private readonly written = new Map<string, number>();
  private listener: (event: PlaybackEvent) => void = () => undefined;

  write(segmentId: string, { length }: Int16Array): void {
    check(!this.keptBack, `${segmentId} got out though it was kept back`);
    check(!this.cleared.has(segmentId), `${segmentId} was written after it was cleared`);
    this.written.set(segmentId, (this.written.get(segmentId) ?? 0) + (length * 1000) / RATE);
  }

  speak(): void {
    throw new Error('This far end plays sound.');
  }

  end(segmentId: string): void {
    check(!this.keptBack, `the end of ${segmentId} got out though it was kept back`);
  }

  pause(segmentId: string): void {
    check(this.written.has(segmentId), `${segmentId} was held and never written`);
  }

  resume(segmentId: string, fromMs: number): void {
    const writtenMs = this.written.get(segmentId) ?? 0;
    check(fromMs >= 0 && fromMs <= writtenMs + 0.001, `${segmentId} goes on from ${fromMs}`);
  }

  clear(segmentId: string): void {
    this.cleared.add(segmentId);
  }

  subscribe(listener: (event: PlaybackEvent) => void): void {
    this.listener = listener;
  }

  report(event: PlaybackEvent): void {
    this.listener(event);
  }
}

const wordsOf = (text: string) =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    startMs: index * MS_PER_CHARACTER,
    endMs: (index + word.length) * MS_PER_CHARACTER,
  }));

class Checked {
  private readonly sink = new CheckedSink();
  private readonly gate: PlaybackGate;
  private turn: PersonaTurn;
  private epoch = 0;

  constructor() {
    const log = new CallLog(new VirtualClock(), () => undefined);
    this.gate = new PlaybackGate(this.sink, log, undefined, () => undefined);
    this.turn = this.open(false);
  }

  play(given: Move): void {
    const { epoch, gate, turn } = this;
    const segment = turn.segments.at(-1);
    switch (given.kind) {
      case 'open':
      case 'openKept':
        this.turn = this.open(given.kind === 'openKept');
        break;
      case 'pause':
      case 'clear':
        gate[given.kind]();
        break;
      case 'resume':
      case 'release':
        this.sink.keptBack = false;
        gate[given.kind]();
        break;
      case 'report':
        this.sink.report({ ...given, segmentId: `p${epoch}.${given.segment}` });
        break;
      case 'begin':
        this.begin();
        break;
      default:
        if (segment) this.feed(segment, given);
    }
    this.heardIsTrue();
  }

  private open(keptBack: boolean): PersonaTurn {
    this.epoch += 1;
    const turn = new PersonaTurn(this.epoch, `p${this.epoch}`, RATE);
    this.gate.open(turn, keptBack);
    this.sink.keptBack = keptBack;
    return turn;
  }

  private feed(segment: Segment, given: Extract<Move, { kind: 'end' | 'words' | 'write' }>): void {
    const { epoch, gate } = this;
    if (given.kind === 'write') {
      gate.write(epoch, segment.id, new Int16Array((RATE * given.ms) / 1000));
    } else if (given.kind === 'end') {
      gate.end(epoch, segment.id);
    } else {
      gate.words(epoch, segment.id, wordsOf(segment.text));
    }
  }

  private begin(): void {
    const last = this.turn.segments.at(-1);
    const text = SENTENCES[this.turn.segments.length];
    if (text && (!last || last.ended)) this.gate.begin(this.epoch, text);
  }

  private heardIsTrue(): void {
    const { segments } = this.turn;
    const generated = segments.map(({ text }) => text).join(' ');
    const { text } = this.turn.heard();
    check(generated.startsWith(text), `"${text}" was heard of "${generated}"`);
    for (const { id, playedMs, samples } of segments) {
      check(
        playedMs <= ((samples ?? 0) * 1000) / RATE + 0.001,
        `${id} was heard before it was made`,
      );
    }
  }
}

test('whatever is written, held and reported: heard is a prefix of what was made', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const checked = new Checked();
      for (const given of moves) checked.play(given);
    }),
    { numRuns: RUNS },
  );
}, 120_000);
