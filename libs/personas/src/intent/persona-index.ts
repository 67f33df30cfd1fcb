import type { PersonaCard } from './intent';
import { PersonaNames } from './persona-names';
import { PersonaTitles } from './persona-titles';

/** One or several personas that words refer to, `length` words from where they were looked for. */
export type PersonaReference = {
  cards: readonly PersonaCard[];
  length: number;
  /** A title with a rank or a word for a person in it: nobody else can be meant by it. */
  personal: boolean;
};

/** Resolves what is said of personas against a catalogue. */
export class PersonaIndex {
  private readonly names: PersonaNames;
  private readonly titles: PersonaTitles;

  constructor(catalogue: readonly PersonaCard[]) {
    this.names = new PersonaNames(catalogue);
    this.titles = new PersonaTitles(catalogue);
  }

  /** A name or a description that begins at the given word. */
  at(words: readonly string[], at: number): PersonaReference | undefined {
    const named = this.names.at(words, at);
    if (named) return { ...named, personal: true };
    const titled = this.titles.at(words, at);
    return titled && { cards: titled.cards, length: titled.length, personal: titled.ranked };
  }
}

const indices = new WeakMap<readonly PersonaCard[], PersonaIndex>();

/** Built once for every catalogue. */
export const indexOf = (catalogue: readonly PersonaCard[]): PersonaIndex => {
  const known = indices.get(catalogue);
  if (known) return known;
  const index = new PersonaIndex(catalogue);
  indices.set(catalogue, index);
  return index;
};
