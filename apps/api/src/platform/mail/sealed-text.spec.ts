import { seal, unseal } from './sealed-text';

const SECRET = 'a secret that is long enough for this';

const changed = (sealed: string): string =>
  `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`;

describe('A sealed text', () => {
  it('opens with its secret for its purpose', () => {
    expect(unseal(seal('https://…/token', SECRET, 'mail'), SECRET, 'mail')).toBe('https://…/token');
  });

  it('shows nothing, and looks different each time', () => {
    const sealed = seal('token', SECRET, 'mail');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('token');
    expect(seal('token', SECRET, 'mail')).not.toBe(sealed);
  });

  it.each([
    ['another secret', (sealed: string) => unseal(sealed, `${SECRET}!`, 'mail')],
    ['another purpose', (sealed: string) => unseal(sealed, SECRET, 'sms')],
    ['a change', (sealed: string) => unseal(changed(sealed), SECRET, 'mail')],
    ['nothing', () => unseal('', SECRET, 'mail')],
  ])('does not open with %s', (_what, open) => {
    expect(open(seal('token', SECRET, 'mail'))).toBeUndefined();
  });
});
