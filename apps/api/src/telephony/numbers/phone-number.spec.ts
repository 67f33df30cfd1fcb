import { maskPhoneNumber, parsePhoneNumber, shownNumber } from './phone-number';

describe('A telephone number', () => {
  it.each([
    ['+15550001234', '+15550001234'],
    ['+1 (555) 000-1234', '+15550001234'],
    ['0044 20 7946 0018', '+442079460018'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    [' +49/30/901820 ', '+4930901820'],
    ['+1.555.000.1234', '+15550001234'],
    ['+1\u00a0555\u20111234567', '+15551234567'],
  ])('%p is read as %p', (written, number) => {
    expect(parsePhoneNumber(written)).toBe(number);
  });

  it.each([
    ['020 7946 0018', 'Begin with the country code'],
    ['5550001234', 'Begin with the country code'],
    ['+044 20 7946 0018', 'Begin with the country code'],
    ['000442079460018', 'Begin with the country code'],
    ['call me', 'Use digits only'],
    ['+1555CALLNOW', 'Use digits only'],
    ['', 'Use digits only'],
    ['+١٥٥٥٠٠٠١٢٣٤', 'Use digits only'],
    ['+1 555', '7 to 15 digits'],
    ['+1234567890123456', '7 to 15 digits'],
  ])('%p is refused: %s', (written, why) => {
    expect(() => parsePhoneNumber(written)).toThrow(why);
  });

  it.each([
    ['+15550001234', '··· 1234'],
    ['+6831234', '··· 34'],
  ])('%p is shown as %p to those who may not call it', (number, masked) => {
    expect(maskPhoneNumber(number)).toBe(masked);
  });

  it.each(['+15550001234', '+4930901820'])('of a caller is shown when it is %p', (from) => {
    expect(shownNumber(from)).toBe(from);
  });

  it.each([
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    'anonymous',
    'Restricted',
    'client:ada',
    'sip:ada@example.com',
    '',
    '12345',
  ])('of a caller is not shown when it is %p', (from) => {
    expect(shownNumber(from)).toBeUndefined();
  });
});
