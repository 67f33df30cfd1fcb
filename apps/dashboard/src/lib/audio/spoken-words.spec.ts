import { charactersAt, estimatedMs, wordStartAt } from './spoken-words';

const TEXT = 'We already have a tool for that.';

describe('a voice that tells no times', () => {
  it('has said whole words only', () => {
    const said = TEXT.slice(0, charactersAt(TEXT, estimatedMs(TEXT) / 2));
    expect(said).toBe('We already have ');
  });

  it('has said everything at its estimated end', () => {
    expect(charactersAt(TEXT, estimatedMs(TEXT))).toBe(TEXT.length);
  });

  it.each([
    [0, TEXT],
    [15, 'have a tool for that.'],
    [18, 'tool for that.'],
  ])('begins again after %i characters at the start of the cut word', (characters, rest) => {
    expect(TEXT.slice(wordStartAt(TEXT, characters))).toBe(rest);
  });
});
