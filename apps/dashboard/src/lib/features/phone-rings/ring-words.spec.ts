import { isOver, ringerOf, stateWords, whenWords } from './ring-words';

const NOW = new Date(2026, 10, 26, 12, 0);
const at = (hour: number): string => new Date(2026, 10, 26, hour, 30).toISOString();
const ring = {
  state: 'scheduled' as const,
  between: null,
  dueAt: at(15),
  createdAt: at(9),
};

describe('the words for a telephone that we ring', () => {
  it.each([
    ['scheduled', null, 'Scheduled', false],
    ['ringing', null, 'Your telephone rings', false],
    ['connected', null, 'You are in the call', false],
    ['ended', 'no_answer', 'Nobody answered', true],
    ['ended', 'machine', 'A voicemail answered, so we hung up', true],
    ['ended', 'completed', 'You talked', true],
    ['ended', null, 'Over', true],
  ] as const)('of one that is %s with %p', (state, outcome, words, over) => {
    expect(stateWords({ state, outcome, refusal: null })).toBe(words);
    expect(isOver({ state })).toBe(over);
  });

  it.each([
    ['telephony.too_many_calls', 'cancelled', /too many calls/],
    ['telephony.country_not_allowed', 'cancelled', /country/],
    ['telephony.no_number', 'cancelled', /no longer yours/],
    ['telephony.something_new', 'cancelled', /^Cancelled$/],
    [null, 'used_up', /minutes/],
  ] as const)('say why one was not made: %p', (refusal, outcome, words) => {
    expect(stateWords({ state: 'ended', outcome, refusal })).toMatch(words);
  });

  it('name who rings only as far as that is decided', () => {
    const persona = { id: 'x', name: 'Sarah Whitfield' };
    expect(ringerOf({ persona, mode: null })).toBe('Sarah Whitfield');
    expect(ringerOf({ persona: null, mode: 'interview' })).toBe('Somebody');
    expect(ringerOf({ persona: null, mode: null })).toBe('Sparline');
  });

  it('say when it is due, and of one that was rung at once when that was', () => {
    expect(whenWords(ring, NOW, 'en-GB')).toBe('Today, 15:30');
    const past = { ...ring, state: 'ended' as const, dueAt: null };
    expect(whenWords(past, NOW, 'en-GB')).toBe('Today, 09:30');
  });

  it('keep the moment of a surprise to its window until it is past', () => {
    const surprise = { ...ring, dueAt: null, between: { from: at(14), to: at(18) } };
    expect(whenWords(surprise, NOW, 'en-GB')).toBe('Today, 14:30 to Today, 18:30, by surprise');
    const past = { ...surprise, state: 'ended' as const, dueAt: at(16) };
    expect(whenWords(past, NOW, 'en-GB')).toBe('Today, 16:30');
  });
});
