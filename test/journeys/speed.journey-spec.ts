import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { signIn } from './support/sign-in';
import { writeTimedCall } from './support/timed-call';
import { watchedPage, type WatchedPage } from './support/watched-page';

describe('how fast personas answer, and what they have learned of somebody', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let callId: string;
  let admin: WatchedPage;
  let trainee: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
    admin = await watchedPage(browser, { reducedMotion: 'reduce' });
    trainee = await watchedPage(browser, { reducedMotion: 'reduce' });
    page = admin.page;
    await signIn(page, stage.url, 'admin@example.com');
    await signIn(trainee.page, stage.url, 'tia@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const table = () => page.getByRole('table', { name: 'Stages of an answer' });

  it('says so as long as no answer was measured', async () => {
    const navigation = page.getByRole('navigation', { name: 'Main', exact: true });
    await navigation.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('link', { name: 'Speed' }).click();
    await page.getByText('No answer was measured in these days').waitFor();
    expect(await audit(page)).toEqual([]);
  });

  it('shows how long trainees waited, and who took how much of it', async () => {
    callId = await writeTimedCall(stage, 'tia@example.com');
    await page.reload();
    await page.getByText('half of 2 answers were heard by then').waitFor();
    const voice = table().getByRole('row').filter({ hasText: 'Cartesia' });
    expect(await voice.getByRole('cell').allInnerTexts()).toEqual(['110 ms', '128 ms', '2']);
    expect(await audit(page)).toEqual([]);
  });

  it('compares by something else, from the keyboard, and keeps it in the address', async () => {
    await page.getByRole('radio', { name: 'Provider' }).focus();
    await page.keyboard.press('ArrowRight');
    await table().getByText('OpenAI gpt-4.1-mini').first().waitFor();
    await page.reload();
    await table().getByText('OpenAI gpt-4.1-mini').first().waitFor();
    await page.getByText('Persona', { exact: true }).click();
    await table().getByText('Sarah Whitfield').first().waitFor();
  });

  it('compares one stage at a time where all were measured', async () => {
    await page.getByLabel('Stage').selectOption('First sound made');
    const sarah = table().getByRole('row').filter({ hasText: 'Sarah Whitfield' });
    expect(await sarah.getByRole('cell').allInnerTexts()).toEqual(['110 ms', '128 ms', '2']);
    expect(await audit(page)).toEqual([]);
  });

  it('shows the days that were chosen', async () => {
    await page.getByText('7 days').click();
    await page.waitForURL(/days=7/);
    await page.getByLabel('From', { exact: true }).fill('2020-01-01');
    await page.getByLabel('To', { exact: true }).fill('2020-01-31');
    await page.getByText('No answer was measured in these days').waitFor();
  });

  it('says when the figures cannot be had, and tries again', async () => {
    await page.route('**/api/reports/latency?*', (route) => route.abort());
    await page.getByText('90 days').click();
    await page.getByRole('alert').filter({ hasText: 'This did not work' }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.unroute('**/api/reports/latency?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('half of 2 answers were heard by then').waitFor();
  });

  it('tells a coach on the page of a call what each answer was made of', async () => {
    await page.goto(`${stage.url}/calls/${callId}`);
    const first = page.getByText('answered 0.9 s after Tia stopped');
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByText('waiting for the end of the turn').first().waitFor();
    expect(await audit(page)).toEqual([]);
  });

  it('shows a trainee neither the one nor the other', async () => {
    await trainee.page.goto(`${stage.url}/calls/${callId}`);
    await trainee.page.getByText('Half a minute. Go ahead.').waitFor();
    expect(await trainee.page.getByText(/^answered/).count()).toBe(0);
    await trainee.page.goto(`${stage.url}/reports/speed`);
    await trainee.page
      .getByRole('heading', { level: 1, name: 'This is not open to you' })
      .waitFor();
  });

  it('shows a trainee what was learned of their pauses, and forgets it', async () => {
    const { page: own } = trainee;
    await own.goto(`${stage.url}/settings`);
    const card = own.getByRole('region', { name: 'Your speaking pace' });
    await card.getByText('0.9 s').waitFor();
    await card.getByText('It has learned this from 43 of your pauses.').waitFor();
    expect(await audit(own)).toEqual([]);
    await card.getByRole('button', { name: 'Forget it' }).click();
    await own.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click();
    await card.getByText(/^Not learned yet/).waitFor();
    await own.reload();
    await card.getByText(/^Not learned yet/).waitFor();
  });

  it('broke on no error of its own', () => {
    expect([...admin.troubles, ...trainee.troubles]).toEqual([]);
  });
});
