import type { PersonaCard } from './intent';
import { LIGHT_WORDS } from './light-words';
import { FIRMS, GLUE, PERSONS, RANKS, roleTermAt } from './role-terms';
import { speechWords } from './speech-words';

const DETERMINERS = new Set('the that this your our'.split(' '));
const ADDRESSES =
  /(?:talk|speak|chat|call|pitch|sell|selling|practice|connect me|put me through|through|calling|talking|speaking|pitching)(?: to| with)?(?: an?)?$/;

/** What a matched word of a title is worth. */
const WORTH = { own: 1, rank: 0.45, firm: 0.25 };
/** A description that fits nobody better than this fits nobody. */
const ENOUGH = 0.8;
/** "The owner" will do when only one persona is one. */
const ENOUGH_FOR_RANK = 0.4;

export type TitledPersonas = { cards: readonly PersonaCard[]; length: number; ranked: boolean };
type Run = { terms: string[]; length: number };

/** Finds personas by what they are: "the IT director", "that HR lady", "somebody in finance". */
export class PersonaTitles {
  private readonly byTerm = new Map<string, Set<PersonaCard>>();

  constructor(private readonly catalogue: readonly PersonaCard[]) {
    for (const card of catalogue) {
      const words = speechWords(card.title);
      for (const term of termsOf(words)) {
        if (LIGHT_WORDS.has(term) || GLUE.has(term)) continue;
        const holders = this.byTerm.get(term) ?? new Set();
        this.byTerm.set(term, holders.add(card));
      }
    }
  }

  /** Who is described from a place on; nobody unless the words are said of a person. */
  at(words: readonly string[], at: number): TitledPersonas | undefined {
    const run = this.runAt(words, at);
    if (!run || !this.isReference(words, at, run.length)) return undefined;
    const scores = this.catalogue.map((card) => ({ card, score: this.scoreOf(card, run.terms) }));
    const best = Math.max(...scores.map(({ score }) => score));
    const onlyRank = run.terms.every((term) => worthOf(term) < 1);
    if (best < (onlyRank ? ENOUGH_FOR_RANK : ENOUGH)) return undefined;
    const cards = scores.filter(({ score }) => score === best).map(({ card }) => card);
    const said = words.slice(at, at + run.length);
    const ranked = said.some((word) => RANKS.has(word) || PERSONS.has(word));
    return { cards, length: run.length, ranked };
  }

  /** The longest run of words from titles, words for persons and what joins them. */
  private runAt(words: readonly string[], from: number): Run | undefined {
    if (!this.byTerm.has(roleTermAt(words, from).term)) return undefined;
    const run: Run = { terms: [], length: 0 };
    let at = from;
    while (at < words.length) {
      const { term, length } = roleTermAt(words, at);
      const known = this.byTerm.has(term);
      if (!known && !GLUE.has(term) && !PERSONS.has(term) && !RANKS.has(term)) break;
      at += length;
      if (GLUE.has(term)) continue;
      if (!PERSONS.has(term)) run.terms.push(term);
      run.length = at - from;
    }
    return run;
  }

  private isReference(words: readonly string[], at: number, length: number): boolean {
    // "That nice colleague" as well.
    if ([1, 2].some((back) => DETERMINERS.has(words[at - back] ?? ''))) return true;
    if (hasPerson(words, at, length)) return true;
    if (ADDRESSES.test(words.slice(Math.max(0, at - 5), at).join(' '))) return true;
    const rest = [...words.slice(0, at), ...words.slice(at + length)];
    return rest.every((word) => LIGHT_WORDS.has(word));
  }

  private scoreOf(card: PersonaCard, terms: readonly string[]): number {
    return terms.reduce((score, term) => {
      const worth = worthOf(term);
      return score + (this.byTerm.get(term)?.has(card) ? worth : -worth / 2);
    }, 0);
  }
}

const hasPerson = (words: readonly string[], at: number, length: number): boolean =>
  words.slice(at, at + length).some((word) => PERSONS.has(word));

const worthOf = (term: string): number => {
  // "The CFO" names a person as surely as a name does.
  if (/^c[a-z]o$/.test(term) || term === 'founder') return WORTH.own;
  if (RANKS.has(term)) return WORTH.rank;
  return FIRMS.has(term) ? WORTH.firm : WORTH.own;
};

const termsOf = (words: readonly string[]): string[] => {
  const terms: string[] = [];
  for (let at = 0; at < words.length;) {
    const { term, length } = roleTermAt(words, at);
    terms.push(term);
    at += length;
  }
  return terms;
};
