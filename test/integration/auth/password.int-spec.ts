import { AccountsService } from '../../../apps/api/src/auth/accounts.service';
import { AuthService } from '../../../apps/api/src/auth/auth.service';
import { BackgroundWork } from '../../../apps/api/src/auth/background-work';
import { PasswordService } from '../../../apps/api/src/auth/password.service';
import { testDatabaseUrl } from '../../support/test-database';
import {
  CLIENT,
  MembershipStage,
  PASSWORD,
  type Person,
  problem,
  tokenIn,
} from './membership-stage';

const NEXT = 'a new and better password';

describe('A password', () => {
  let stage: MembershipStage;
  let auth: AuthService;
  let passwords: PasswordService;
  let admin: Person;
  let organizationId: string;
  beforeAll(async () => {
    stage = await MembershipStage.open(await testDatabaseUrl());
    auth = stage.get(AuthService);
    passwords = stage.get(PasswordService);
  });
  beforeEach(async () => {
    await stage.clear();
    ({ id: organizationId, admin } = await stage.organization());
  });
  afterAll(() => stage.close());

  const change = (current: string, sessionId?: string) =>
    passwords.change(admin.actor, sessionId, { current, next: NEXT });

  describe('being changed', () => {
    it('replaces the old one and signs out every other browser', async () => {
      const cookie = await stage.signIn(admin.email);
      const elsewhere = await stage.signIn(admin.email);
      await change(PASSWORD, (await auth.identify({ cookie }))?.signInSessionId);

      expect(await auth.actorFromCookieHeader(cookie)).toBeDefined();
      expect(await auth.actorFromCookieHeader(elsewhere)).toBeUndefined();
      await expect(stage.signIn(admin.email)).rejects.toEqual(problem('auth.bad_credentials'));
      await expect(stage.signIn(admin.email, NEXT)).resolves.toBeDefined();
    });

    it('needs the current one', async () => {
      await expect(change('not the password')).rejects.toMatchObject({
        code: 'auth.wrong_password',
        fields: [{ path: 'current' }],
      });
      await expect(stage.signIn(admin.email)).resolves.toBeDefined();
    });

    it('cannot be guessed at from an open browser', async () => {
      for (let tries = 0; tries < 10; tries += 1) {
        await expect(change('a guess')).rejects.toEqual(problem('auth.wrong_password'));
      }
      await expect(change(PASSWORD)).rejects.toEqual(problem('auth.too_many_attempts'));
    });

    it('is not for API keys to do', async () => {
      const key = { ...admin.actor, via: 'api_key' } as const;
      const input = { current: PASSWORD, next: NEXT };
      await expect(passwords.change(key, undefined, input)).rejects.toEqual(
        problem('auth.sign_in_needed'),
      );
    });

    it('voids reset links that are on their way', async () => {
      const token = await askForReset(admin.email);
      await change(PASSWORD);
      await expect(passwords.confirmReset({ token, password: 'yet another one' })).rejects.toEqual(
        problem('auth.reset_link_invalid'),
      );
    });
  });

  const askForReset = async (email: string) => {
    await passwords.requestReset(email, CLIENT);
    return tokenIn((await stage.lastMail()).text);
  };

  describe('forgotten', () => {
    it('is replaced through a mailed link, which signs out every browser', async () => {
      const cookie = await stage.signIn(admin.email);
      const token = await askForReset(admin.email);
      expect(await stage.lastMail()).toMatchObject({ to: admin.email });
      expect((await stage.lastMail()).text).toContain(
        `https://practice.example.com/reset-password/${token}`,
      );
      await passwords.confirmReset({ token, password: NEXT });
      expect(await auth.actorFromCookieHeader(cookie)).toBeUndefined();
      await expect(stage.signIn(admin.email, NEXT)).resolves.toBeDefined();
    });

    it('is replaced once per link, also when two use it at the same time', async () => {
      const token = await askForReset(admin.email);
      const chosen = ['the first new one', 'the second new one'];
      const outcomes = await Promise.allSettled(
        chosen.map((password) => passwords.confirmReset({ token, password })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const works = await Promise.allSettled(chosen.map((one) => stage.signIn(admin.email, one)));
      expect(works.map(({ status }) => status)).toEqual(outcomes.map(({ status }) => status));
    });

    it('is not replaced after an hour', async () => {
      const token = await askForReset(admin.email);
      stage.clock.advance(3_600_000);
      await expect(passwords.confirmReset({ token, password: NEXT })).rejects.toEqual(
        problem('auth.reset_link_invalid'),
      );
      await expect(stage.signIn(admin.email)).resolves.toBeDefined();
    });

    it('is not replaced by a link that was never sent', async () => {
      await expect(
        passwords.confirmReset({ token: 'x'.repeat(43), password: NEXT }),
      ).rejects.toEqual(problem('auth.reset_link_invalid'));
    });

    it('is kept only as hashes, the link too', async () => {
      const token = await askForReset(admin.email);
      const [row] = await stage.database.query('SELECT * FROM password_resets');
      expect(row.organization_id).toBe(organizationId);
      expect(JSON.stringify(row)).not.toContain(token);
    });

    it.each(['unknown', 'suspended', 'sample'] as const)(
      'gets the same answer but no mail for an address that is %s',
      async (state) => {
        const person = await stage.person(organizationId, { sample: state === 'sample' });
        if (state === 'suspended') {
          await stage.get(AccountsService).change(organizationId, person.id, { suspended: true });
        }
        const email = state === 'unknown' ? 'nobody@example.com' : person.email;
        await expect(passwords.requestReset(email, CLIENT)).resolves.toBeUndefined();
        await stage.get(BackgroundWork).settled();
        expect(stage.mails).toEqual([]);
      },
    );

    it('is mailed about three times an hour, no more, whether the address exists or not', async () => {
      for (const email of [admin.email, 'nobody@example.com']) {
        for (let mails = 0; mails < 3; mails += 1) await passwords.requestReset(email, CLIENT);
        await expect(passwords.requestReset(email, CLIENT)).rejects.toEqual(
          problem('auth.too_many_attempts'),
        );
      }
      await stage.get(BackgroundWork).settled();
      expect(stage.mails).toHaveLength(3);
    });

    it('stays when the member was suspended after the mail', async () => {
      const person = await stage.person(organizationId);
      const token = await askForReset(person.email);
      await stage.get(AccountsService).change(organizationId, person.id, { suspended: true });
      await expect(passwords.confirmReset({ token, password: NEXT })).rejects.toEqual(
        problem('auth.reset_link_invalid'),
      );
    });
  });
});
