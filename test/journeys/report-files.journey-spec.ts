import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { writeHistory } from './support/sample-history';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

describe('reports by mail and as files', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    await writeHistory(stage, 'admin@example.com');
    await stage.app.get(DataSource).query('UPDATE calls SET sample = false');
    browser = await openChromium();
    watched = await watchedPage(browser, { reducedMotion: 'reduce', acceptDownloads: true });
    page = watched.page;
    await signIn(page, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const schedule = (name: string) =>
    page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });

  it('mails a report every week, and keeps what was typed when something is missing', async () => {
    await page.goto(`${stage.url}/reports/schedules`);
    await page.getByText('No report is mailed yet').waitFor();
    await page.getByRole('button', { name: 'Send a report' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Send a report by mail' });
    await dialog.getByLabel('Name').fill('');
    await dialog.getByLabel('Report').selectOption('cost');
    await dialog.getByRole('button', { name: 'Send it regularly' }).click();
    await dialog.getByText('Give it a name').waitFor();
    expect(await dialog.getByLabel('Report').inputValue()).toBe('cost');
    await dialog.getByLabel('Name').fill('Costs of the week');
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send it regularly' }).click();
    await dialog.waitFor({ state: 'detached' });
    await schedule('Costs of the week')
      .getByText(/Cost · /)
      .waitFor();
  });

  it('changes it, pauses it and starts it again', async () => {
    await schedule('Costs of the week').getByRole('button', { name: 'Change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the schedule' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Costs of the week');
    await dialog.getByLabel('Name').fill('Costs of the month');
    await dialog.getByLabel('How often').selectOption('monthly');
    await dialog.getByLabel('On', { exact: true }).selectOption('15');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const card = schedule('Costs of the month');
    await card.getByText(/15/).first().waitFor();
    await card.getByRole('button', { name: 'Pause' }).click();
    await card.getByText('Paused').first().waitFor();
    await card.getByRole('button', { name: 'Start again' }).click();
    await card.getByText('Paused').first().waitFor({ state: 'detached' });
    expect(await audit(page)).toEqual([]);
  });

  it('deletes it after asking', async () => {
    await schedule('Costs of the month').getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText('Stop mailing “Costs of the month”?').waitFor();
    await question.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No report is mailed yet').waitFor();
  });

  it('exports calls, shows how far it is and gives the file', async () => {
    await page.goto(`${stage.url}/reports/exports?days=365`);
    await page.getByText('No export yet').waitFor();
    await page.getByRole('button', { name: 'Export these calls' }).click();
    const ready = page.getByRole('listitem').filter({ hasText: 'Ready' });
    await ready.waitFor();
    const { body } = await stage.get('/api/calls?limit=100', stage.admin);
    const calls = (body.items as unknown[]).length;
    await ready.getByText(`${calls} of ${calls} calls`).waitFor();
    expect(await audit(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      ready.getByRole('link', { name: 'Download' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(calls + 1);
  });

  it('deletes an export after asking', async () => {
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No export yet').waitFor();
    expect(watched.troubles).toEqual([]);
  });
});
