import { moneyOf } from '$lib/format/money';
import { durationOf } from './amounts';
import { turnAt, unheardOf, type ReviewTurn } from './call-detail';
import { waveformPath } from './waveform-path';

const turn = (over: Partial<ReviewTurn>): ReviewTurn => ({
  id: 'a',
  speaker: 'persona',
  text: 'We have',
  generatedText: null,
  startMs: 0,
  endMs: 1000,
  interrupted: false,
  estimated: false,
  typed: false,
  ...over,
});

describe('the turn at a moment', () => {
  const turns = [turn({ id: 'a', startMs: 500, endMs: 3000 }), turn({ id: 'b', startMs: 2800 })];

  it.each([
    [0, undefined],
    [500, 'a'],
    [2900, 'b'],
    [90_000, 'b'],
  ])('at %i ms is %s', (ms, id) => {
    expect(turnAt(turns, ms)?.id).toBe(id);
  });
});

describe('what was not heard', () => {
  it.each([
    ['We have a tool.', 'a tool.'],
    ['We have', ''],
    [null, ''],
    ['Something else', ''],
  ])('of "%s" is "%s"', (generatedText, unheard) => {
    expect(unheardOf(turn({ generatedText }))).toBe(unheard);
  });
});

describe('the waveform', () => {
  it('keeps the loudest of what a bar stands for', () => {
    expect(waveformPath([0.1, 0.9, 0.2, 0.3], 2)).toBe('M0.50 -0.900V0.900M1.50 -0.300V0.300');
  });

  it('spreads few peaks over the whole width', () => {
    expect(waveformPath([1], 4)).toBe('M2.00 -1.000V1.000');
    expect(waveformPath([], 4)).toBe('');
  });
});

describe('amounts', () => {
  it.each([
    [0, '$0.00'],
    [1234, '$0.0012'],
    [99_000, '$0.0990'],
    [1_500_000, '$1.50'],
  ])('shows %i micro-dollars as %s', (micro, shown) => {
    expect(moneyOf(micro)).toBe(shown);
  });

  it('shows a duration in minutes and seconds', () => {
    expect(durationOf(125_400)).toBe('2:05');
  });
});
