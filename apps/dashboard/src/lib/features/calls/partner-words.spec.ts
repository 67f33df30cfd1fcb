import { partnerOf } from './partner-words';

const SARAH = { id: 'sarah', version: 1, name: 'Sarah Whitfield', title: 'Agency owner' };

describe('partnerOf', () => {
  it.each([
    [SARAH, 'ready' as const, 'Sarah Whitfield'],
    [null, 'active' as const, 'Nothing chosen yet'],
    [null, 'processing' as const, 'Nothing chosen'],
    [null, 'ready' as const, 'Nothing chosen'],
  ])('of persona %j in a call that is %s is "%s"', (persona, state, words) => {
    expect(partnerOf({ persona, state })).toBe(words);
  });
});
