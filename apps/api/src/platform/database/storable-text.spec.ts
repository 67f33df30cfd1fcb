import { storableJson, storableText } from './storable-text';

describe('Text that PostgreSQL can keep', () => {
  it.each([
    ['plain words, ünïcode and 👋', 'plain words, ünïcode and 👋'],
    ['a NUL \0 in between', 'a NUL \uFFFD in between'],
    ['half of a pair \uD83D', 'half of a pair \uFFFD'],
    ['the other half \uDC4B of it', 'the other half \uFFFD of it'],
  ])('of %j is %j', (text, kept) => {
    expect(storableText(text)).toBe(kept);
  });

  it('is made of every text within a value', () => {
    const json = storableJson([{ atMs: 5, text: 'a\0b', words: [{ text: '\uD83D' }], by: null }]);
    expect(JSON.parse(json)).toEqual([
      { atMs: 5, text: 'a\uFFFDb', words: [{ text: '\uFFFD' }], by: null },
    ]);
  });
});
