import { diallingCodeOf, diallingCodesOf, isWithin } from './dialling-codes';

describe('Dialling codes', () => {
  it.each([
    ['US', ['1']],
    ['gb', ['44']],
    ['DO', ['1809', '1829', '1849']],
    ['+44', ['44']],
    [' +4420 ', ['4420']],
    ['XX', undefined],
    ['44', undefined],
    ['+', undefined],
    ['', undefined],
  ])('are named by %p as %j', (written, codes) => {
    expect(diallingCodesOf(written)).toEqual(codes);
  });

  it.each([
    ['+15551234567', '1'],
    ['+18765551234', '1876'],
    ['+442079460018', '44'],
    ['+35312345678', '353'],
    ['+77012345678', '77'],
    ['+79161234567', '7'],
    ['+99912345678', undefined],
  ])('of %s is %s', (number, code) => {
    expect(diallingCodeOf(number)).toBe(code);
  });

  it.each([
    ['+15551234567', ['1'], true],
    ['+18765551234', ['1'], false],
    ['+18765551234', ['1876'], true],
    ['+442079460018', ['1', '44'], true],
    ['+442079460018', ['4420'], true],
    ['+441619460018', ['4420'], false],
    ['+442079460018', ['4'], false],
    ['+77012345678', ['7'], false],
    ['+4930901820', ['1', '44'], false],
    ['+4930901820', [], false],
  ])('%s within %j: %s', (number, codes, within) => {
    expect(isWithin(number, codes)).toBe(within);
  });
});
