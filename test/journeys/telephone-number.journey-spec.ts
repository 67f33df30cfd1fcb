import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { CallersService } from '../../apps/api/src/telephony/numbers/callers.service';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { FakeTwilio } from '../integration/telephony/fake-twilio';
import { audit } from './support/audit';
import { eventually } from './support/eventually';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

const NUMBER = '+15550501234';

describe('a telephone number', () => {
  let fake: FakeTwilio;
  let stage: PracticeStage;
  let browser: Browser;
  let trainee: WatchedPage;
  let admin: WatchedPage;

  beforeAll(async () => {
    fake = await FakeTwilio.open();
    stage = await practiceStage({ twilio: fake.config });
    browser = await openChromium();
    trainee = await watchedPage(browser, { reducedMotion: 'reduce' });
    admin = await watchedPage(browser, { reducedMotion: 'reduce' });
    await signIn(trainee.page, stage.url, 'tia@example.com');
    await signIn(admin.page, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
    await fake?.close();
  });

  const confirm = async (page: Page, action: string) =>
    page.getByRole('alertdialog').getByRole('button', { name: action }).click();

  it('is added, proven by the code on the telephone, and known from then on', async () => {
    const { page } = trainee;
    await page.goto(`${stage.url}/settings`);
    await page.getByLabel('Number', { exact: true }).fill('555 050 1234');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByText('Begin with the country code, for example').last().waitFor();
    await page.getByLabel('Number', { exact: true }).fill('+1 (555) 050-1234');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByText('Waiting for the code').waitFor();
    await eventually(
      () => fake.asked.length,
      (sent) => sent === 1,
    );
    expect(await page.getByRole('button', { name: /^Send again in \d+ s$/ }).isDisabled()).toBe(
      true,
    );
    expect(await audit(page)).toEqual([]);

    const code = fake.lastCode(NUMBER);
    const field = page.getByLabel('The six digits we sent to this number');
    await field.fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Verify the number' }).click();
    await page.getByText('This is not the code. You have 4 more tries.').waitFor();
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Verify the number' }).click();
    await page.getByText('Verified', { exact: true }).waitFor();
    expect(await audit(page)).toEqual([]);
    expect(await stage.app.get(CallersService).identify(NUMBER)).toMatchObject({ name: 'Tia' });
  });

  it('is masked for an administrator, who may show and block it', async () => {
    const { page } = admin;
    await stage.app.get(CallersService).identify('+15550509876');
    await page.goto(`${stage.url}/`);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Callers' }).click();
    await page.getByText('Unknown caller').waitFor();
    expect(await page.content()).not.toContain('5550501234');
    expect(await audit(page)).toEqual([]);

    await page.getByRole('button', { name: 'More about the caller ··· 1234' }).click();
    await page.getByRole('menuitem', { name: 'Show the number' }).click();
    await confirm(page, 'Show the number');
    await page.getByText(NUMBER).waitFor();

    await page.getByRole('button', { name: 'More about the caller ··· 9876' }).click();
    await page.getByRole('menuitem', { name: 'Block' }).click();
    await confirm(page, 'Block the number');
    await page.getByText('Blocked', { exact: true }).waitFor();
    expect(await stage.app.get(CallersService).identify('+15550509876')).toMatchObject({
      blocked: true,
    });
    expect(await audit(page)).toEqual([]);
  });

  it('is removed by its owner after they have confirmed it', async () => {
    const { page } = trainee;
    await page.getByRole('button', { name: `Remove ${NUMBER}` }).click();
    await confirm(page, 'Cancel');
    await page.getByText('Verified', { exact: true }).waitFor();
    await page.getByRole('button', { name: `Remove ${NUMBER}` }).click();
    await confirm(page, 'Remove the number');
    await page.getByText('Verified', { exact: true }).waitFor({ state: 'detached' });
    expect(await stage.app.get(CallersService).identify(NUMBER)).toMatchObject({ known: false });
  });

  it('broke no page', () => {
    expect([...trainee.troubles, ...admin.troubles]).toEqual([]);
  });
});
