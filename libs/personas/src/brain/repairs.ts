import { sentencesOf } from '../text/words';
import type { Repair } from './repair';
import { repairLines } from './repair.lines';
import { registerOf, type Scene } from './scene';
import type { Plan } from './strategy';
import { lowerFirst } from './template';

/** More in a row is no bad line any more. */
const MOST_IN_A_ROW = 8;

const GIVING_UP = [
  'I think we have a bad line, let us simply go on.',
  'Never mind, it was not that important.',
  'Let us leave it at that, you go ahead.',
];

/** Instead of a greeting said twice. */
const INTRODUCING = [
  'This is {name}, yes.',
  'You are talking to {name}.',
  '{name}, that is me.',
  'My name is {name}.',
];

/** Answers to "can you hear me", "say that again", "one moment": the subject stays where it was. */
export class Repairs {
  /** The trainee asked for a moment and has not come back yet. */
  held = false;
  private last: readonly string[] = [];
  private inARow = 0;

  constructor(private readonly scene: Scene) {}

  /** Remembers what the persona said of substance. */
  note(parts: readonly string[]): void {
    this.last = parts;
    this.inARow = 0;
    this.held = false;
  }

  /** `reworded` is the strategy's own way of saying its last question again. */
  answer(repair: Repair, from: { asked: boolean; reworded: () => string | undefined }): Plan {
    this.inARow += 1;
    this.held = repair === 'hold';
    this.scene.move({ patience: this.inARow > 2 ? -0.05 : -0.01 });
    const again = (): string | undefined => from.reworded() ?? this.again();
    const lines = repairLines(this.scene.persona.mode, registerOf(this.scene.persona));
    const { said } = this.scene;
    switch (repair) {
      case 'repeat':
        return { parts: [again() ?? said.pick(GIVING_UP)], asks: from.asked };
      case 'name':
        return { parts: [this.introduction()], asks: from.asked };
      case 'hold':
        return { parts: [said.pick(lines.waits)], asks: from.asked };
      case 'back':
        return {
          parts: [said.pick(lines.welcomes), this.whenAsked(from.asked, again)],
          asks: from.asked,
        };
      case 'line_check':
        return { parts: [said.pick(lines.hears), this.firstWords(from.asked)], asks: from.asked };
    }
  }

  get isExhausted(): boolean {
    return this.inARow >= MOST_IN_A_ROW;
  }

  /** The last point in other words, or, where there are none, led in differently. */
  private again(): string | undefined {
    const { persona, said } = this.scene;
    const lines = repairLines(persona.mode, registerOf(persona));
    const greeted = this.last.some((part) => persona.openings.includes(part));
    if (greeted && persona.mode === 'cold_call') {
      return this.introduction();
    }
    const challenge = persona.challenges.find((own) =>
      own.lines.some((line) => this.last.includes(line)),
    );
    if (challenge && persona.mode !== 'small_talk') {
      const other = this.scene.line(challenge.lines);
      const lead = other ? this.scene.line(lines.about, { topic: challenge.topic }) : undefined;
      if (other) return lead ? `${lead} ${other}` : other;
    }
    const sentences = this.last.flatMap(sentencesOf);
    const question = sentences.filter((sentence) => sentence.endsWith('?')).at(-1);
    const core = question ?? sentences.reduce(longer, '');
    if (core === '') return undefined;
    const leads = question ? lines.asked : lines.said;
    return said.pick(leads.map((lead) => `${lead} ${lowerFirst(core)}`));
  }

  private introduction(): string | undefined {
    return this.scene.line(INTRODUCING, { name: this.scene.persona.name });
  }

  private whenAsked(asked: boolean, again: () => string | undefined): string | undefined {
    return asked ? again() : undefined;
  }

  private firstWords(asked: boolean): string | undefined {
    if (this.scene.turns > 1) return asked && this.inARow === 1 ? this.again() : undefined;
    return this.scene.persona.mode === 'cold_call' ? 'Who is this?' : undefined;
  }
}

const longer = (one: string, other: string): string => (other.length > one.length ? other : one);
