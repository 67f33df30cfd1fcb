import fc from 'fast-check';
import { fold } from './lexicon';
import { initialTurnState, reduce } from './machine';
import { TURN_POLICIES } from './policy';
import type { TimerName, TurnConfig, TurnEffect, TurnEvent, TurnState } from './turn.types';

/** With both ways to talk, a hundred thousand sequences. */
const RUNS = 50_000;

type Move =
  | { kind: 'event'; event: { type: string } }
  /** Playback and failure reports, of the current reply or of one that is over. */
  | { kind: 'reply'; type: 'audible' | 'progress' | 'finished' | 'failed' | 'hangsUp'; age: number }
  | { kind: 'time'; ms: number };

const words = fc.constantFrom(
  '',
  '. .',
  'um',
  'mhm',
  'yeah',
  'wait',
  'tell me about the price',
  'and then we',
  'thank you bye',
  'we are happy with it',
);

const event = fc.oneof(
  fc.record({
    type: fc.constantFrom('speech.started', 'speech.ended', 'talk.pressed', 'talk.released'),
  }),
  fc.record({
    type: fc.constantFrom('speech.started', 'speech.ended', 'speech.suspected'),
    held: fc.boolean(),
    sinceMs: fc.constantFrom(0, 60, 240),
  }),
  fc.record({
    type: fc.constantFrom('stt.interim', 'stt.final', 'text.interim', 'stt.eager'),
    text: words,
    heard: fc.constant('so we are happy with it'),
  }),
  fc.record({
    type: fc.constant('stt.final'),
    text: words,
    endOfTurn: fc.constantFrom(undefined, 0.1, 0.9),
    turnEnded: fc.constantFrom(undefined, true),
  }),
  fc.record({ type: fc.constant('stt.resumed') }),
  fc.record({
    type: fc.constant('text.final'),
    text: words,
    by: fc.constantFrom('typing', 'recognition'),
  }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: event.map((body): Move => ({ kind: 'event', event: body })) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('reply' as const),
      type: fc.constantFrom('audible', 'progress', 'finished'),
      age: fc.constantFrom(0, 0, 0, 1, 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reply' as const),
      type: fc.constantFrom('failed', 'hangsUp'),
      age: fc.constantFrom(0, 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(10, 60, 150, 300, 700, 1500, 12_000)
      .map((ms): Move => ({ kind: 'time', ms })),
  },
);

/** `expect` is too slow for a million checks. */
function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/**
 * What the machine must have been led to, or the sequences prove little. With a button nobody waits
 * for the end of a turn, so nothing is prepared for it.
 */
const EXERCISED = {
  hold: ['commitTurn', 'dropTurn', 'startReply', 'clearOutput', 'abortReply', 'interruption'],
  open: [
    'commitTurn',
    'dropTurn',
    'startReply',
    'speculate',
    'releaseReply',
    'discardReply',
    'pauseOutput',
    'resumeOutput',
    'clearOutput',
    'interruption',
  ],
} as const satisfies Record<TurnConfig['talk'], readonly TurnEffect['type'][]>;
const OFTEN_ENOUGH = 100;

/** Runs a machine, and says what no caller may ever notice. */
class Checked {
  state: TurnState;
  nowMs = 0;
  ended = 0;
  private readonly timers = new Map<TimerName, number>();
  private readonly answers = new Map<number, string>();
  /** The reply that is kept back, and the words it answers. */
  private early: { epoch: number; text: string } | null = null;
  private committed = '';
  private readonly audibleAnswers = new Map<string, number>();

  constructor(
    config: Pick<TurnConfig, 'talk' | 'wordless'>,
    private readonly seen: Map<string, number>,
  ) {
    this.state = initialTurnState({
      ...TURN_POLICIES.small_talk,
      cutInAfterMs: 3000,
      cutInWords: 12,
      ...config,
      finalBudgetMs: 500,
    });
    this.send({ type: 'started', atMs: 0 });
  }

  play(given: Move): void {
    if (given.kind === 'time') this.wait(given.ms);
    else if (given.kind === 'event') this.send({ ...given.event, atMs: this.nowMs } as TurnEvent);
    else this.reply(given);
  }

  /** Nobody says anything; replies come and end as they should. */
  fallSilent(): void {
    this.send({ type: 'talk.released', atMs: this.nowMs });
    this.send({ type: 'speech.ended', atMs: this.nowMs });
    for (let round = 0; round < 60 && this.state.phase !== 'ended'; round += 1) {
      this.wait(2000);
      if (this.state.phase === 'softPaused') continue;
      this.reply({ kind: 'reply', type: 'audible', age: 0 });
      this.reply({ kind: 'reply', type: 'finished', age: 0 });
    }
  }

  /** Nothing comes from anywhere any more, timers apart. */
  freeze(): void {
    for (let round = 0; round < 40 && this.timers.size > 0; round += 1) this.wait(200_000);
  }

  private reply({ type, age }: Extract<Move, { kind: 'reply' }>): void {
    const epoch = this.state.epoch - age;
    const before = this.state.reply?.audible;
    const reason = 'persona_hung_up';
    const body = { type: `reply.${type}`, epoch, ...(type === 'hangsUp' ? { reason } : {}) };
    this.send({ ...body, atMs: this.nowMs } as TurnEvent);
    const turn = this.answers.get(epoch);
    if (type === 'audible' && age === 0 && before === false && turn !== undefined) {
      this.audibleAnswers.set(turn, (this.audibleAnswers.get(turn) ?? 0) + 1);
      check(this.audibleAnswers.get(turn) === 1, `${turn} was answered twice`);
    }
  }

  private wait(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let fired = 0; ; fired += 1) {
      check(fired < 1000, 'timers go round in circles');
      const [next] = [...this.timers].sort((a, b) => a[1] - b[1]);
      if (!next || next[1] > untilMs) break;
      this.timers.delete(next[0]);
      this.nowMs = Math.max(this.nowMs, next[1]);
      this.send({ type: 'timer.fired', name: next[0], atMs: this.nowMs });
    }
    this.nowMs = untilMs;
  }

  private send(event: TurnEvent): void {
    const { state, effects } = reduce(this.state, event);
    this.state = state;
    for (const effect of effects) this.run(effect);
    const { armed, phase } = state;
    const known = armed.length === this.timers.size && armed.every((name) => this.timers.has(name));
    check(known, 'the machine has lost track of its timers');
    // Every phase but the last has a timer, so that no silence is for ever.
    check(
      (this.timers.size === 0) === (phase === 'ended'),
      `${this.timers.size} timers in ${phase}`,
    );
  }

  private run(effect: TurnEffect): void {
    this.seen.set(effect.type, (this.seen.get(effect.type) ?? 0) + 1);
    if (effect.type === 'startTimer') this.timers.set(effect.name, this.nowMs + effect.delayMs);
    if (effect.type === 'cancelTimer') this.timers.delete(effect.name);
    if (effect.type === 'startReply') this.answers.set(effect.epoch, effect.answers);
    if (effect.type === 'commitTurn') this.committed = effect.text;
    if (effect.type === 'endCall') this.ended += 1;
    this.keepBack(effect);
  }

  private keepBack(effect: TurnEffect): void {
    if (effect.type === 'speculate') {
      check(this.early === null, 'two replies were kept back at once');
      this.early = effect;
    }
    if (effect.type === 'releaseReply' || effect.type === 'discardReply') {
      check(this.early?.epoch === effect.epoch, `reply ${effect.epoch} was not kept back`);
      if (effect.type === 'releaseReply') {
        const same = fold(this.early?.text ?? '') === fold(this.committed);
        check(same, `"${this.early?.text}" was answered, "${this.committed}" was said`);
        this.answers.set(effect.epoch, effect.answers);
      }
      this.early = null;
    }
    if (effect.type === 'startReply' || effect.type === 'endCall') {
      check(this.early === null, 'a reply was left behind');
    }
  }
}

test.each([
  { talk: 'open' },
  { talk: 'hold' },
  { talk: 'open', wordless: true },
  { talk: 'hold', wordless: true },
] as const)(
  'whatever happens (%j): one audible reply to a turn, no wedge, no timer after the end',
  (config) => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), fc.boolean(), (moves, frozen) => {
        const checked = new Checked(config, seen);
        for (const given of moves) checked.play(given);
        if (frozen) checked.freeze();
        else checked.fallSilent();
        expect(checked.state.phase).toBe('ended');
        expect(checked.ended).toBe(1);
      }),
      { numRuns: config.wordless ? RUNS / 5 : RUNS },
    );
    const tooSeldom = EXERCISED[config.talk].filter((type) => (seen.get(type) ?? 0) < OFTEN_ENOUGH);
    expect(tooSeldom).toEqual([]);
  },
  300_000,
);
