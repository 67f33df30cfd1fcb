import type { Browser, Locator, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { PASSWORD, practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { eventually } from './support/eventually';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

const WEEKEND = 'Hi Alex! I went hiking near the lake this weekend, and it was wonderful.';
const ASK_BACK = 'We walked for six hours and swam at the end. What did you do this weekend?';

describe('practising by typing, with nothing but what comes along', () => {
  let stage: PracticeStage;
  let browser: Browser;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  describe('with the mouse', () => {
    let watched: WatchedPage;
    let page: Page;

    beforeAll(async () => {
      watched = await watchedPage(browser);
      page = watched.page;
      await signIn(page, stage.url, 'tia@example.com');
    });
    afterAll(() => page.context().close());

    it('says before the call that the built-in brain plays and the built-in voice speaks', async () => {
      await page.getByRole('navigation').getByRole('link', { name: 'Personas' }).first().click();
      await page.getByRole('link', { name: /^Alex/ }).click();
      await page
        .getByRole('main')
        .getByRole('link', { name: /practise/i })
        .first()
        .click();
      await page.getByText(/built-in brain plays the persona/i).waitFor();
      await page.getByText(/built-in computer voice/i).waitFor();
    });

    it('shows the words of Alex as they are spoken, and answers what is typed', async () => {
      await page.getByText('Type', { exact: true }).click();
      await page.getByRole('button', { name: 'Start the call' }).click();
      const turns = turnsOf(page);
      await turns.filter({ hasText: /^Alex/ }).first().waitFor();
      const before = await turns.count();
      await type(page, WEEKEND);
      await turns.filter({ hasText: WEEKEND }).waitFor();
      const answer = turns.nth(before + 1);
      await spokenWords(answer, 3);
      const early = await answer.innerText();
      await eventually(
        () => answer.innerText(),
        (text) => text.length > early.length,
      );
      expect(await answer.innerText()).not.toContain('…');
    });

    it('hangs up with Esc, takes it back in time, and goes on talking', async () => {
      await page.keyboard.press('Escape');
      const keep = page.getByRole('button', { name: 'Keep talking' });
      await keep.click();
      await keep.waitFor({ state: 'hidden' });
      const turns = turnsOf(page);
      await type(page, ASK_BACK);
      await turns.filter({ hasText: ASK_BACK }).waitFor();
      await spokenWords(turns.last(), 3);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Hang up now' }).click();
      await page.waitForURL(/\/calls\//);
      await page.getByRole('heading', { level: 1, name: /Alex/ }).waitFor();
      await page.getByText('played by the built-in brain').waitFor();
    });

    it('plays the recording: position and transcript move together', async () => {
      const position = page.getByRole('slider', { name: 'Position in the recording' });
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await eventually(
        () => secondsOf(position),
        (seconds) => seconds > 0.5,
      );
      await currentTurn(page).first().waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
    });

    it('jumps to a turn that is clicked, and to the quote of a verdict', async () => {
      const position = page.getByRole('slider', { name: 'Position in the recording' });
      const turn = page.getByRole('button', { name: new RegExp(ASK_BACK.slice(0, 30)) });
      await turn.first().click();
      await currentTurn(page)
        .filter({ hasText: ASK_BACK.slice(0, 30) })
        .waitFor();
      const there = await secondsOf(position);
      expect(there).toBeGreaterThan(1);
      const criteria = page.getByRole('region', { name: 'Score' }).locator('summary');
      for (const criterion of await criteria.all()) await criterion.click();
      const quote = page
        .getByRole('region', { name: 'Score' })
        .getByRole('button', { name: /hiking|lake/ });
      await quote.first().click();
      await currentTurn(page).filter({ hasText: WEEKEND }).waitFor();
      expect(await secondsOf(position)).toBeLessThan(there);
      expect(watched.troubles).toEqual([]);
    });
  });

  it('signs in, picks a persona, talks and hangs up with the keyboard alone', async () => {
    const { page } = await watchedPage(browser);
    await page.goto(`${stage.url}/sign-in`);
    await tabTo(page, page.getByLabel('E-mail'));
    await page.keyboard.type('cleo@example.com');
    await tabTo(page, page.getByLabel('Password', { exact: true }));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === '/');
    await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }));
    await tabTo(page, page.getByRole('link', { name: 'Personas' }).first());
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: /^Alex/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('main').getByRole('link', { name: /practise/i }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('radio', { checked: true }));
    while (!(await page.getByRole('radio', { name: /^Type/ }).isChecked())) {
      await page.keyboard.press('ArrowDown');
    }
    await tabTo(page, page.getByRole('button', { name: 'Start the call' }));
    await page.keyboard.press('Enter');
    await turnsOf(page).filter({ hasText: /^Alex/ }).first().waitFor();
    await page.keyboard.type('Hi Alex, how are you?');
    await page.keyboard.press('Enter');
    await turnsOf(page).filter({ hasText: 'Hi Alex, how are you?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keep talking' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/calls\//);
    await page.context().close();
  });
});

const turnsOf = (page: Page): Locator => page.getByLabel('Transcript').getByRole('listitem');

const type = async (page: Page, words: string): Promise<void> => {
  const field = page.getByLabel('Type what you say');
  await field.fill(words);
  await field.press('Enter');
};

/** Waits until so many words stand there, besides the name. */
const spokenWords = (turn: Locator, count: number): Promise<string> =>
  eventually(
    () => turn.innerText(),
    (text) => text.split(/\s+/).length > count + 2,
  );

const secondsOf = async (position: Locator): Promise<number> => Number(await position.inputValue());

const currentTurn = (page: Page): Locator =>
  page.getByRole('region', { name: 'What was said' }).locator('button[aria-current="true"]');

const MOST_STOPS = 60;

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await target.first().waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never reaches ${target.toString()}.`);
};
