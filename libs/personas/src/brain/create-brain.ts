import type { Mode, PersonaDefinition } from '../persona.schema';
import { ColdCallStrategy } from './cold-call/cold-call.strategy';
import { endlessLine } from './endless';
import { hear, type Heard } from './heard';
import { InterviewStrategy } from './interview/interview.strategy';
import { Manner } from './manner';
import type { BrainInput, BrainReply, Mood, PersonaBrain, TraineeMove } from './persona-brain';
import type { Repair } from './repair';
import { hashOf, type Random, seededRandom } from './random';
import { Repairs } from './repairs';
import { ringBackLines } from './ring-back.lines';
import { SaidLines } from './said-lines';
import { Scene } from './scene';
import { SmallTalkStrategy } from './small-talk/small-talk.strategy';
import type { Plan, Strategy } from './strategy';
import { unsaidOf } from './unsaid';

export type BrainOptions = {
  /** Same seed, same words in: same words out. */
  seed: number;
  brief?: string;
  traineeName?: string;
  /** The persona rings the trainee, and opens as one who calls back. */
  ringsBack?: boolean;
};

/**
 * A persona that follows a conversation by rules alone: no model, no key, no I/O. Every reply
 * takes a few milliseconds at most, whatever the input.
 */
export const createBrain = (persona: PersonaDefinition, options: BrainOptions): PersonaBrain =>
  new RuleBrain(persona, options);

const STRATEGIES: Record<Mode, (scene: Scene, manner: Manner) => Strategy> = {
  cold_call: (scene, manner) => new ColdCallStrategy(scene, manner),
  interview: (scene, manner) => new InterviewStrategy(scene, manner),
  small_talk: (scene, manner) => new SmallTalkStrategy(scene, manner),
};

/** How often a thought that was cut off is taken up again. */
const RESUMES = 0.5;
const RESUMING = [
  'As I was saying,',
  'What I was about to say:',
  'To finish my thought,',
  'Anyway, what I meant,',
];

class RuleBrain implements PersonaBrain {
  private readonly random: Random;
  private readonly said: SaidLines;
  private readonly scene: Scene;
  private readonly manner: Manner;
  private readonly strategy: Strategy;
  private readonly repairs: Repairs;
  private readonly replies = new Set<string>();
  private lastReply = '';
  private asked = false;

  constructor(
    private readonly persona: PersonaDefinition,
    private readonly options: BrainOptions,
  ) {
    this.random = seededRandom((options.seed ^ hashOf(persona.name)) >>> 0);
    this.said = new SaidLines(this.random);
    this.scene = new Scene(persona, this.random, this.said, {
      mood: moodAtStart(persona),
      // A buyer does not know who calls; interviewer and colleague do.
      ...(persona.mode !== 'cold_call' && options.traineeName
        ? { traineeName: firstName(options.traineeName) }
        : {}),
      ...(options.brief ? { brief: options.brief } : {}),
    });
    this.manner = new Manner(persona.speech, this.random);
    this.repairs = new Repairs(this.scene);
    this.strategy = STRATEGIES[persona.mode](this.scene, this.manner);
  }

  open(): BrainReply {
    const plan = this.strategy.open();
    const ringing = this.options.ringsBack ? [this.scene.line(ringBackLines(this.persona))] : null;
    return this.finish(ringing ? { ...plan, parts: ringing } : plan, 'greeting');
  }

  reply(input: BrainInput): BrainReply {
    const unsaid = this.takeUnsaid(input.heardOfLastReply);
    const understood = hear(input.text, {
      mode: this.persona.mode,
      objectionPending: this.strategy.objectionPending,
      personaAsked: this.asked,
      needs: this.persona.hiddenNeeds,
      underway: this.scene.turns > 0,
      held: this.repairs.held,
    });
    const { repair, move } = understood;
    if (repair && !this.repairs.isExhausted) return this.repair(repair, move);
    const heard: Heard = repair ? { ...understood, move: 'unclear' } : understood;
    this.scene.take(heard);
    const plan = this.strategy.reply(heard);
    return this.finish(unsaid && !plan.hangUp ? withUnsaid(plan, unsaid) : plan, heard.move);
  }

  /** The subject, and whether a question stands, stay as they were. */
  private repair(repair: Repair, move: TraineeMove): BrainReply {
    this.scene.turns += 1;
    const plan = this.repairs.answer(repair, {
      asked: this.asked,
      reworded: () => this.strategy.reworded?.(),
    });
    return this.finish(plan, move, false);
  }

  nudge(): BrainReply {
    return this.finish(this.strategy.nudge(), 'unclear');
  }

  close(): BrainReply {
    return this.finish(this.strategy.close(), 'farewell');
  }

  /** What was cut off may be said after all; half the time it is taken up at once. */
  private takeUnsaid(heard: string | undefined): string | undefined {
    if (heard === undefined || this.lastReply === '') return undefined;
    const sentences = unsaidOf(this.lastReply, heard);
    for (const sentence of sentences) this.said.release(sentence);
    const last = sentences.at(-1);
    if (!last || last.length < 12 || this.random() >= RESUMES) return undefined;
    const lead = this.said.pick(RESUMING);
    if (!lead) return undefined;
    this.said.mark(last);
    return `${lead} ${last}`;
  }

  private finish(plan: Plan, move: TraineeMove, ofSubstance = true): BrainReply {
    const parts = plan.parts.filter((part): part is string => part !== undefined && part !== '');
    if (ofSubstance) this.repairs.note(parts);
    const composed = (parts.length > 0 ? parts : [this.endless()]).join(' ');
    const coloured =
      move === 'greeting' || move === 'farewell' ? composed : this.manner.colour(composed);
    const text = this.replies.has(coloured) ? `${coloured} ${this.endless()}` : coloured;
    this.replies.add(text);
    this.lastReply = text;
    this.asked = plan.asks === true || text.endsWith('?');
    this.strategy.noteAsked?.(this.asked);
    return { text, hangUp: plan.hangUp === true, move, mood: { ...this.scene.mood } };
  }

  private endless(): string {
    return endlessLine(this.persona.mode, {
      thing: this.scene.thing ?? this.scene.lastMentioned(),
      turn: this.scene.turns,
      random: this.random,
      said: this.said,
    });
  }
}

const moodAtStart = ({ knobs }: PersonaDefinition): Mood => ({
  trust: 0.5 - 0.25 * knobs.skepticism,
  patience: 0.4 + 0.6 * knobs.patience,
  interest: 0.3,
});

const firstName = (name: string): string => name.trim().split(/\s+/)[0]?.slice(0, 30) ?? '';

const withUnsaid = (plan: Plan, unsaid: string): Plan => ({
  ...plan,
  parts: [...plan.parts.slice(0, 1), unsaid],
});
