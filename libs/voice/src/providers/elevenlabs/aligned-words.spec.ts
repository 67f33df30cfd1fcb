import { AlignedWords, type Alignment } from './aligned-words';

/** Every character lasts 10 ms. */
const spoken = (text: string): Alignment => ({
  chars: [...text],
  charStartTimesMs: [...text].map((_, index) => index * 10),
  charDurationsMs: [...text].map(() => 10),
});

describe('AlignedWords', () => {
  it('puts a word together that two chunks share', () => {
    const words = new AlignedWords();
    expect(words.push(spoken('Hi th'), 0)).toEqual([{ text: 'Hi', startMs: 0, endMs: 20 }]);
    expect(words.push(spoken('ere you'), 50)).toEqual([{ text: 'there', startMs: 30, endMs: 80 }]);
    expect(words.finish()).toEqual([{ text: 'you', startMs: 90, endMs: 120 }]);
    expect(words.finish()).toEqual([]);
  });

  it('makes no words of spaces, and keeps punctuation with its word', () => {
    const words = new AlignedWords();
    expect(words.push(spoken('  \n '), 0)).toEqual([]);
    expect(words.push(spoken('No! '), 40).map((word) => word.text)).toEqual(['No!']);
  });

  it('takes characters without a time as said where the chunk begins', () => {
    const words = new AlignedWords();
    words.push({ chars: ['a'], charStartTimesMs: [], charDurationsMs: [] }, 30);
    expect(words.finish()).toEqual([{ text: 'a', startMs: 30, endMs: 30 }]);
  });
});
