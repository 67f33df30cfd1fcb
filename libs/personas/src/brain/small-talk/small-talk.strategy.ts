import type { Challenge } from '../../persona.schema';
import { stemOf, stemsOf } from '../../text/stop-words';
import { folded, hasPhrase } from '../../text/words';
import { endlessLine } from '../endless';
import type { Heard } from '../heard';
import { AND_YOU, DIFFERS, phrases, INVITES, SEEKS_ADVICE, TROUBLES } from '../lexicon';
import type { Manner } from '../manner';
import { kindOfQuestion } from '../question-kind';
import type { Scene } from '../scene';
import type { Plan, Strategy } from '../strategy';
import type { Slots } from '../template';
import { SMALL_ANSWERS, SMALL_REMARKS } from './answers.lines';
import { SMALL_TALK, TOPIC_WORDS } from './small-talk.lines';

type Situation = keyof typeof SMALL_TALK;

const DRY_WORDS = 4;
const LONG_WORDS = 110;

/** A colleague: answers, tells a little, asks back, remembers, and leaves kindly. */
export class SmallTalkStrategy implements Strategy {
  readonly objectionPending = false;
  private dryTurns = 0;
  private topic: Challenge | undefined;
  private lastQuestion = '';
  /** Nobody asks back what they were asked in the same breath. */
  private heardStems: ReadonlySet<string> = new Set();
  private askedLast = false;
  private turnsWithoutOwn = 0;

  constructor(
    private readonly scene: Scene,
    private readonly manner: Manner,
  ) {}

  open(): Plan {
    const line = this.scene.line(this.scene.persona.openings);
    this.topic = this.topicOf(line ?? '');
    return { parts: [line], asks: true };
  }

  nudge(): Plan {
    return { parts: [this.say('nudge') ?? this.endless()], asks: true };
  }

  close(): Plan {
    return { parts: [this.say('close') ?? this.endless()], hangUp: true };
  }

  reply(heard: Heard): Plan {
    this.heardStems = stemsOf(heard.questions.join(' '));
    if (heard.move === 'rudeness') return this.toRudeness();
    if (heard.meta) return { parts: [this.say('meta') ?? this.endless()] };
    if (heard.move === 'unclear') return this.toUnclear();
    if (heard.move === 'farewell') return this.toFarewell();
    if (heard.apologises && this.scene.rudeTurns > 0) return this.toApology();
    const touched = this.topicOf(heard.text);
    this.topic = touched ?? this.topic;
    if (heard.move === 'greeting') return this.toGreeting(heard);
    if (heard.questions.length > 0) return this.toQuestion(heard);
    if (heard.words < DRY_WORDS) return this.toDryTurn(heard);
    this.dryTurns = 0;
    return this.toStory(heard, touched);
  }

  private toGreeting(heard: Heard): Plan {
    const fine = heard.asksHowAreYou ? this.say('fine') : undefined;
    const hello = fine ? undefined : this.say('hello');
    return { parts: [fine ?? hello, this.ask(fine ? 0.9 : 0.3)], asks: true };
  }

  private toQuestion(heard: Heard): Plan {
    this.dryTurns = 0;
    this.scene.move({ trust: 0.05, interest: 0.05, patience: 0.04 });
    const told = heard.words > 12 ? this.echo() : undefined;
    const isGreeting =
      heard.asksHowAreYou || (this.scene.turns < 2 && hasPhrase(heard.folded, AND_YOU));
    const fine = isGreeting ? this.say('fine') : undefined;
    const returned =
      hasPhrase(heard.folded, AND_YOU) && (this.askedLast || heard.folded.includes(' yours '));
    if (heard.questions.every(isRemark)) return { parts: [this.say('agree'), this.follow()] };
    // "How was yours?" is said of a day or a weekend, whatever was asked in between.
    const meant = heard.folded.includes(' was yours ') ? 'weekend' : this.lastQuestion;
    const answer = this.reveal(heard) ?? (returned ? this.ownStory(meant) : this.answer(heard));
    const spoken = fine && !heard.need ? undefined : (answer ?? this.endless());
    return { parts: [told, fine, spoken, this.askBack()], asks: true };
  }

  /** The story that fits the question, else a modest answer of the kind it wants. */
  private answer(heard: Heard): string | undefined {
    const question = heard.questions.at(-1) ?? '';
    const fold = folded(question);
    if (CONFIRMABLE.has(fold.trim())) return this.remark('confirms');
    if (hasPhrase(fold, INVITES)) return this.remark('joins');
    if (hasPhrase(fold, SEEKS_ADVICE)) return this.remark('advises');
    const subject = this.scene.subjectOf(question) ?? '';
    const kind = kindOfQuestion(question);
    return (
      this.fittingStory(question) ??
      this.scene.line(SMALL_ANSWERS[kind], { thing: subject }) ??
      this.scene.line(SMALL_ANSWERS.what, { thing: subject })
    );
  }

  /** Of all stories the one that shares most words with the question; none when none does. */
  private fittingStory(question: string): string | undefined {
    const asked = stemsOf(question);
    let best: { line: string; topic: Challenge; shared: number } | undefined;
    for (const topic of this.scene.persona.challenges) {
      const named = [...stemsOf(topic.topic)].some((stem) => asked.has(stem)) ? 1 : 0;
      for (const line of topic.lines) {
        if (!this.scene.said.isFresh(line)) continue;
        const shared = named + [...stemsOf(line)].filter((stem) => asked.has(stem)).length;
        if (shared > (best?.shared ?? 0)) best = { line, topic, shared };
      }
    }
    if (!best) return undefined;
    this.topic = best.topic;
    this.turnsWithoutOwn = 0;
    return this.scene.line([best.line]);
  }

  private toStory(heard: Heard, touched: Challenge | undefined): Plan {
    this.scene.move({ trust: 0.03, interest: 0.03 });
    const taken = heard.words > LONG_WORDS ? this.say('long') : this.reactionTo(heard, touched);
    const recall = this.scene.turns > 4 && this.scene.chance(0.18) ? this.say('recall') : undefined;
    if (recall) return { parts: [taken, recall], asks: true };
    this.turnsWithoutOwn += 1;
    // Asking only would be an interview: after two turns something of one's own is due.
    const isDue = this.turnsWithoutOwn > 1;
    if (isDue || this.scene.chance(this.scene.persona.knobs.talkativeness * 0.7)) {
      const story = this.ownStory(heard.text);
      const lead = story && touched && this.scene.chance(0.45) ? this.say('mine') : undefined;
      return {
        parts: [taken, lead, story ?? this.follow(), story ? this.askBack(0.45) : undefined],
      };
    }
    return { parts: [taken, this.follow()], asks: true };
  }

  private toDryTurn(heard: Heard): Plan {
    this.dryTurns += 1;
    this.scene.move({ patience: -0.08, interest: -0.08 });
    if (this.dryTurns > 2 + Math.round(this.scene.persona.knobs.patience * 3)) {
      return { parts: [this.say('letGo') ?? this.endless()], hangUp: true };
    }
    const felt = this.feelingFor(heard);
    const light = felt ?? (this.dryTurns > 1 ? this.say('dry') : this.manner.acknowledgement());
    const story = this.scene.chance(0.4) ? this.ownStory('') : undefined;
    return { parts: [light, story, this.ask(1) ?? this.endless()], asks: true };
  }

  private toUnclear(): Plan {
    this.scene.unclearTurns += 1;
    return { parts: [this.say('unclear') ?? this.endless()], asks: true };
  }

  private toRudeness(): Plan {
    this.scene.rudeTurns += 1;
    this.scene.move({ patience: -0.35, trust: -0.3, interest: -0.3 });
    if (this.scene.rudeTurns > 1) {
      return { parts: [this.say('rudeEnd') ?? this.endless()], hangUp: true };
    }
    return { parts: [this.say('rude') ?? this.endless()] };
  }

  private toApology(): Plan {
    this.scene.move({ patience: 0.1, trust: 0.1 });
    return { parts: [this.say('forgive') ?? this.endless(), this.ask(0.6)] };
  }

  /** Recalls something the other one told, as one does on leaving. */
  private toFarewell(): Plan {
    const earlier = this.scene.earlier(1);
    const recalling = SMALL_TALK.farewell.filter((line) => line.includes('{earlier}'));
    const line = earlier ? this.scene.line(recalling, { earlier }) : undefined;
    return { parts: [line ?? this.say('farewell') ?? this.endless()], hangUp: true };
  }

  private reveal(heard: Heard): string | undefined {
    if (!heard.need || this.scene.revealed.has(heard.need)) return undefined;
    this.scene.revealed.add(heard.need);
    return this.scene.line([heard.need.reveal]);
  }

  /** A story of the topic at hand, else any. */
  private ownStory(about: string): string | undefined {
    const fitting = this.topicOf(about) ?? this.topic;
    this.turnsWithoutOwn = 0;
    const own = fitting ? this.scene.line(fitting.lines) : undefined;
    if (own) return own;
    const other = this.scene.persona.challenges.find(({ lines }) =>
      lines.some((line) => this.scene.said.isFresh(line)),
    );
    this.topic = other ?? this.topic;
    return other ? this.scene.line(other.lines) : undefined;
  }

  private reactionTo(heard: Heard, touched: Challenge | undefined): string | undefined {
    const felt = this.feelingFor(heard);
    if (felt) return felt;
    const concession =
      touched && this.scene.chance(0.4) ? this.scene.line(touched.concessions) : undefined;
    return concession ?? this.echo();
  }

  /** A hard day is no occasion for "nice!", and a different taste none to be surprised. */
  private feelingFor(heard: Heard): string | undefined {
    if (hasPhrase(heard.folded, DIFFERS)) return this.remark('accepts');
    return hasPhrase(heard.folded, TROUBLES) ? this.remark('comforts') : undefined;
  }

  private remark(kind: keyof typeof SMALL_REMARKS): string | undefined {
    return this.scene.line(SMALL_REMARKS[kind]) ?? this.manner.acknowledgement();
  }

  private echo(): string | undefined {
    const echoed = this.scene.chance(0.8) ? this.say('echo') : undefined;
    return (
      echoed ??
      (this.scene.chance(0.4) ? this.say('agree') : undefined) ??
      this.manner.acknowledgement()
    );
  }

  private follow(): string {
    return this.say('follow') ?? this.ask(1) ?? this.endless();
  }

  private askBack(chance = 0.75): string | undefined {
    if (!this.scene.chance(chance)) return undefined;
    return this.scene.chance(0.35) ? this.say('andYou') : this.ask(1);
  }

  private ask(chance: number): string | undefined {
    if (!this.scene.chance(chance)) return undefined;
    const questions = this.scene.persona.questions.filter((question) => {
      return ![...stemsOf(question)].some((stem) => this.heardStems.has(stem));
    });
    const near = this.topic
      ? questions.filter((question) => this.topicOf(question) === this.topic)
      : [];
    const question = this.scene.line(near) ?? this.scene.line(questions);
    if (question) this.lastQuestion = question;
    return question;
  }

  private topicOf(text: string): Challenge | undefined {
    const stems = stemsOf(text);
    const words = new Set(
      text
        .toLowerCase()
        .split(/[^a-z'-]+/)
        .map(stemOf),
    );
    const led = this.scene.persona.challenges.find(({ topic }) =>
      Object.entries(TOPIC_WORDS).some(
        ([key, cues]) =>
          topic.toLowerCase().includes(key) && cues.some((cue) => words.has(stemOf(cue))),
      ),
    );
    return led ?? this.scene.challengeTouchedBy(stems, this.scene.persona.challenges, 2);
  }

  /** Kept so that "and you?" is understood as the question just put. */
  noteAsked(asked: boolean): void {
    this.askedLast = asked;
  }

  private say(situation: Situation, slots: Slots = {}): string | undefined {
    return this.scene.line(SMALL_TALK[situation], slots);
  }

  private endless(): string {
    const { random, said, turns } = this.scene;
    return endlessLine('small_talk', {
      thing: this.scene.thing ?? this.scene.lastMentioned(),
      turn: turns,
      random,
      said,
    });
  }
}

/** Asks no more than "is that so". */
const CONFIRMABLE = new Set(
  phrases('really, oh really, seriously, for real, are you serious, is it, is that true, no way'),
);

/** "I know, right?" agrees and asks nothing. */
const isRemark = (question: string): boolean =>
  hasPhrase(folded(question), ['i know', 'right']) && folded(question).trim().split(' ').length < 4;
