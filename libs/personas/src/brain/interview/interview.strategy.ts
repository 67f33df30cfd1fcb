import { folded, hasPhrase } from '../../text/words';
import { endlessLine } from '../endless';
import type { Heard } from '../heard';
import { NOTHING_MORE, STUCK } from '../lexicon';
import type { Manner } from '../manner';
import type { Scene } from '../scene';
import type { Plan, Strategy } from '../strategy';
import { lowerFirst, type Slots } from '../template';
import { kindOfQuestion } from '../question-kind';
import { gistOf } from './gist';
import { DEMANDING, GENTLE, INTERVIEW } from './interview.lines';
import { type AnswerShape, shapeOf, type StarPart } from './star';

type Situation = keyof typeof INTERVIEW;
type Probe = StarPart | 'example' | 'we' | 'learned';
type Phase = 'welcome' | 'questions' | 'own_questions' | 'done';

const MAIN_QUESTIONS = 6;
/** Half an hour is over by then, however the questions went. */
const MOST_ANSWERS = 14;
/** From here on a question of the candidate's may open their part. */
const ENOUGH_ANSWERS = 9;
const MAX_FOLLOW_UPS = 2;
const LONG_ANSWER_WORDS = 260;
const SHORT_ANSWER_WORDS = 12;

/** Words by which a persona's own challenges are recognised as probes of a kind. */
const PROBE_TOPICS: Record<Probe, readonly string[]> = {
  example: ['example', 'concrete', 'specific'],
  situation: ['situation', 'context', 'background'],
  task: ['task', 'responsib', 'goal'],
  action: ['action', 'approach', 'did'],
  result: ['result', 'outcome', 'impact'],
  we: ['we or', 'ownership', 'own part', 'share'],
  learned: ['learn', 'reflect', 'lesson'],
};

/** The interviewer: asks, probes what a story lacks, helps, adapts, leaves room, closes. */
export class InterviewStrategy implements Strategy {
  readonly objectionPending = false;
  private phase: Phase = 'welcome';
  private question = '';
  private askedQuestions = 0;
  private followUps = 0;
  private stuckOnThis = 0;
  private covered = new Set<StarPart>();
  private level = 0;
  private answers = 0;
  private lastProbe: Probe | undefined;

  constructor(
    private readonly scene: Scene,
    private readonly manner: Manner,
  ) {}

  open(): Plan {
    return { parts: [this.scene.line(this.scene.persona.openings)], asks: true };
  }

  nudge(): Plan {
    return { parts: [this.say('nudge') ?? this.endless()], asks: true };
  }

  close(): Plan {
    this.phase = 'done';
    return { parts: [this.say('close') ?? this.endless()], hangUp: true };
  }

  reply(heard: Heard): Plan {
    if (heard.move === 'rudeness') return this.toRudeness();
    if (heard.meta) return { parts: [this.say('meta') ?? this.endless()], asks: true };
    if (heard.move === 'unclear') return this.toUnclear(heard);
    if (heard.move === 'farewell') return this.toFarewell();
    if (this.phase === 'done') {
      return { parts: [this.say('goodbye') ?? this.endless()], hangUp: true };
    }
    if (heard.apologises && this.scene.rudeTurns > 0 && heard.words < 25) return this.toApology();
    if (this.phase === 'welcome') return this.begin(heard);
    if (this.phase === 'own_questions') return this.toOwnQuestion(heard);
    if (isDone(heard)) return this.answers > 2 ? this.finish() : this.help();
    if (hasPhrase(heard.folded, STUCK) && heard.words < 30) return this.help();
    if (heard.move === 'question') return this.toEarlyQuestion(heard);
    return this.toAnswer(heard);
  }

  private begin(heard: Heard): Plan {
    this.phase = 'questions';
    if (heard.words > 40) {
      this.askedQuestions = 1;
      return this.toAnswer(heard);
    }
    const isNervous = hasPhrase(heard.folded, ['nervous', 'excited', 'anxious']);
    const fine = heard.asksHowAreYou ? this.say('fine') : undefined;
    const settle = isNervous ? this.say('calm') : this.say('settle');
    return { parts: [fine, settle, this.nextQuestion()], asks: true };
  }

  private toAnswer(heard: Heard): Plan {
    const shape = shapeOf(heard.text);
    this.answers += 1;
    for (const part of shape.parts) this.covered.add(part);
    const strength = this.strengthOf(shape);
    this.level += strength;
    this.scene.move({ interest: strength > 0 ? 0.07 : strength < 0 ? -0.03 : 0.02, trust: 0.02 });
    const probe = this.probeFor(heard, shape);
    if (!probe) return this.moveOn(shape);
    this.followUps += 1;
    const opening =
      shape.words > LONG_ANSWER_WORDS
        ? this.say('long')
        : (this.praise(shape) ?? this.taking(shape.words));
    return { parts: [opening, probe], asks: true };
  }

  /** The one thing most worth asking about this answer; undefined when the story is told. */
  private probeFor(heard: Heard, shape: AnswerShape): string | undefined {
    const isReflection = this.lastProbe === 'learned';
    this.lastProbe = undefined;
    if (this.followUps >= MAX_FOLLOW_UPS || this.answers >= MOST_ANSWERS) return undefined;
    if (isReflection && shape.words >= 6) return undefined;
    // A few words may be all that a pointed follow-up needs.
    const isEnough = this.followUps > 0 && (shape.figure || shape.parts.has('action'));
    if (shape.words < SHORT_ANSWER_WORDS && !isEnough) return this.say('short');
    if (!isBehavioural(this.question)) {
      return this.followUps === 0 && this.scene.chance(0.75) ? this.say('curious') : undefined;
    }
    if (shape.onlyWe) return this.probe('we');
    if (shape.hypothetical) return this.say('hypothetical') ?? this.probe('example');
    if (shape.vague && this.covered.size < 2) return this.probe('example');
    const missing = STAR_ORDER.find((part) => !this.covered.has(part));
    if (missing) return this.probe(missing);
    return this.followUps === 0 && this.scene.chance(0.5) ? this.probe('learned') : undefined;
  }

  private probe(kind: Probe): string | undefined {
    this.lastProbe = kind;
    const own = this.scene.persona.challenges
      .filter(({ topic }) => PROBE_TOPICS[kind].some((word) => topic.toLowerCase().includes(word)))
      .flatMap(({ lines }) => lines);
    return this.scene.line([...own, ...INTERVIEW[kind]]) ?? this.endless();
  }

  private moveOn(shape: AnswerShape): Plan {
    const credit = this.praise(shape) ?? this.creditFor(shape);
    if (this.askedQuestions >= MAIN_QUESTIONS || this.answers >= MOST_ANSWERS) {
      return this.inviteQuestions(credit);
    }
    const raise = this.level >= 3 && this.scene.chance(0.6) ? this.say('raise') : undefined;
    const recall = this.scene.chance(0.35) ? this.say('recall') : undefined;
    const transition = raise ?? recall ?? this.say('next');
    return {
      parts: [credit ?? this.taking(shape.words), transition, this.nextQuestion()],
      asks: true,
    };
  }

  /** Says what was good only where it was: a result, one's own part, a lesson. */
  private creditFor(shape: AnswerShape): string | undefined {
    const kind: Probe | undefined =
      shape.parts.has('result') && shape.figure
        ? 'result'
        : shape.parts.has('action')
          ? 'action'
          : undefined;
    if (!kind || shape.words < SHORT_ANSWER_WORDS || !this.scene.chance(0.6)) return undefined;
    return this.scene.line(
      this.scene.persona.challenges
        .filter(({ topic }) =>
          PROBE_TOPICS[kind].some((word) => topic.toLowerCase().includes(word)),
        )
        .flatMap(({ concessions }) => concessions),
    );
  }

  /** Names what was good about the answer: its figure, its turning point. */
  private praise(shape: AnswerShape): string | undefined {
    if (!shape.measure || this.scene.chance(0.3)) return undefined;
    return this.say('praise', { amount: shape.measure });
  }

  private strengthOf(shape: AnswerShape): number {
    const isConcrete = shape.figure || shape.parts.has('action');
    if (shape.parts.size >= 3 || (isConcrete && shape.parts.size >= 2)) return 1;
    // What follows a question that asks for reflection is no story and need not be one.
    if (this.lastProbe !== undefined || (this.followUps > 0 && isConcrete)) return 0;
    return shape.vague || shape.onlyWe || shape.hypothetical ? -1 : 0;
  }

  private nextQuestion(): string {
    const { questions } = this.scene.persona;
    const fitting = this.askedQuestions === 0 ? questions.slice(0, 1) : this.atLevel(questions);
    const picked = this.scene.line(fitting) ?? this.scene.line(questions) ?? this.endless();
    this.question = picked;
    this.askedQuestions += 1;
    this.followUps = 0;
    this.stuckOnThis = 0;
    this.covered = new Set();
    return picked;
  }

  private atLevel(questions: readonly string[]): readonly string[] {
    if (this.level >= 3) return questions.filter((question) => touches(question, DEMANDING));
    if (this.level <= -2) return questions.filter((question) => touches(question, GENTLE));
    return questions.slice(1, 24);
  }

  private help(): Plan {
    this.stuckOnThis += 1;
    this.level -= 1;
    if (this.stuckOnThis > 1) {
      if (this.askedQuestions >= MAIN_QUESTIONS) return this.inviteQuestions();
      return { parts: [this.say('parked') ?? this.say('next'), this.nextQuestion()], asks: true };
    }
    return { parts: [this.say('help') ?? this.endless(), this.gistLine()], asks: true };
  }

  reworded(): string | undefined {
    return this.phase === 'questions' && this.followUps === 0 ? this.gistLine() : undefined;
  }

  private gistLine(): string | undefined {
    const gist = gistOf(this.question);
    if (gist) return this.say('reword', { gist });
    return this.question ? this.say('onceMore', { gist: lowerFirst(this.question) }) : undefined;
  }

  private toEarlyQuestion(heard: Heard): Plan {
    if (heard.asksPermission && !heard.need) return { parts: [this.say('courtesy')], asks: true };
    if (this.answers >= ENOUGH_ANSWERS) {
      this.phase = 'own_questions';
      return this.toOwnQuestion(heard);
    }
    const gist = gistOf(this.question);
    const back = this.say('backToMe', gist ? { gist } : {});
    return { parts: [this.answer(heard), back], asks: true };
  }

  private inviteQuestions(credit?: string): Plan {
    this.phase = 'own_questions';
    return { parts: [credit ?? this.taking(), this.say('invite') ?? this.endless()], asks: true };
  }

  private toOwnQuestion(heard: Heard): Plan {
    const declines = heard.questions.length === 0 && heard.folded.startsWith(' no ');
    if (isDone(heard) || declines || hasNothingMore(heard)) return this.finish();
    if (heard.questions.length === 0) {
      return { parts: [this.taking(), this.say('anythingElse') ?? this.endless()], asks: true };
    }
    return { parts: [this.answer(heard), this.say('anythingElse')], asks: true };
  }

  private answer(heard: Heard): string {
    const told = heard.need ? this.scene.tell(heard.need) : undefined;
    if (told) return told;
    const question = heard.questions.at(-1) ?? '';
    const thing = this.scene.subjectOf(question) ?? '';
    const direct =
      kindOfQuestion(question) === 'yesNo' ? this.say('answerYesNo', { thing }) : undefined;
    return direct ?? this.say('answerUnknown', { thing }) ?? this.endless();
  }

  private finish(): Plan {
    this.phase = 'done';
    return { parts: [this.say('closing') ?? this.endless()], hangUp: true };
  }

  private toFarewell(): Plan {
    if (this.phase === 'done') {
      return { parts: [this.say('goodbye') ?? this.endless()], hangUp: true };
    }
    const early = this.phase !== 'own_questions';
    this.phase = 'done';
    return {
      parts: [(early ? this.say('earlyLeave') : this.say('closing')) ?? this.endless()],
      hangUp: true,
    };
  }

  private toRudeness(): Plan {
    this.scene.rudeTurns += 1;
    this.scene.move({ patience: -0.35, trust: -0.3 });
    if (this.scene.rudeTurns > 1) {
      this.phase = 'done';
      return { parts: [this.say('rudeEnd') ?? this.endless()], hangUp: true };
    }
    return { parts: [this.say('rude')], asks: true };
  }

  private toApology(): Plan {
    this.scene.move({ patience: 0.1, trust: 0.05 });
    return { parts: [this.say('forgive') ?? this.endless(), this.gistLine()], asks: true };
  }

  private toUnclear(heard: Heard): Plan {
    this.scene.unclearTurns += 1;
    this.scene.move({ patience: -0.03 });
    if (heard.words > 0 && this.phase === 'questions' && this.scene.unclearTurns % 2 === 0) {
      return this.help();
    }
    return { parts: [this.say('unclear') ?? this.endless()], asks: true };
  }

  /** Shows that the answer arrived: one of its own words, or a short "mhm". */
  private taking(words = SHORT_ANSWER_WORDS): string | undefined {
    return words >= SHORT_ANSWER_WORDS && this.scene.chance(0.55)
      ? (this.say('echo') ?? this.manner.acknowledgement())
      : this.manner.acknowledgement();
  }

  private say(situation: Situation, slots: Slots = {}): string | undefined {
    return this.scene.line(INTERVIEW[situation], slots);
  }

  private endless(): string {
    const { random, said, turns } = this.scene;
    return endlessLine('interview', {
      thing: this.scene.thing ?? this.scene.lastMentioned(),
      turn: turns,
      random,
      said,
    });
  }
}

const STAR_ORDER = ['situation', 'task', 'action', 'result'] as const;

const hasNothingMore = (heard: Heard): boolean =>
  heard.questions.length === 0 && hasPhrase(heard.folded, NOTHING_MORE);

/** "No, that is all" and "that is all from my side": not an answer to anything. */
const isDone = (heard: Heard): boolean =>
  heard.words < 12 &&
  heard.questions.length === 0 &&
  hasPhrase(heard.folded, ['that is all', 'thats all', 'that is it from', 'no more questions']);

const isBehavioural = (question: string): boolean =>
  hasPhrase(folded(question), [
    'time',
    'when',
    'describe',
    'a decision',
    'a piece of work',
    'something you',
    'difficult',
  ]) || question.startsWith('Tell me about a');

const touches = (question: string, words: readonly string[]): boolean =>
  words.some((word) => question.toLowerCase().includes(word));
