import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { eventually } from './support/eventually';
import { writeHistory } from './support/sample-history';
import { signIn } from './support/sign-in';
import { watchedPage } from './support/watched-page';

/** Four calls a round, twenty on a page. */
const ROUNDS = 6;

describe('finding a call again', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    await writeHistory(stage, 'tia@example.com', ROUNDS);
    browser = await openChromium();
    page = (await watchedPage(browser)).page;
    await signIn(page, stage.url, 'tia@example.com');
    await page.getByRole('navigation').getByRole('link', { name: 'Calls' }).first().click();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const rows = () => page.getByRole('table', { name: 'Calls' }).getByRole('row');
  /** The head is a row, too. */
  const shows = (count: number) =>
    eventually(
      () => rows().count(),
      (found) => found === count + 1,
    );

  it('shows twenty on the first page and the rest on the next, also after a reload', async () => {
    await shows(20);
    await page.getByRole('link', { name: 'Next page' }).click();
    await shows(ROUNDS * 4 - 20);
    await page.getByText('Page 2').waitFor();
    await page.reload();
    await page.getByText('Page 2').waitFor();
    await shows(ROUNDS * 4 - 20);
    await page.getByRole('link', { name: 'First page' }).click();
    await shows(20);
  });

  it('searches by persona, and keeps the words in the address', async () => {
    await page.getByRole('searchbox', { name: 'Search calls' }).fill('rachel');
    await page.waitForURL(/q=rachel/);
    await shows(ROUNDS);
    await page.reload();
    await shows(ROUNDS);
    expect(await page.getByRole('searchbox', { name: 'Search calls' }).inputValue()).toBe('rachel');
  });

  it('narrows a search by mode, says when nothing fits, and shows everything again', async () => {
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByLabel('Mode').selectOption('Small talk');
    await page.getByText('No call fits').waitFor();
    expect(new URL(page.url()).searchParams.get('mode')).toBe('small_talk');
    await page.getByRole('link', { name: 'Show all calls' }).click();
    await shows(20);
    expect(await page.getByRole('searchbox', { name: 'Search calls' }).inputValue()).toBe('');
  });

  it('comes back from a call to the same list', async () => {
    await page.getByLabel('Mode').selectOption('Job interview');
    await shows(ROUNDS);
    await rows().nth(1).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /Rachel/ }).waitFor();
    await page.goBack();
    await shows(ROUNDS);
    expect(new URL(page.url()).searchParams.get('mode')).toBe('interview');
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
  });
});
