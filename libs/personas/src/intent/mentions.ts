import type { Mode } from '../persona.schema';
import { LIGHT_WORDS } from './light-words';
import {
  LONGEST_PHRASE,
  MISHEARD_PHRASES,
  MODE_PHRASES,
  MODE_SOUNDS,
  type PhraseTable,
  type PhraseStrength,
} from './mode-lexicon';
import { bareNumberAt, isBareNumbers, ordinalAt } from './ordinals';
import type { PersonaIndex } from './persona-index';
import { editDistance, phoneticKey } from './phonetic-key';

/** A stretch of words that stands for a mode, and perhaps for a persona of it. */
export type Mention = {
  start: number;
  end: number;
  mode: Mode;
  kind: PhraseStrength | 'ordinal' | 'persona';
  persona?: string;
};

/** Everything that could be what the caller wants, from left to right. */
export const mentionsIn = (words: readonly string[], personas: PersonaIndex): Mention[] => {
  const mentions: Mention[] = [];
  const numbers = isBareNumbers(words);
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at, MODE_PHRASES);
    const found =
      phrase?.kind === 'strong'
        ? phrase
        : (personaAt(words, at, personas) ?? phrase ?? placeAt(words, at, numbers));
    if (found) mentions.push(found);
    at = found?.end ?? at + 1;
  }
  return mentions.length > 0 ? mentions : misheardIn(words);
};

const phraseAt = (
  words: readonly string[],
  at: number,
  { starts, phrases }: PhraseTable,
): Mention | undefined => {
  if (!starts.has(words[at] ?? '')) return undefined;
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length -= 1) {
    const found = phrases.get(words.slice(at, at + length).join(' '));
    if (!found) continue;
    if (introducesJob(words, at)) return undefined;
    return { start: at, end: at + length, mode: found.mode, kind: found.strength };
  }
  return undefined;
};

const INTRODUCES_JOB =
  /(?:^| )(?:i|we) (?:am|are|was|work|worked)(?: (?:in|at|for|as|from|an?|the))+$/;

/** "I am in sales", "I work for a marketing agency". */
const introducesJob = (words: readonly string[], at: number): boolean =>
  INTRODUCES_JOB.test(words.slice(Math.max(0, at - 4), at).join(' '));

const personaAt = (
  words: readonly string[],
  at: number,
  personas: PersonaIndex,
): Mention | undefined => {
  const found = introducesJob(words, at) ? undefined : personas.at(words, at);
  const [card, ...others] = found?.cards ?? [];
  if (!found || !card || others.some(({ mode }) => mode !== card.mode)) return undefined;
  const persona = others.length === 0 ? card.key : undefined;
  return { start: at, end: at + found.length, mode: card.mode, kind: 'persona', persona };
};

const placeAt = (words: readonly string[], at: number, numbers: boolean): Mention | undefined => {
  const found = ordinalAt(words, at) ?? (numbers ? bareNumberAt(words, at) : undefined);
  return found && { start: at, end: at + found.length, mode: found.mode, kind: 'ordinal' };
};

/**
 * What sounds like a mode counts only where nothing else was said: "small dog, please", but not
 * "I have a small dog".
 */
const misheardIn = (words: readonly string[]): Mention[] => {
  if (words.length > 14) return [];
  for (let at = 0; at < words.length; at += 1) {
    const found = phraseAt(words, at, MISHEARD_PHRASES) ?? soundAt(words, at) ?? halfAt(words, at);
    if (found && isAllSaid(words, found)) return [found];
  }
  return [];
};

const OWNS = /(?:^| )(?:i|we) have (?:an? )?$/;

const isAllSaid = (words: readonly string[], { start, end }: Mention): boolean => {
  const before = words.slice(0, start);
  if (OWNS.test(`${before.join(' ')} `)) return false;
  return [...before, ...words.slice(end)].every((word) => LIGHT_WORDS.has(word));
};

const soundAt = (words: readonly string[], at: number): Mention | undefined => {
  for (let length = Math.min(3, words.length - at); length > 0; length -= 1) {
    const heard = words.slice(at, at + length);
    if (heard.every((word) => LIGHT_WORDS.has(word))) continue;
    const mode = modeBySound(heard.join(''));
    if (mode) return { start: at, end: at + length, mode, kind: 'misheard' };
  }
  return undefined;
};

/** One half heard rightly and the other not: "tall talk", "cold corning", "internal view". */
const HALVES: readonly { mode: Mode; first: RegExp; second: RegExp }[] = [
  { mode: 'small_talk', first: /^[a-z]+$/, second: /^talks?$/ },
  { mode: 'small_talk', first: /^small$/, second: /^[dt][a-z]{1,4}$/ },
  { mode: 'cold_call', first: /^cold$/, second: /^[ckg][a-z]+$/ },
  { mode: 'cold_call', first: /^[ckg]o[a-z]{1,3}$/, second: /^call(?:s|ing)?$/ },
  { mode: 'cold_call', first: /^[a-z]{0,2}(?:old|oal|ole|oled|ould)$/, second: /^call(?:s|ing)?$/ },
  { mode: 'interview', first: /^(?:in|en|an|un)[a-z]+$/, second: /^views?$/ },
];

const halfAt = (words: readonly string[], at: number): Mention | undefined => {
  const [one = '', two = ''] = words.slice(at, at + 2);
  if (LIGHT_WORDS.has(one) && LIGHT_WORDS.has(two)) return undefined;
  const half = HALVES.find(({ first, second }) => first.test(one) && second.test(two));
  return half && { start: at, end: at + 2, mode: half.mode, kind: 'misheard' };
};

/** The mode that sounds like some words, if one does. */
export const modeBySound = (heard: string): Mode | undefined => {
  if (heard.length < 6) return undefined;
  const key = phoneticKey(heard);
  return MODE_SOUNDS.find(
    (sound) =>
      key.at(0) === sound.key.at(0) &&
      key.at(-1) === sound.key.at(-1) &&
      editDistance(key, sound.key, 1) <= 1,
  )?.mode;
};
