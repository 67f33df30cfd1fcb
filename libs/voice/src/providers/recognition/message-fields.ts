import type { TranscribedWord } from '../../ports/speech-to-text';

/** Reading what a vendor sent, of which nothing is certain. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : {};
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** @param unitMs milliseconds of one unit of the vendor's times. */
export function wordsOf(value: unknown, unitMs: number): TranscribedWord[] {
  return listOf(value).flatMap((entry) => {
    const { start, end, ...names } = fieldsOf(entry);
    const text = textOf(names['punctuated_word']) ?? textOf(names['word'] ?? names['text']);
    const from = numberOf(start);
    const to = numberOf(end);
    if (text === undefined || from === undefined || to === undefined) return [];
    return [{ text, startMs: from * unitMs, endMs: to * unitMs }];
  });
}
