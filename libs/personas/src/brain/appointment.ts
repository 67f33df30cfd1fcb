import { wordsOf } from '../text/words';

const DAYS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday tomorrow'.split(' '),
);
const HOURS = new Set(
  'one two three four five six seven eight nine ten eleven twelve noon'.split(' '),
);

/** "Thursday at ten", as the trainee proposed it; absent without a day. */
export const dayIn = (text: string): string | undefined => {
  const words = wordsOf(text).map((word) => word.toLowerCase());
  const at = words.findIndex((word) => DAYS.has(word));
  if (at < 0) return words.join(' ').includes('next week') ? 'next week' : undefined;
  const day = spelled(words[at] ?? '');
  const hour = hourAfter(words.slice(at + 1, at + 8));
  return hour ? `${day} at ${hour}` : day;
};

const spelled = (day: string): string =>
  day === 'tomorrow' ? day : day.charAt(0).toUpperCase() + day.slice(1);

const hourAfter = (words: readonly string[]): string | undefined => {
  const at = words.indexOf('at');
  const hour = at < 0 ? undefined : words[at + 1];
  if (!hour) return undefined;
  return HOURS.has(hour) || /^\d{1,2}(am|pm)?$/.test(hour) ? hour : undefined;
};

const CURRENCY = new Set('dollars dollar euros euro bucks pounds usd eur grand'.split(' '));
const SCALES = new Set('hundred thousand k million'.split(' '));

/** "900 dollars", as said; absent when no amount of money was named. */
export const amountIn = (text: string): string | undefined => {
  const symbol = /[$€£] ?\d[\d,.]{0,12}/.exec(text.slice(0, 4000))?.[0];
  if (symbol) return symbol.replace(/[.,]$/, '');
  const words = wordsOf(text);
  const at = words.findIndex((word) => CURRENCY.has(word.toLowerCase()));
  if (at < 1) return undefined;
  const from = SCALES.has((words[at - 1] ?? '').toLowerCase()) ? at - 2 : at - 1;
  return words.slice(Math.max(0, from), at + 1).join(' ');
};
