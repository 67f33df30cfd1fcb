import { STOP_WORDS } from '../text/stop-words';

/** What a line may refer to; a line whose slot is empty is not used. */
export type Slots = {
  /** A noun phrase of the trainee's turn, turned to the persona's side ("your spreadsheet"). */
  thing?: string;
  /** Something the trainee mentioned some turns ago. */
  earlier?: string;
  name?: string;
  company?: string;
  topic?: string;
  day?: string;
  amount?: string;
  gist?: string;
};

const SLOT_NAMES = [
  'thing',
  'earlier',
  'name',
  'company',
  'topic',
  'day',
  'amount',
  'gist',
] as const satisfies readonly (keyof Slots)[];

/** Fills `{slots}`; lines that need an absent slot drop out. */
export const fill = (lines: readonly string[], slots: Slots): string[] =>
  lines.flatMap((line) => {
    let filled = line;
    for (const name of SLOT_NAMES) {
      if (!filled.includes(`{${name}}`)) continue;
      const value = slots[name];
      if (!value) return [];
      filled = filled.replaceAll(`{${name}}`, value);
    }
    return [upperFirst(filled)];
  });

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lower-cases a function word; names and "I" keep their capital. */
export const lowerFirst = (text: string): string => {
  const first = /^[\p{L}']+/u.exec(text)?.[0] ?? '';
  const word = first.toLowerCase();
  if (word === 'i' || word.startsWith("i'") || !STOP_WORDS.has(word)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
};
