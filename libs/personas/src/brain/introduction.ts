import { STOP_WORDS } from '../text/stop-words';

export type Introduction = { name?: string; company?: string };

const BEFORE_NAME = [
  ['my', 'name', 'is'],
  ['my', "name's"],
  ['this', 'is'],
  ["i'm"],
  ['i', 'am'],
  ["it's"],
  ['call', 'me'],
];
const BEFORE_COMPANY = new Set(['from', 'with', 'at', 'for']);
const TOKEN = /[\p{L}\p{N}]+(?:['&.-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;
const NOT_NAMES = new Set(
  'calling glad reaching interested sorry happy excited fine good doing going from not so a an the just trying looking your currently very'.split(
    ' ',
  ),
);

/** Finds "this is Dana from Brightline" and its variants; recognised speech may lack capitals. */
export const introductionIn = (text: string): Introduction => {
  const tokens = text.slice(0, 600).replaceAll('’', "'").match(TOKEN) ?? [];
  const nameAt = findName(tokens);
  const name = nameAt === undefined ? undefined : tokens[nameAt];
  const company = findCompany(tokens, nameAt);
  return { ...(name ? { name: capitalised(name) } : {}), ...(company ? { company } : {}) };
};

const findName = (tokens: readonly string[]): number | undefined => {
  for (let index = 0; index < tokens.length; index += 1) {
    for (const words of BEFORE_NAME) {
      if (!words.every((word, at) => tokens[index + at]?.toLowerCase() === word)) continue;
      const at = index + words.length;
      if (isName(tokens, at, words[0] === 'my' || words[0] === 'call')) return at;
    }
    if (
      tokens[index + 1]?.toLowerCase() === 'here' &&
      isCapitalised(tokens[index]) &&
      isName(tokens, index, false)
    ) {
      return index;
    }
  }
  return undefined;
};

const isName = (tokens: readonly string[], at: number, certain: boolean): boolean => {
  const token = tokens[at];
  if (!token || !/^\p{L}{2,}/u.test(token)) return false;
  const word = token.toLowerCase();
  if (STOP_WORDS.has(word) || NOT_NAMES.has(word)) return false;
  if (certain || isCapitalised(token)) return true;
  // In lower case only "i am dana from ..." is safe enough.
  const after = tokens.slice(at + 1, at + 3).map((next) => next.toLowerCase());
  return after.includes('from') || after.includes('with') || after.includes('here');
};

const findCompany = (tokens: readonly string[], nameAt: number | undefined): string | undefined => {
  const starts = tokens.flatMap((token, index) =>
    BEFORE_COMPANY.has(token.toLowerCase()) && isIntroducing(tokens, index, nameAt)
      ? [index + 1]
      : [],
  );
  for (const start of starts) {
    const words: string[] = [];
    for (const token of tokens.slice(start, start + 3)) {
      if (!/^[\p{L}\p{N}]/u.test(token) || STOP_WORDS.has(token.toLowerCase())) break;
      if (words.length > 0 && isCapitalised(words[0]) && !isCapitalised(token)) break;
      words.push(token);
    }
    if (words.length > 0) return words.map(capitalised).join(' ');
  }
  return undefined;
};

const isIntroducing = (
  tokens: readonly string[],
  index: number,
  nameAt: number | undefined,
): boolean => {
  const before = tokens[index - 1]?.toLowerCase();
  if (before === 'calling' || before === 'here' || before === 'work') return true;
  return nameAt !== undefined && index > nameAt && index <= nameAt + 2;
};

const isCapitalised = (token: string | undefined): boolean =>
  token !== undefined && token.charAt(0) !== token.charAt(0).toLowerCase();

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
