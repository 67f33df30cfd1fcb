import { toMailError } from './mail-error';

describe('A mail that was not taken', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'ECONNREFUSED', true],
    [{ code: 'EENVELOPE', responseCode: 550 }, 'EENVELOPE', false],
    [{ code: 'EENVELOPE', responseCode: 451 }, 'EENVELOPE', true],
    [{ code: 'EAUTH', responseCode: 535 }, 'EAUTH', true],
    [{ code: 'no such user tia@example.com' }, 'unknown', true],
    [undefined, 'unknown', true],
  ])('for %j is told by %s; trying again may help: %s', (error, code, isPassing) => {
    expect(toMailError(error)).toMatchObject({ code, isPassing });
  });

  it('is told without the address', () => {
    const said = Object.assign(new Error('550 No such user <tia@example.com>'), {
      code: 'EENVELOPE',
    });
    expect(String(toMailError(said))).not.toContain('tia');
  });
});
