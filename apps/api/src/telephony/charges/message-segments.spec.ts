import { segmentsOf } from './message-segments';

describe('segmentsOf', () => {
  it.each([
    ['nothing', '', 1],
    ['160 plain characters', 'a'.repeat(160), 1],
    ['161 plain characters', 'a'.repeat(161), 2],
    ['306 plain characters', 'a'.repeat(306), 2],
    ['307 plain characters', 'a'.repeat(307), 3],
    ['80 euro signs, two places each', '€'.repeat(80), 1],
    ['81 euro signs', '€'.repeat(81), 2],
    ['a euro sign that does not fit in the first', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['70 characters of another alphabet', 'я'.repeat(70), 1],
    ['71 characters of another alphabet', 'я'.repeat(71), 2],
    ['an emoji, which takes two', `${'a'.repeat(68)}🎉`, 1],
    ['an emoji too many', `${'a'.repeat(69)}🎉`, 2],
    ['an emoji that is not torn in two', `${'я'.repeat(66)}🎉${'я'.repeat(66)}`, 3],
    ['a typographic apostrophe, which no plain message knows', `${'a'.repeat(70)}’`, 2],
  ])('counts %s', (_name, body, segments) => {
    expect(segmentsOf(body)).toBe(segments);
  });
});
