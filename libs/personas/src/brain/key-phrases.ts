import { STOP_WORDS } from '../text/stop-words';

/** Turned to the persona's side: the trainee's "my" is the persona's "your". */
const TURNED: Readonly<Record<string, string>> = {
  my: 'your',
  our: 'your',
  your: 'our',
  the: 'the',
  a: 'the',
  an: 'the',
  this: 'this',
  these: 'these',
  those: 'those',
  his: 'his',
  her: 'her',
  their: 'their',
};
const ADJECTIVES = new Set(
  'old new small big great good first last long short whole own best'.split(' '),
);
const LINKS = new Set(
  'with of about on for in at from into without through by to like as called'.split(' '),
);
/** Say nothing when repeated. */
const HOLLOW = new Set(
  `monday tuesday wednesday thursday friday saturday sunday today tonight company companies business
  businesses conversation phone line lines example percent dollars euros number numbers someone
  welcome pleasure absolutely obviously exactly currently recently especially ten twenty thirty forty
  itself themselves myself yourself customer customers client clients teams mistake answer answers fifty hundred thousand million fifteen five four six seven eight nine am pm ignore instructions
  worry concern concerns sense demo invite person something current brother sister mother father mom dad parents wife husband son daughter kids friend
  friends cousin uncle aunt boss manager colleague colleagues guy woman man responsible experience situation result results task action situations`.split(
    /\s+/,
  ),
);

type Candidate = { phrase: string; score: number };

// One token is a word or one punctuation mark; the classes are disjoint, so this is linear.
const TOKEN = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;

/**
 * Noun phrases worth taking up, best first. Without a tagger: runs of up to three subject words,
 * preferred after an article, a possessive or a preposition. `not` holds words to leave alone,
 * such as names.
 */
export const keyPhrasesOf = (text: string, not: ReadonlySet<string> = new Set()): string[] => {
  const tokens = text.replaceAll('’', "'").match(TOKEN) ?? [];
  const best = new Map<string, number>();
  for (let index = 0; index < tokens.length; index += 1) {
    const run = runAt(tokens, index, not);
    if (run.length === 0) continue;
    // "A software company": the run only describes a word that is not worth taking up.
    if (HOLLOW.has(tokens[index + run.length]?.toLowerCase() ?? '')) continue;
    const candidate = scored(tokens, index, run);
    if (candidate && (best.get(candidate.phrase) ?? 0) < candidate.score) {
      best.set(candidate.phrase, candidate.score);
    }
    index += run.length - 1;
  }
  return [...best.entries()].sort((a, b) => b[1] - a[1]).map(([phrase]) => phrase);
};

const runAt = (tokens: readonly string[], start: number, not: ReadonlySet<string>): string[] => {
  const run: string[] = [];
  for (const token of tokens.slice(start, start + 3)) {
    const word = token.toLowerCase();
    if (!isSubject(word) || not.has(word)) break;
    // "Drivers lost hours": a noun phrase ends where its verb begins.
    if (VERBS.has(word) || (run.length > 0 && word.endsWith('ed'))) break;
    run.push(token);
  }
  return run;
};

/** Verbs and adjectives that read like a noun to anyone who only looks at word classes. */
const VERBS = new Set(
  `lost broke sold sent held stole fell flew forgot chose drove drew ate drank woke shut hit hurt cost fought sang swam threw
  buys sells sounds feels looks works runs costs wins loses breaks closes opens hits hears answers watches believes
  sound stay calm open close closed relevant alone busy broken sick serious vegan true overrated crazy friendly free
  answer watch believe buy sell break wait drive ride swim fix agree disagree prefer order eat drink sleep wake win lose
  average earlier later sooner end beginning middle depends crashed dropped fired involved late early worry plus minus thats whats im dont cant didnt ive
  capital favorite favourite married`.split(/\s+/),
);
const PRONOUNS = new Set(
  'i you he she it we they who everybody everyone nobody someone somebody not to'.split(' '),
);

const isSubject = (word: string): boolean =>
  /^\p{L}/u.test(word) &&
  word.length > 2 &&
  !STOP_WORDS.has(word) &&
  !HOLLOW.has(word) &&
  !word.endsWith('ly') &&
  !word.includes("'");

const scored = (
  tokens: readonly string[],
  index: number,
  run: readonly string[],
): Candidate | undefined => {
  const next = tokens[index - 1]?.toLowerCase() ?? '';
  // "the old gym": an everyday adjective belongs to the phrase it leads.
  const adjective =
    ADJECTIVES.has(next) && TURNED[tokens[index - 2]?.toLowerCase() ?? ''] ? next : '';
  const before = adjective ? (tokens[index - 2]?.toLowerCase() ?? '') : next;
  const last = run.at(-1)?.toLowerCase() ?? '';
  const turned = TURNED[before];
  let score = 1 + Math.min(run.length, 2) * 0.4 + Math.min(last.length, 8) * 0.05;
  score += index / Math.max(1, tokens.length) / 2;
  if (turned) score += before === 'my' || before === 'our' ? 2 : 1.2;
  else if (LINKS.has(before)) score += 1;
  if (run.length === 1 && (last.endsWith('ed') || last.endsWith('ing'))) {
    score -= turned ? 0.4 : 1.2;
  }
  if (score < 1.6 || (!turned && isBare(before, run))) return undefined;
  const words = run.map((word, at) => spelled(word, index + at));
  if ((before === 'a' || before === 'an') && IS_ONE.has(tokens[index - 2]?.toLowerCase() ?? '')) {
    return { phrase: ['being', before, ...words].join(' '), score };
  }
  return {
    phrase: [...(turned ? [turned] : []), ...(adjective ? [adjective] : []), ...words].join(' '),
    score,
  };
};

const IS_ONE = new Set(["i'm", 'am']);

/** A lone singular word without article or preposition is as likely an adjective. */
const isBare = (before: string, run: readonly string[]): boolean => {
  const [only = '', second] = run;
  if (PRONOUNS.has(before)) return true;
  if (second || LINKS.has(before)) return false;
  const plural = only.endsWith('s') && !only.endsWith('ous') && !only.endsWith('ss');
  return !plural && !only.endsWith('ing');
};

/** Capitals are kept inside a sentence, where they mark names. */
const spelled = (word: string, index: number): string =>
  index > 0 && word !== word.toLowerCase() ? word : word.toLowerCase();
