/**
 * Word lists that decide what an utterance is worth. They are matched against folded text: lower
 * case, letters and digits only, single spaces.
 */
const FILLERS = words('um uh uhm umm er erm hm hmm ah eh oh äh ähm öh hum euh este');

const BACKCHANNELS = words(
  `mhm mm mmhm mmm uhhuh aha yeah yep yes yup right ok okay sure true exactly absolutely great good
  cool nice wow really alright indeed gotcha understood genau ja klar oui sí si vale claro`,
);

const BACKCHANNEL_PHRASES = new Set([
  'i see',
  'got it',
  'uh huh',
  'mm hm',
  'mm hmm',
  'go on',
  'of course',
  'makes sense',
  'that makes sense',
  'fair enough',
  'no problem',
  'all right',
  'i understand',
]);

const FAREWELLS = words('bye goodbye byebye thanks thank you cheers ciao tschüss adiós you too');

/** A sentence does not end on these; the trainee is thinking. */
const DANGLING = words(
  `and but or so because if when that which who to of for with the a an my your our their is are was
  were i we you they um uh er erm like about into from at by than as`,
);

/** "[noise]", "(coughs)", "*music*", "<unk>". */
const NOISE_TAG = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|<[^>]*>|♪/g;

/** What Whisper-class recognisers, trained on captions, write for silence and noise. */
const HALLUCINATIONS = new Set([
  'thanks for watching',
  'thank you for watching',
  'please subscribe',
  'subtitles by the amaraorg community',
  'untertitel der amaraorg community',
  'untertitelung des zdf 2020',
]);

const MAX_BACKCHANNEL_WORDS = 4;
const MIN_ECHO_WORDS = 3;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Lower case, without punctuation, single spaces: for comparing what was said. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’-]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function countWords(text: string): number {
  const folded = fold(text);
  return folded === '' ? 0 : folded.split(' ').length;
}

/** Nothing to answer: empty, punctuation, lone fillers, what recognisers make of noise. */
export function isJunk(text: string): boolean {
  const folded = fold(text.replace(NOISE_TAG, ' '));
  return HALLUCINATIONS.has(folded) || folded.split(' ').every(isFiller);
}

const isFiller = (word: string): boolean => word === '' || FILLERS.has(word);

/** What a listener says to show that they follow. */
export function isBackchannel(text: string): boolean {
  const folded = fold(text);
  if (folded === '' || BACKCHANNEL_PHRASES.has(folded)) return folded !== '';
  const all = folded.split(' ');
  return (
    all.length <= MAX_BACKCHANNEL_WORDS &&
    all.every((word) => BACKCHANNELS.has(word) || FILLERS.has(word)) &&
    !text.includes('?')
  );
}

export function isFarewell(text: string): boolean {
  const folded = fold(text);
  return (
    folded !== '' &&
    folded.split(' ').every((word) => FAREWELLS.has(word) || BACKCHANNELS.has(word))
  );
}

/** Ends like a whole sentence. */
export function isSentence(text: string): boolean {
  return /[.!?]["')]?$/.test(text.trimEnd()) && !looksUnfinished(text);
}

/** Ends on a word or a comma after which more must follow. */
export function looksUnfinished(text: string): boolean {
  const trimmed = text.trimEnd();
  if (/[.!?…]["')]?$/.test(trimmed) && !trimmed.endsWith('...') && !trimmed.endsWith('…')) {
    return false;
  }
  if (/(,|-|–|—|\.\.\.|…)$/.test(trimmed)) return true;
  const last = fold(trimmed).split(' ').at(-1) ?? '';
  return DANGLING.has(last);
}

/** The text is a run of words the persona was just heard saying. Short ones prove nothing. */
export function isEcho(text: string, heard: string): boolean {
  const folded = fold(text);
  if (folded.split(' ').length < MIN_ECHO_WORDS) return false;
  return ` ${fold(heard)} `.includes(` ${folded} `);
}
