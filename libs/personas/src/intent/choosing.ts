import type { Mode } from '../persona.schema';
import type { Wish } from './intent';
import { LIGHT_WORDS } from './light-words';
import { type Mention, mentionsIn } from './mentions';
import { MODES } from './mode-lexicon';
import type { PersonaIndex } from './persona-index';
import { polarities } from './polarity';
import { PAUSE } from './speech-words';

/** How far rules trust what they found, by its kind; tuned on the phrases beside this file. */
const TRUST = { strong: 0.95, persona: 0.93, ordinal: 0.93, weak: 0.82, misheard: 0.76 };
const LEFT_OVER = 0.9;
const GUESS = 0.55;
const NO_IDEA = 0.3;
const DECLINED = 0.85;

/** Behind one of these, an earlier wish no longer counts. */
const CORRECTS =
  /(?:^| )(?:no|wait|actually|i mean|i meant|sorry|scratch that|make (?:that|it)|on second thoughts?|correction|changed my mind|or rather|hang on|hold on|today|now|this time|let us)(?: |$)/;
/** What comes behind one of these only tells more of what was named before: "interview for a sales job". */
const QUALIFIES =
  /^(?:(?:is |are )?(?:for|about|before|after|at|on|like|in|with|from|as|to|during) )/;
const MODIFIED = new Set(
  'job jobs position role roles career company team manager interview interviews'.split(' '),
);
/** Questions about the offer choose nothing. */
const ASKS_ABOUT =
  /^(?:(?:so|and|okay|sorry|hello|hi|well|yes|,) )*(?:who (?:is|are)|what (?:is|are|does|do|happens|would)|tell me (?:more )?about|explain|how (?:does|long|much)|which|(?:can|could) you (?:tell me (?:more )?about|explain)|is (?:the|it|a)|are (?:the|those))(?: |$)/;
const REPORTS = new Set(
  'tv television newspaper magazine podcast radio article youtube'.split(' '),
);

/** What somebody wants to practise who was asked for it; nothing is fixed by that yet. */
export const choiceIn = (words: readonly string[], personas: PersonaIndex): Wish => {
  const mentions = mentionsIn(words, personas);
  const wanted = polarities(words, mentions);
  const positive = mentions.filter((_, at) => wanted[at]);
  if (positive.length === 0) return withoutPositive(mentions);
  if (ASKS_ABOUT.test(words.join(' ')) || words.some((word) => REPORTS.has(word))) {
    return { intent: 'none', confidence: GUESS };
  }
  const last = afterCorrections(words, positive, mentions);
  return decided(words, withoutModifiers(words, last));
};

/** Two of three turned down leave one; one turned down leaves a question. */
const withoutPositive = (mentions: readonly Mention[]): Wish => {
  const declined = new Set(mentions.map(({ mode }) => mode));
  const [left, ...others] = MODES.filter((mode) => !declined.has(mode));
  if (declined.size > 0 && left && others.length === 0) {
    return { intent: left, confidence: TRUST.weak };
  }
  return { intent: 'none', confidence: declined.size > 0 ? DECLINED : NO_IDEA };
};

const afterCorrections = (
  words: readonly string[],
  positive: readonly Mention[],
  all: readonly Mention[],
): readonly Mention[] => {
  let from = 0;
  for (const [at, mention] of positive.entries()) {
    const before = positive[at - 1];
    if (!before) continue;
    const between = outside(words, before.end, mention.start, all);
    if (CORRECTS.test(between)) from = at;
  }
  return positive.slice(from);
};

/** The words between two places, without those of mentions (which may be turned down). */
const outside = (
  words: readonly string[],
  from: number,
  to: number,
  all: readonly Mention[],
): string =>
  words
    .slice(from, to)
    .filter(
      (word, at) =>
        word !== PAUSE && !all.some(({ start, end }) => from + at >= start && from + at < end),
    )
    .join(' ');

/** "Interview for a cold calling job", "small talk before an interview": the first is the matter. */
const withoutModifiers = (
  words: readonly string[],
  mentions: readonly Mention[],
): readonly Mention[] => {
  const kept = mentions.filter(({ end, mode }, at) => {
    const next = mentions[at + 1];
    // "Sales interview" and "cold calling job".
    if (next && next.start === end && next.mode !== mode) return next.mode !== 'interview';
    return mentions.length === 1 || at === 0 || !MODIFIED.has(words[end] ?? '');
  });
  const [first, ...rest] = kept;
  if (!first) return mentions;
  return [
    first,
    ...rest.filter(
      ({ start, kind }) =>
        kind === 'persona' || !QUALIFIES.test(words.slice(first.end, start).join(' ') + ' '),
    ),
  ];
};

const decided = (words: readonly string[], mentions: readonly Mention[]): Wish => {
  const strong = mentions.filter(({ kind }) => kind === 'strong' || kind === 'ordinal');
  const people = mentions.filter(({ kind }) => kind === 'persona');
  const named = strong[0]?.mode ?? people[0]?.mode ?? mentions[0]?.mode ?? 'small_talk';
  const trusted = trustIn(words, mentions, named);
  if (isOpen(words, mentions)) return { intent: 'none', confidence: GUESS };
  const persona = soleOf(people.filter(({ mode }) => mode === named));
  return { intent: named, confidence: trusted, ...(persona && { persona }) };
};

const soleOf = (people: readonly Mention[]): string | undefined => {
  const keys = new Set(people.flatMap(({ persona }) => (persona ? [persona] : [])));
  return keys.size === 1 ? [...keys][0] : undefined;
};

/** "Cold calls or interviews": an alternative that was left open. */
const isOpen = (words: readonly string[], mentions: readonly Mention[]): boolean =>
  mentions.some(({ mode, start, kind }, at) => {
    const before = mentions[at - 1];
    if (!before || before.mode === mode || kind === 'weak') return false;
    return words.slice(before.end, start).includes('or');
  });

const trustIn = (words: readonly string[], mentions: readonly Mention[], mode: Mode): number => {
  const kinds = mentions.filter((mention) => mention.mode === mode).map(({ kind }) => TRUST[kind]);
  const modes = new Set(mentions.filter(({ kind }) => kind !== 'weak').map((each) => each.mode));
  const rest = words.filter(
    (word, at) =>
      !LIGHT_WORDS.has(word) && !mentions.some(({ start, end }) => at >= start && at < end),
  );
  const best = Math.max(...kinds) * (rest.length > 5 ? LEFT_OVER : 1);
  return modes.size > 1 ? Math.min(best, GUESS + 0.05) : Math.round(best * 100) / 100;
};
