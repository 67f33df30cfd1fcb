import { Passwords } from './passwords';

describe('Passwords', () => {
  const passwords = new Passwords();

  it('keeps an argon2id hash that fits the password and no other', async () => {
    const kept = await passwords.hash('correct horse battery');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify('correct horse battery', kept)).toBe(true);
    expect(await passwords.verify('correct horse batterz', kept)).toBe(false);
  });

  it('salts: the same password gives another hash', async () => {
    expect(await passwords.hash('same')).not.toBe(await passwords.hash('same'));
  });

  it.each([[null], [undefined]])('lets nobody in without a password (%s)', async (none) => {
    expect(await passwords.verify('', none)).toBe(false);
    expect(await passwords.verify('anything', none)).toBe(false);
  });
});
