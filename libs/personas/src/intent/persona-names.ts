import { STOP_WORDS } from '../text/stop-words';
import type { PersonaCard } from './intent';
import { LIGHT_WORDS } from './light-words';
import { editDistance, phoneticKey } from './phonetic-key';
import { speechWords } from './speech-words';

/** Short forms a caller may use; only for names that the catalogue has. */
const NICKNAMES: Readonly<Record<string, string>> = {
  david: 'dave davy',
  robert: 'rob bob bobby robbie',
  james: 'jim jimmy jamie',
  rachel: 'rach',
  alex: 'al alec lex alexander alexandra',
  alexander: 'alex',
  alexandra: 'alex',
  michael: 'mike mick',
  william: 'will bill billy',
  thomas: 'tom tommy',
  richard: 'rick dick richie',
  elizabeth: 'liz lizzie beth',
  katherine: 'kate kathy katie',
  christopher: 'chris',
  daniel: 'dan danny',
  matthew: 'matt',
  samuel: 'sam',
  joseph: 'joe',
  anthony: 'tony',
  jennifer: 'jen jenny',
  patricia: 'pat trish',
  steven: 'steve',
  andrew: 'andy drew',
};

/** "My name is James" and "James here" introduce the caller. */
const INTRODUCES = /(?:name is|i am|this is|here is|it is|call me|called)$/;

type SpokenName = { spelled: string; card: PersonaCard };
export type NamedPersonas = { cards: readonly PersonaCard[]; length: number };

/** Finds personas by first name, last name or both, also as recognisers misspell them. */
export class PersonaNames {
  private readonly exact = new Map<string, PersonaCard[]>();
  private readonly bySound = new Map<string, SpokenName[]>();

  constructor(catalogue: readonly PersonaCard[]) {
    for (const card of catalogue) {
      const names = speechWords(card.name).filter((name) => name.length > 1);
      for (const [at, name] of names.entries()) {
        this.add(name, card, at === 0 ? (NICKNAMES[name] ?? '') : '');
      }
    }
  }

  /** Who is named at a place; several when they share the name. */
  at(words: readonly string[], at: number): NamedPersonas | undefined {
    const first = this.cardsOf(words[at] ?? '');
    const second = this.cardsOf(words[at + 1] ?? '');
    const both = first.filter((card) => second.includes(card));
    const found = both.length > 0 ? { cards: both, length: 2 } : { cards: first, length: 1 };
    if (found.cards.length === 0) return this.inTwoPieces(words, at);
    return this.introduced(words, at, found.length) ? undefined : found;
  }

  private introduced(words: readonly string[], at: number, length: number): boolean {
    if (words[at + length] === 'here') return true;
    return INTRODUCES.test(words.slice(Math.max(0, at - 3), at).join(' '));
  }

  /** "Oka for", "whit field". */
  private inTwoPieces(words: readonly string[], at: number): NamedPersonas | undefined {
    const [one, two] = [words[at] ?? '', words[at + 1] ?? ''];
    if (one.length < 3 || two.length < 3) return undefined;
    const cards = this.near(one + two, 6);
    return cards.length > 0 ? { cards, length: 2 } : undefined;
  }

  private cardsOf(word: string): readonly PersonaCard[] {
    const exact = this.exact.get(word);
    if (exact) return exact;
    if (word.length < 4 || STOP_WORDS.has(word) || LIGHT_WORDS.has(word)) return [];
    return this.near(word, 3);
  }

  private near(word: string, shortest: number): readonly PersonaCard[] {
    const key = phoneticKey(word);
    const most = key.length <= 2 ? 1 : 2;
    return (this.bySound.get(key) ?? [])
      .filter(({ spelled }) => spelled.length >= shortest)
      .filter(({ spelled }) => editDistance(spellingOf(word), spellingOf(spelled), most) <= most)
      .map(({ card }) => card);
  }

  private add(name: string, card: PersonaCard, nicknames: string): void {
    for (const spelled of [name, ...nicknames.split(' ').filter(Boolean)]) {
      push(this.exact, spelled, card);
    }
    push(this.bySound, phoneticKey(name), { spelled: name, card });
  }
}

/** Spelling without the liberties that names take: "Sahra", "Zara", "Leesa". */
const spellingOf = (name: string): string =>
  name
    .replaceAll('z', 's')
    .replaceAll('ph', 'f')
    .replace(/(?<=.)h/g, '')
    .replace(/ee|ea|ie|y/g, 'i')
    .replace(/(.)\1/g, '$1');

const push = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};
