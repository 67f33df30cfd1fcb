import fc from 'fast-check';
import type { SpokenSpan } from './heard-text';
import { heardText, lastWordBoundary } from './heard-text';

const TEXT = 'Well, we pay too much.';
const WORDS = [
  { text: 'Well,', startMs: 0, endMs: 300 },
  { text: 'we', startMs: 300, endMs: 500 },
  { text: 'pay', startMs: 500, endMs: 800 },
  { text: 'too', startMs: 800, endMs: 1000 },
  { text: 'much.', startMs: 1000, endMs: 1400 },
];

const span = (change: Partial<SpokenSpan>): SpokenSpan => ({
  text: TEXT,
  words: WORDS,
  producedMs: 1500,
  complete: true,
  playedMs: 0,
  finished: false,
  ...change,
});

test.each<[playedMs: number, heard: string]>([
  [0, ''],
  [299, ''],
  [300, 'Well,'],
  [799, 'Well, we'],
  [800, 'Well, we pay'],
  [1399, 'Well, we pay too'],
  [1400, 'Well, we pay too much.'],
])('%d ms played are heard as %j', (playedMs, text) => {
  expect(heardText([span({ playedMs })])).toEqual({ text, estimated: false });
});

test('nothing is heard beyond what was made', () => {
  const heard = heardText([span({ producedMs: 500, complete: false, playedMs: 5000 })]);
  expect(heard.text).toBe('Well, we');
});

test('a word that appears twice is found in its order', () => {
  const words = ['no', 'no', 'never'].map((text, at) => ({
    text,
    startMs: at * 100,
    endMs: at * 100 + 100,
  }));
  const heard = heardText([span({ text: 'No, no, never.', words, playedMs: 250 })]);
  expect(heard.text).toBe('No, no,');
});

test('without word times it is cut by proportion, at a word, and says so', () => {
  const heard = heardText([span({ words: null, playedMs: 750 })]);
  expect(heard).toEqual({ text: 'Well, we', estimated: true });
});

test('without a known length it is guessed from the text', () => {
  const heard = heardText([span({ words: null, producedMs: null, complete: true, playedMs: 650 })]);
  expect(heard).toEqual({ text: 'Well, we', estimated: true });
});

test('a segment that ended is heard whole, and the next one follows', () => {
  const next = span({ text: 'Go on then.', words: null, producedMs: 1000, playedMs: 500 });
  const heard = heardText([span({ playedMs: 1500, finished: true }), next]);
  expect(heard).toEqual({ text: `${TEXT} Go on`, estimated: true });
});

test('nothing is heard after the segment that was cut', () => {
  const heard = heardText([span({ playedMs: 500 }), span({ text: 'Later.', finished: true })]);
  expect(heard.text).toBe('Well, we');
});

test('audio that was never made is not heard', () => {
  expect(heardText([span({ producedMs: 0, finished: true })]).text).toBe('');
});

test('what is heard is always a beginning of the text, and only grows', () => {
  const ms = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(ms, ms, fc.boolean(), (a, b, timed) => {
      const words = timed ? WORDS : null;
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map(
        (playedMs) => heardText([span({ playedMs, words })]).text,
      );
      expect(TEXT.startsWith(more ?? '')).toBe(true);
      expect(more?.startsWith(less ?? '')).toBe(true);
    }),
  );
});

describe('where a held voice goes on', () => {
  const words = [
    { text: 'We', startMs: 0, endMs: 200 },
    { text: 'looked', startMs: 250, endMs: 600 },
  ];
  it.each([
    ['in a word, at its beginning', 400, 250],
    ['between two words, where it was held', 220, 220],
    ['at the very end of a word, where it was held: nobody hears it twice', 570, 570],
    ['after the last word, where it was held', 700, 700],
  ])('%s', (_where, playedMs, fromMs) => {
    expect(lastWordBoundary(words, playedMs)).toBe(fromMs);
  });

  it('without word times, where it was held', () => {
    expect(lastWordBoundary(null, 400)).toBe(400);
  });
});
