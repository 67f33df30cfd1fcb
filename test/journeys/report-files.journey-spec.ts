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
    const ready = page.getByRole('listitem').filter({ hasText: 'Done' });
    const { body } = await stage.get('/api/calls?limit=100', stage.admin);
    const calls = (body.items as unknown[]).length;
    await ready.getByText(`Done: ${calls} calls`).waitFor();
    expect(await audit(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      ready.getByRole('link', { name: 'Download' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(calls + 1);
  });

  it('sees how far a long export is, stops it and exports the same again', async () => {
    const sql = (query: string, values: unknown[] = []): Promise<{ id: string }[]> =>
      stage.app.get(DataSource).query(query, values);
    const [task] = await sql(
      `INSERT INTO tasks (organization_id, kind, state, input, done, total, started_by, created_at,
         updated_at)
       SELECT organization_id, 'export-calls', 'running', '{}', 5000, 20000, id, now(), now()
       FROM members WHERE email = 'admin@example.com' RETURNING id`,
    );
    await sql(
      `INSERT INTO report_exports (organization_id, id, first_day, last_day, filters, created_at)
       VALUES ($1, $2, '2024-01-01', '2024-12-31', '{"channel": "phone"}', now())`,
      [stage.organizationId, task?.id],
    );
    await page.reload();
    const long = page.getByRole('listitem').filter({ hasText: '2024' });
    await long.getByText('5,000 of 20,000 calls').first().waitFor();
    await long.getByText(/^Telephone · /).waitFor();
    expect(await long.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    expect(await audit(page)).toEqual([]);
    await long.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop it' }).click();
    await long.getByText('Cancelled after 5,000 of 20,000 calls').waitFor();
    expect(await audit(page)).toEqual([]);
    await long.getByRole('button', { name: 'Export again' }).click();
    await long.getByText('Done: 0 calls').waitFor();
    const [again] = await sql(
      `SELECT id FROM report_exports WHERE filters = '{"channel": "phone"}' AND id <> $1`,
      [task?.id],
    );
    expect(again).toBeDefined();
    await sql('DELETE FROM report_exports WHERE id = ANY($1)', [[task?.id, again?.id]]);
    await page.reload();
  });

  it('deletes an export after asking', async () => {
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No export yet').waitFor();
    expect(watched.troubles).toEqual([]);
  });
});
