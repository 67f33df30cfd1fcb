import type { EspeakEvent } from './espeak-engine';
import { EspeakWords } from './espeak-words';

const word = (text_position: number, audio_position: number): EspeakEvent => ({
  type: 'word',
  text_position,
  audio_position,
});
const pause = (audio_position: number): EspeakEvent => ({
  type: 'phoneme',
  text_position: 1,
  audio_position,
  id: '',
});

describe('EspeakWords', () => {
  it('gives each word with its punctuation, ending where a pause begins', () => {
    const words = new EspeakWords('Hello, who is it?');
    expect(words.push([word(1, 0), pause(400), word(8, 600)])).toEqual([
      { text: 'Hello,', startMs: 0, endMs: 400 },
    ]);
    expect(words.push([word(12, 750), word(15, 900)])).toEqual([
      { text: 'who', startMs: 600, endMs: 750 },
      { text: 'is', startMs: 750, endMs: 900 },
    ]);
    expect(words.finish(1200)).toEqual([{ text: 'it?', startMs: 900, endMs: 1200 }]);
  });

  it('keeps a number that is spoken as several words in one piece', () => {
    const words = new EspeakWords('Only $29.50 today');
    words.push([word(1, 0), word(6, 300), word(7, 500), word(8, 800), word(8, 1100)]);
    expect(words.push([word(13, 1500)])).toEqual([{ text: '$29.50', startMs: 300, endMs: 1500 }]);
  });

  it('counts characters as eSpeak does, where an emoji is one', () => {
    const words = new EspeakWords('😀 ok');
    words.push([word(1, 0)]);
    expect(words.push([word(3, 200)])).toEqual([{ text: '😀', startMs: 0, endMs: 200 }]);
    expect(words.finish(500)).toEqual([{ text: 'ok', startMs: 200, endMs: 500 }]);
  });

  it('gives nothing for a text without words', () => {
    const words = new EspeakWords('...');
    expect(words.push([])).toEqual([]);
    expect(words.finish(10)).toEqual([]);
  });
});
