// What a recogniser cannot tell apart on a poor line: voiced and unvoiced consonants, and vowels.
// A coarse relative of Metaphone: consonants in classes, vowels only at the beginning, no doubles.

/** One sound for each letter that is none by itself; vowels and "h", "w", "y" are silent. */
const SOUNDS: ReadonlyMap<string, string> = new Map(
  'b:p c:k d:t f:f g:k j:j k:k l:l m:m n:n p:p q:k r:r s:s t:t v:f x:ks z:s'
    .split(' ')
    .map((entry) => [entry.charAt(0), entry.slice(2)]),
);
const VOWELS = 'aeiou';

/** "gold cooling" and "cold calling" share `kltklnk`. Spaces are not heard; lower case only. */
export const phoneticKey = (text: string): string => {
  let key = '';
  let started = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === ' ') continue;
    const sound = soundOf(letter, text.charAt(at + 1), text.charAt(at + 2));
    if (sound !== '' && !key.endsWith(sound)) key += sound;
    else if (!started && VOWELS.includes(letter)) key = 'A';
    if (sound !== '' || VOWELS.includes(letter)) started = true;
  }
  return key;
};

const soundOf = (letter: string, next: string, third: string): string => {
  const isSoft = next === 'i' && third !== '' && 'aou'.includes(third);
  if (letter === 'c') return softC(next, isSoft);
  if (next === 'h') {
    if (letter === 's') return 'x';
    if (letter === 'p') return 'f';
    if (letter === 'g') return '';
  }
  if (letter === 't' && (isSoft || (next === 'c' && third === 'h'))) return isSoft ? 'x' : '';
  return SOUNDS.get(letter) ?? '';
};

/** "Rachel" and "racial", "cent", "cold". */
const softC = (next: string, isSoft: boolean): string => {
  if (next === 'h' || isSoft) return 'x';
  return next !== '' && 'eiy'.includes(next) ? 's' : 'k';
};

/** Insertions, deletions and substitutions that make `a` into `b`; `most + 1` when it takes more. */
export const editDistance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? 0, most + 1);
};
