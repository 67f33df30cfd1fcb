// What a recogniser cannot tell apart on a poor line: voiced and unvoiced consonants, and vowels.
// A coarse relative of Metaphone: consonants in classes, vowels only at the beginning, no doubles.

const RULES: readonly (readonly [RegExp, string])[] = [
  [/tch|ch|sh|ci(?=[aou])|ti(?=[aou])/g, 'x'],
  [/ph/g, 'f'],
  [/^kn/g, 'n'],
  [/^wr/g, 'r'],
  [/gh/g, ''],
  [/ck/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/[cqg]/g, 'k'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/b/g, 'p'],
  [/^[aeiou]/g, 'A'],
  [/[aeiouhwy]/g, ''],
  [/(.)\1+/g, '$1'],
];

/** "gold cooling" and "cold calling" share `kltklnk`. Spaces are not heard. */
export const phoneticKey = (text: string): string =>
  RULES.reduce(
    (key, [pattern, sound]) => key.replace(pattern, sound),
    text.toLowerCase().replaceAll(' ', ''),
  );

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
