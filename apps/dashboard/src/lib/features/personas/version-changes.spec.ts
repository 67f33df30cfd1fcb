import { blankPersona } from './editor/blank-persona';
import { changedParts } from './version-changes';

describe('changedParts', () => {
  it('finds nothing between equals, in whatever order their keys come', () => {
    const before = { ...blankPersona(), knobs: { patience: 1, skepticism: 0, talkativeness: 0.5 } };
    const after = { ...blankPersona(), knobs: { talkativeness: 0.5, skepticism: 0, patience: 1 } };
    expect(changedParts(before, after)).toEqual([]);
  });

  it('knows that nothing in the way is nothing, however it is written', () => {
    const before = { ...blankPersona(), realism: undefined };
    const after = { ...blankPersona(), realism: { gatekeeper: false } };
    expect(changedParts(before, after)).toEqual([]);
    expect(changedParts(before, { ...after, realism: { hold: true } })).toEqual([
      'how to reach them',
    ]);
  });

  it('names what changed, also deep inside and in order', () => {
    const before = { ...blankPersona(), styles: ['warm', 'direct'] };
    const after = {
      ...before,
      styles: ['direct', 'warm'],
      challenges: [{ topic: 'Budget', lines: ['Too dear.'], concessions: [] }],
    };
    expect(changedParts(before, after)).toEqual(['styles', 'challenges']);
  });
});
