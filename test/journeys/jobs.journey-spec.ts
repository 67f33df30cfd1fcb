import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { writeHistory } from './support/sample-history';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

describe('an administrator who looks after the jobs', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let callId: string;

  beforeAll(async () => {
    stage = await practiceStage();
    await writeHistory(stage, 'admin@example.com');
    const { body } = await stage.get('/api/calls', stage.admin);
    callId = (body.items as { id: string }[])[0]?.id ?? '';
    await sql('UPDATE calls SET sample = false', []);
    browser = await openChromium();
    watched = await watchedPage(browser, { reducedMotion: 'reduce' });
    page = watched.page;
    await signIn(page, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  beforeEach(async () => {
    await sql('DELETE FROM failed_jobs', []);
  });

  const sql = (query: string, parameters: unknown[]): Promise<{ state: string }[]> =>
    stage.app.get(DataSource).query(query, parameters);
  const failed = (job: string, queue: string, code: string): Promise<unknown> =>
    sql(
      `INSERT INTO failed_jobs (organization_id, queue, job, payload, job_id, error_code, message,
         attempts, first_failed_at, last_failed_at, state)
       VALUES ($1, $2, $3, $4, 'x', $5, 'no space left on device', 5, now(), now(), 'open')`,
      [stage.organizationId, queue, job, { organizationId: stage.organizationId, callId }, code],
    );
  const open = async (path = '/jobs'): Promise<void> => {
    await page.goto(`${stage.url}${path}`);
    await page.getByRole('heading', { level: 1, name: 'Jobs' }).waitFor();
  };

  it('reads in plain words what failed and what it means, and opens the call', async () => {
    await failed('mix-recording', 'recording', 'ENOSPC');
    await open();
    await page.getByText('The disk is full.').waitFor();
    await page.getByText(/The call has no recording yet/).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open the call' }).click();
    await page.waitForURL(`${stage.url}/calls/${callId}`);
  });

  it('tries one again, which leaves the list by itself when it succeeds', async () => {
    await failed('score-call', 'scoring', 'ECONNREFUSED');
    await open();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('1 job will be tried again.').waitFor();
    await page.getByText('Nothing has failed').waitFor({ timeout: 20_000 });
    await open('/jobs?state=solved');
    await page.getByText('Succeeded later', { exact: true }).last().waitFor();
  });

  it('drops several at once, after being asked', async () => {
    await failed('mix-recording', 'recording', 'ENOSPC');
    await failed('account-usage', 'accounting', '57P01');
    await open();
    for (const choice of await page.getByRole('checkbox').all()) await choice.check();
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('button', { name: 'Drop them' }).click();
    await page.getByRole('button', { name: 'Drop 2 jobs' }).click();
    await page.getByText('Nothing has failed').waitFor();
    const rows = await sql('SELECT state FROM failed_jobs', []);
    expect(rows.map(({ state }) => state)).toEqual(['dropped', 'dropped']);
  });

  it('keeps what was filtered in the address', async () => {
    await failed('mix-recording', 'recording', 'ENOSPC');
    await open();
    await page.getByLabel('Kind of work').selectOption({ label: 'Mail' });
    await page.getByText('Nothing of this kind').waitFor();
    expect(new URL(page.url()).search).toBe('?job=send-mail');
    await page.reload();
    await page.getByText('Nothing of this kind').waitFor();
  });

  it('scores calls again, and sees how it went', async () => {
    await open();
    await page.getByText(/^\d+ calls fit\.$/).waitFor();
    await page.getByRole('button', { name: 'Score again' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Score again' }).click();
    await page.getByText(/^Done: \d+ calls$/).waitFor({ timeout: 30_000 });
    expect(await audit(page)).toEqual([]);
  });

  it('is not a trainee', async () => {
    const { page: other } = await watchedPage(browser);
    await signIn(other, stage.url, 'tia@example.com');
    await other.goto(`${stage.url}/jobs`);
    await other.getByRole('heading', { name: 'This is not open to you' }).waitFor();
    expect(watched.troubles).toEqual([]);
  });
});
