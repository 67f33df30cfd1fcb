import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { PASSWORD, practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { signIn } from './support/sign-in';
import { writeHistory } from './support/sample-history';
import { watchedPage } from './support/watched-page';

const NEW_PASSWORD = 'a fresh password for tests';

describe('running the office: personas, people and passwords', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let admin: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
    admin = (await watchedPage(browser)).page;
    await signIn(admin, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  describe('a persona edited in two tabs', () => {
    const MINE = 'Runs a twelve-person agency and has little time today.';
    const THEIRS = 'Runs a twelve-person agency and is in a splendid mood.';
    let other: Page;
    let persona: string;

    beforeAll(async () => {
      persona = `${stage.url}/personas/${await stage.personaId('Sarah')}`;
      other = await admin.context().newPage();
      await other.goto(`${persona}/edit`);
      await other.getByLabel('Tagline').fill(THEIRS);
    });
    afterAll(() => other.close());

    it('is saved as version 2', async () => {
      await admin.goto(`${persona}/edit`);
      await admin.getByLabel('Tagline').fill(MINE);
      await admin.getByRole('button', { name: 'Save', exact: true }).click();
      await admin.getByText(/Version 2 is saved/).waitFor();
      await admin.getByRole('link', { name: 'Versions' }).click();
      const inUse = admin.getByRole('listitem').filter({ hasText: 'In use' });
      await inUse.filter({ hasText: 'Version 2' }).waitFor();
    });

    it('tells the second tab that somebody was faster, and keeps every word typed there', async () => {
      await other.getByRole('button', { name: 'Save', exact: true }).click();
      await other
        .getByRole('alert')
        .filter({ hasText: /Somebody else saved version 2/ })
        .waitFor();
      expect(await other.getByLabel('Tagline').inputValue()).toBe(THEIRS);
      await other.getByRole('button', { name: 'Save mine on top' }).click();
      await other.getByText(/Version 3 is saved/).waitFor();
      expect(await other.getByLabel('Tagline').inputValue()).toBe(THEIRS);
    });

    it('goes back to version 1, which becomes version 4', async () => {
      await admin.reload();
      await admin.getByRole('button', { name: 'Bring back version 1' }).click();
      await admin.getByRole('button', { name: 'Bring it back' }).click();
      await admin.getByText(/Version 1 is back, as version 4/).waitFor();
      await admin.getByRole('link', { name: 'Overview' }).click();
      await admin.getByText('careful with every retainer').first().waitFor();
    });
  });

  describe('a trainee who was invited', () => {
    let trainee: Page;
    let link: string;

    beforeAll(async () => {
      await writeHistory(stage, 'admin@example.com');
      trainee = (await watchedPage(browser)).page;
    });
    afterAll(() => trainee.context().close());

    it('gets a link that an administrator copies', async () => {
      await admin.goto(`${stage.url}/members`);
      await admin.getByRole('button', { name: 'Invite' }).click();
      const dialog = admin.getByRole('dialog');
      await dialog.getByLabel('E-mail').fill('nils@example.com');
      await dialog.getByRole('button', { name: 'Send the invitation' }).click();
      link = await dialog.getByLabel('Invitation link').inputValue();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await admin.getByRole('listitem').filter({ hasText: 'nils@example.com' }).waitFor();
    });

    it('joins by it, in another browser', async () => {
      await trainee.goto(`${stage.url}${new URL(link).pathname}`);
      expect(await trainee.getByLabel('E-mail').inputValue()).toBe('nils@example.com');
      await trainee.getByLabel('Your name').fill('Nils Holm');
      await trainee.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await trainee.getByRole('button', { name: 'Join and sign in' }).click();
      await trainee.getByText(/, Nils\.$/).waitFor();
      await trainee.getByText('No call yet').waitFor();
    });

    it('sees neither the members nor the job queues', async () => {
      const navigation = trainee.getByRole('navigation', { name: 'Main', exact: true });
      await navigation.getByRole('link', { name: 'Calls' }).waitFor();
      expect(await navigation.getByRole('link', { name: 'Members' }).count()).toBe(0);
      await trainee.getByRole('button', { name: /^Account of/ }).click();
      await trainee.getByRole('menuitem', { name: 'Settings' }).waitFor();
      expect(await trainee.getByRole('menuitem', { name: 'Jobs' }).count()).toBe(0);
      await trainee.goto(`${stage.url}/members`);
      await trainee.getByRole('heading', { level: 1, name: 'This is not open to you' }).waitFor();
    });

    it("cannot open the administrator's call", async () => {
      const { body } = await stage.get('/api/calls', stage.admin);
      const [call] = body.items as { id: string }[];
      await trainee.goto(`${stage.url}/calls/${call?.id}`);
      await trainee.getByRole('heading', { level: 1, name: 'Nobody picks up here' }).waitFor();
      await trainee.goto(`${stage.url}/calls`);
      await trainee.getByText('No call yet').waitFor();
    });

    it('finds the link used up', async () => {
      await admin.reload();
      await admin.getByRole('listitem').filter({ hasText: 'Nils Holm' }).waitFor();
      const late = (await watchedPage(browser)).page;
      await late.goto(`${stage.url}${new URL(link).pathname}`);
      await late.getByRole('heading', { level: 1 }).waitFor();
      expect(await late.getByRole('button', { name: 'Join and sign in' }).count()).toBe(0);
      await late.context().close();
    });
  });

  describe('a password that was forgotten', () => {
    let page: Page;

    beforeAll(async () => {
      page = (await watchedPage(browser)).page;
    });
    afterAll(() => page.context().close());

    it('is refused without saying which part was wrong, and the address stays', async () => {
      await page.goto(`${stage.url}/sign-in`);
      await page.getByLabel('E-mail').fill('cleo@example.com');
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: /e-mail.*password/i })
        .waitFor();
      expect(await page.getByLabel('E-mail').inputValue()).toBe('cleo@example.com');
    });

    it('is replaced through the link in the mail', async () => {
      await page.getByRole('link', { name: /forgot/i }).click();
      await page.getByLabel('E-mail').fill('cleo@example.com');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText(/a link is on its way/).waitFor();
      await page.goto(`${stage.url}${await linkMailedTo('cleo@example.com')}`);
      await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Save the password' }).click();
      await page.getByText(/Your password is changed/).waitFor();
    });

    it('works from then on', async () => {
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByLabel('E-mail').fill('cleo@example.com');
      await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText(/, Cleo\.$/).waitFor();
    });
  });

  /** The page does not wait for the mail, which would tell whose address is known. */
  const linkMailedTo = async (address: string): Promise<string> => {
    const folder = join(stage.config.dataDir, 'mail');
    for (let look = 0; look < 200; look += 1) {
      const names = await readdir(folder).catch(() => []);
      const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
      const mail = mails.find((text) => text.includes(`To: ${address}`)) ?? '';
      const link = /https?:\/\/\S+/.exec(mail)?.[0];
      if (link) return new URL(link).pathname;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No link was mailed to ${address}.`);
  };
});
