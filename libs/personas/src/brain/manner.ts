import type { SpeechManner } from '../persona.schema';
import { STOP_WORDS } from '../text/stop-words';
import { folded } from '../text/words';
import type { Random } from './random';
import { lowerFirst, upperFirst } from './template';

/** Lays the persona's way of speaking over a finished line: fillers, a stumble, never markup. */
export class Manner {
  private lastAcknowledgement = '';
  private lastFiller = '';

  constructor(
    private readonly speech: SpeechManner,
    private readonly random: Random,
  ) {}

  /** A short "mhm" of the persona's own, never the same twice in a row. */
  acknowledgement(): string | undefined {
    const choice = this.other(this.speech.acknowledgements, this.lastAcknowledgement);
    if (choice) this.lastAcknowledgement = choice;
    return choice;
  }

  colour(text: string): string {
    const { disfluency } = this.speech;
    if (this.random() >= disfluency) return text;
    return this.random() < 0.65 ? this.withFiller(text) : this.withStumble(text);
  }

  private withFiller(text: string): string {
    const filler = this.other(this.speech.fillers, this.lastFiller);
    if (!filler || this.isFilledAlready(text) || !leadsOn(text)) return text;
    this.lastFiller = filler;
    return `${upperFirst(filler)}, ${lowerFirst(text)}`;
  }

  /** One filler is human, two in one turn are a tic: "You know, ... you know." */
  private isFilledAlready(text: string): boolean {
    const words = folded(text);
    return this.speech.fillers.some((filler) => words.includes(folded(filler)));
  }

  /** "the, um, the report": a word taken twice, as people do when they look for the next. */
  private withStumble(text: string): string {
    const words = text.split(' ');
    const at = words.findIndex(
      (word, index) => index > 2 && index < words.length - 3 && STUMBLES_OVER.has(word),
    );
    if (at < 0) return this.withFiller(text);
    const word = words[at] ?? '';
    const between = this.random() < 0.5 ? `${word}...` : `${word}, um,`;
    return [...words.slice(0, at), between, ...words.slice(at)].join(' ');
  }

  private other(choices: readonly string[], last: string): string | undefined {
    const rest = choices.length > 1 ? choices.filter((choice) => choice !== last) : choices;
    return rest[Math.floor(this.random() * rest.length)];
  }
}

const STUMBLES_OVER = new Set(['the', 'our', 'my', 'your', 'we', 'this', 'with']);

/** A filler goes before a sentence that starts with a small word, not before "Mhm." or a name. */
const leadsOn = (text: string): boolean => {
  const sentence = text.split(/[.?!]/)[0] ?? '';
  const first = (/^[\p{L}']+/u.exec(text)?.[0] ?? '').toLowerCase();
  return sentence.split(' ').length > 3 && STOP_WORDS.has(first) && !GREETS.has(first);
};

const GREETS = new Set(
  `oh hi hey hello um well yes no okay good sorry hm mhm mm true right same maybe probably not sometimes mostly
  honestly here thanks thank exactly sure fine great nobody nothing both really so like now all what how who why`.split(
    /\s+/,
  ),
);
