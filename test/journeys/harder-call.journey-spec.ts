import type { Browser, Locator, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

const ASK = 'Can I talk to David please?';
const REASON = 'This is Tia from Ledgerly, it is about how you approve your invoices.';

describe('a call that is harder than a conversation', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let david: string;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
    david = await stage.personaId('David');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  describe('an author', () => {
    let page: Page;

    beforeAll(async () => {
      page = (await watchedPage(browser, { reducedMotion: 'reduce' })).page;
      await signIn(page, stage.url, 'admin@example.com');
      await page.goto(`${stage.url}/personas/${david}/edit`);
    });
    afterAll(() => page.context().close());

    it('lets nobody pick up, which leaves no gatekeeper to get past', async () => {
      await flip(page, 'Gatekeeper');
      await flip(page, 'Voicemail');
      const gatekeeper = page.getByRole('switch', { name: 'Gatekeeper' });
      expect(await gatekeeper.isDisabled()).toBe(true);
      expect(await gatekeeper.isChecked()).toBe(false);
      await page
        .getByText(/Not together with voicemail/)
        .first()
        .waitFor();
      expect(await page.getByRole('switch', { name: 'Poor line' }).isDisabled()).toBe(false);
      expect(await audit(page)).toEqual([]);
    });

    it('saves it, and reads on the page of the persona what is in the way', async () => {
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(/Version 2 is saved/).waitFor();
      const { body } = await stage.get(`/api/personas/${david}`, stage.admin);
      expect(body.realism).toEqual({ voicemail: true });
      await page.getByRole('link', { name: 'Versions' }).click();
      await page.getByText('Changed: how to reach them', { exact: true }).waitFor();
      await page.getByRole('link', { name: 'Overview' }).click();
      const card = page.getByRole('region', { name: 'How to reach David' });
      await card.getByText(/Nobody picks up/).waitFor();
      expect(await card.getByText('Gatekeeper').count()).toBe(0);
      expect(await audit(page)).toEqual([]);
    });
  });

  describe('a trainee', () => {
    let watched: WatchedPage;
    let page: Page;

    beforeAll(async () => {
      watched = await watchedPage(browser, { reducedMotion: 'reduce' });
      page = watched.page;
      await signIn(page, stage.url, 'tia@example.com');
      await page.goto(`${stage.url}/practise?persona=${david}`);
    });
    afterAll(() => page.context().close());

    it('finds the obstacles of David, and trades them for others with the keyboard', async () => {
      const fold = page.locator('summary').filter({ hasText: 'Make it harder' });
      await fold.getByText('Voicemail').waitFor();
      await fold.press('Enter');
      await flip(page, 'Voicemail');
      await fold.getByText('Nothing in the way').waitFor();
      await flip(page, 'Gatekeeper');
      await fold.getByText('Gatekeeper').waitFor();
      expect(await audit(page)).toEqual([]);
    });

    it('gets past the gatekeeper with a name and a reason, and talks to David', async () => {
      await page.getByText('Type', { exact: true }).click();
      await page.getByRole('button', { name: 'Start the call' }).click();
      const turns = turnsOf(page);
      await turns.filter({ hasText: "David Okafor's office" }).waitFor();
      await heard(page);
      await type(page, ASK);
      await turns.filter({ hasText: 'Who is calling' }).waitFor();
      await heard(page);
      await type(page, REASON);
      await turns.filter({ hasText: 'whether David can talk' }).waitFor();
      // Her greeting and her question, both answered, her way in: the sixth turn is his.
      await turns.nth(5).filter({ hasNotText: '…' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Hang up now' }).click();
      await page.waitForURL(/\/calls\//);
      await page.getByText("David Okafor's office").first().waitFor();
      expect(watched.troubles).toEqual([]);
    });

    it('finds David as he is the next time', async () => {
      await page.goto(`${stage.url}/practise?persona=${david}`);
      await page.locator('summary').getByText('Voicemail').waitFor();
    });
  });
});

/** With the space bar, as somebody without a mouse does. */
const flip = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('switch', { name }).press('Space');
};

const heard = (page: Page): Promise<void> =>
  page
    .getByText(/David Okafor listens/, { exact: true })
    .first()
    .waitFor();

const turnsOf = (page: Page): Locator => page.getByLabel('Transcript').getByRole('listitem');

const type = async (page: Page, words: string): Promise<void> => {
  const field = page.getByLabel('Type what you say');
  await field.fill(words);
  await field.press('Enter');
};
