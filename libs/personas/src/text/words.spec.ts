import { folded } from './words';

describe('folding a text', () => {
  it('writes contractions out and leaves words alone that merely look like code', () => {
    expect(folded("I can't, let's go")).toBe(' i can not let us go ');
    expect(folded('the constructor has a toString')).toBe(' the constructor has a tostring ');
  });
});
