import type { Challenge, HiddenNeed, PersonaDefinition } from '../persona.schema';
import { stemsOf } from '../text/stop-words';
import { sentencesOf } from '../text/words';
import { keyPhrasesOf } from './key-phrases';
import { introductionIn } from './introduction';
import type { Heard } from './heard';
import type { Mood } from './persona-brain';
import { hashOf, type Random } from './random';
import type { SaidLines } from './said-lines';
import { fill, lowerFirst, type Slots } from './template';

/** How a persona puts things: follows from its knobs. */
export type Register = 'terse' | 'formal' | 'warm';

export const registerOf = ({ knobs }: PersonaDefinition): Register => {
  if (knobs.talkativeness < 0.35) return 'terse';
  return knobs.skepticism >= 0.7 ? 'formal' : 'warm';
};

/** How often a line of the persona's own third is preferred to any other. */
const PREFERENCE = 0.8;

const TOLD_BEFORE = ['As I said, {gist}', 'Like I mentioned, {gist}', 'As I told you, {gist}'];

/** What one call knows: who talks to whom, what was mentioned, what was said already. */
export class Scene {
  readonly mood: Mood;
  readonly revealed = new Set<HiddenNeed>();
  turns = 0;
  name: string | undefined;
  company: string | undefined;
  rudeTurns = 0;
  unclearTurns = 0;
  /** The trainee has said exactly this before. */
  repeated = false;
  private readonly heardTurns = new Set<number>();
  private readonly mentioned: { phrase: string; turn: number }[] = [];
  private readonly recalled = new Set<string>();
  private readonly share: number;
  private things: string[] = [];
  /** Subjects of the brief: preferred once the trainee has named them. */
  private readonly offered: readonly string[];

  constructor(
    readonly persona: PersonaDefinition,
    readonly random: Random,
    readonly said: SaidLines,
    start: { mood: Mood; traineeName?: string; brief?: string },
  ) {
    this.mood = { ...start.mood };
    this.name = start.traineeName;
    // The suffix spreads the built-in personas evenly.
    this.share = hashOf(`${persona.name}1`) % 3;
    this.offered = keyPhrasesOf((start.brief ?? '').slice(0, 2000)).slice(0, 8);
  }

  /** Takes in names and subjects of the trainee's turn. */
  take(heard: Heard): void {
    this.turns += 1;
    const fingerprint = hashOf(heard.folded);
    this.repeated = this.heardTurns.has(fingerprint);
    this.heardTurns.add(fingerprint);
    const introduced = introductionIn(heard.text);
    this.name = introduced.name ?? this.name;
    this.company = introduced.company ?? this.company;
    this.things =
      heard.move === 'rudeness' || heard.meta ? [] : keyPhrasesOf(heard.text, this.names());
    const lower = heard.text.toLowerCase();
    const offered = this.offered.filter((phrase) => lower.includes(phrase.toLowerCase()));
    this.things = [...offered.slice(0, 1), ...this.things];
    for (const phrase of this.told(heard).slice(0, 2)) {
      if (!this.mentioned.some((known) => known.phrase === phrase)) {
        this.mentioned.push({ phrase, turn: this.turns });
      }
    }
  }

  /** What one asks about is not what one has told: only the latter is worth coming back to. */
  private told(heard: Heard): string[] {
    const asked = heard.questions.join(' ').toLowerCase();
    return this.things.filter(
      (phrase) => !phrase.startsWith('our ') && !asked.includes(phrase.split(' ').at(-1) ?? phrase),
    );
  }

  get thing(): string | undefined {
    return this.things[0];
  }

  /** What a question is about, as far as it names it. */
  subjectOf(question: string): string | undefined {
    return keyPhrasesOf(question, this.names())[0];
  }

  /** Something mentioned at least `turnsAgo` turns ago that was not taken up yet. */
  earlier(turnsAgo = 3): string | undefined {
    return this.mentioned.find(
      ({ phrase, turn }) =>
        this.turns - turn >= turnsAgo && !this.recalled.has(phrase) && phrase !== this.thing,
    )?.phrase;
  }

  lastMentioned(): string | undefined {
    return this.mentioned.at(-1)?.phrase;
  }

  /** An unused line of those given, its slots filled; undefined when all are spent. */
  line(lines: readonly string[], slots: Slots = {}): string | undefined {
    const earlier = this.earlier();
    const known: Slots = {
      ...(this.thing ? { thing: this.thing } : {}),
      ...(this.name ? { name: this.name } : {}),
      ...(this.company ? { company: this.company } : {}),
      ...(earlier ? { earlier } : {}),
      ...slots,
    };
    const filled = fill(lines, known);
    const picked =
      (this.chance(PREFERENCE)
        ? this.said.pick(filled.filter((line) => this.prefers(line)))
        : undefined) ?? this.said.pick(filled);
    if (picked && earlier && picked.toLowerCase().includes(earlier.toLowerCase())) {
      this.recalled.add(earlier);
    }
    return picked;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  move(change: Partial<Mood>): void {
    for (const key of ['trust', 'patience', 'interest'] as const) {
      this.mood[key] = Math.min(1, Math.max(0, this.mood[key] + (change[key] ?? 0)));
    }
  }

  needsLeft(): HiddenNeed[] {
    return this.persona.hiddenNeeds.filter((need) => !this.revealed.has(need));
  }

  /** Tells a need when it is asked for; asked again, says that it was told. */
  tell(need: HiddenNeed): string | undefined {
    if (!this.revealed.has(need)) {
      this.revealed.add(need);
      return this.line([need.reveal]);
    }
    const [gist = ''] = sentencesOf(need.reveal.replace(/^Since you ask[^,:]*[,:] /, ''));
    return this.line(TOLD_BEFORE, { gist: lowerFirst(gist) });
  }

  /** The challenge whose words the text touches most; undefined when none is touched. */
  challengeTouchedBy(
    stems: ReadonlySet<string>,
    among: readonly Challenge[],
    atLeast = 1,
  ): Challenge | undefined {
    let best: { challenge: Challenge; overlap: number } | undefined;
    for (const challenge of among) {
      const own = challengeStems(challenge);
      const overlap = [...stems].filter((stem) => own.has(stem)).length;
      if (overlap >= atLeast && overlap > (best?.overlap ?? 0)) best = { challenge, overlap };
    }
    return best?.challenge;
  }

  /** Personas with one bank of lines start from different thirds of it. */
  private prefers(line: string): boolean {
    return hashOf(line) % 3 === this.share;
  }

  private names(): Set<string> {
    return new Set(
      [this.persona.name, this.name ?? '', this.company ?? '']
        .flatMap((name) => name.toLowerCase().split(/[\s&]+/))
        .filter(Boolean),
    );
  }
}

const STEMS = new WeakMap<Challenge, Set<string>>();

const challengeStems = (challenge: Challenge): Set<string> => {
  const known = STEMS.get(challenge);
  if (known) return known;
  const stems = stemsOf([challenge.topic, ...challenge.lines].join(' '));
  STEMS.set(challenge, stems);
  return stems;
};
