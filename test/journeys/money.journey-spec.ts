import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../apps/api/src/auth/accounts.service';
import { UsageService } from '../../apps/api/src/usage/usage.service';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

const CSV = [
  'provider,model,unit,price_usd,per,source',
  'house,blend,output_token,0.5,1000000,our own machine',
  'house,voice,character,0.2,1000000,our own machine',
].join('\n');

describe('looking after the money', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    await stage.app.get(AccountsService).add(stage.organizationId, {
      email: 'carla@example.com',
      name: 'Carla Coach',
      role: 'coach',
      passwordHash: 'never signs in',
    });
    browser = await openChromium();
    watched = await watchedPage(browser, { reducedMotion: 'reduce' });
    page = watched.page;
    await signIn(page, stage.url, 'admin@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const spend = (usd: number, model = 'gpt-4o', daysAgo = 0) =>
    stage.app.get(UsageService).record(stage.organizationId, null, [
      {
        sourceId: `spent-${model}-${usd}-${daysAgo}`,
        component: 'language_model',
        provider: model === 'gpt-4o' ? 'openai' : 'house',
        model,
        unit: model === 'gpt-4o' ? 'input_token' : 'output_token',
        quantity: Math.round((usd / 2.5) * 1_000_000),
        estimated: false,
        purpose: 'reply',
        occurredAt: new Date(Date.now() - daysAgo * 86_400_000),
      },
    ]);
  const fileOf = (text: string) => ({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });

  it('sets a budget, and keeps what was typed when it makes no sense', async () => {
    await page.goto(`${stage.url}/budget`);
    await page.getByLabel('US dollars a month').fill('a lot');
    await page.getByRole('button', { name: 'Keep the budget' }).click();
    await page.getByText('A number of dollars such as 250').waitFor();
    expect(await page.getByLabel('US dollars a month').inputValue()).toBe('a lot');
    await page.getByLabel('US dollars a month').fill('10');
    await page.getByRole('switch', { name: 'Stop calls once it is spent' }).click();
    await page.getByRole('button', { name: 'Keep the budget' }).click();
    await page.getByText('of $10.00, 0 %').waitFor();
    expect(await audit(page)).toEqual([]);
  });

  it('names who gets the mails, and says so when they may no longer', async () => {
    const coach = page.getByLabel('Carla Coach');
    await coach.check();
    const keep = page.getByRole('button', { name: 'Keep the budget' });
    const kept = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/api/budget'),
    );
    await keep.click();
    expect((await kept).status()).toBe(200);
    await page.goto(`${stage.url}/budget`);
    expect(await coach.isChecked()).toBe(true);
    await stage.app
      .get(DataSource)
      .query(`UPDATE members SET role = 'trainee' WHERE name = 'Carla Coach'`);
    await page.reload();
    await page.getByText('Can no longer be mailed').waitFor();
    await keep.click();
    await page.getByText('No longer to be mailed about the budget: Carla Coach.').waitFor();
    expect(await page.getByLabel('US dollars a month').inputValue()).toBe('10.00');
    await coach.uncheck();
    await keep.click();
    await page.getByText('Can no longer be mailed').waitFor({ state: 'detached' });
    expect(await audit(page)).toEqual([]);
  });

  it('is told on every page once it is spent, and lets calls go on', async () => {
    await spend(11);
    await page.goto(`${stage.url}/calls`);
    const notice = page.getByRole('complementary', { name: 'About the budget' });
    await notice.getByText('no further call begins').waitFor();
    expect(await audit(page)).toEqual([]);
    await notice.getByRole('link', { name: 'See the budget' }).click();
    await page.getByRole('button', { name: 'Let calls go on' }).click();
    await page.getByText('The stop is lifted until the end of the month.').waitFor();
  });

  it('imports prices after a look at what is wrong and what is new', async () => {
    // Used before anybody has said what it costs.
    await spend(1, 'blend', 1);
    await page.goto(`${stage.url}/prices`);
    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('File').setInputFiles(fileOf(CSV.replace('0.5', '0,5,')));
    await dialog.getByText('Nothing can be imported yet').waitFor();
    await dialog.getByLabel('File').setInputFiles(fileOf(CSV));
    await dialog.getByText('2 prices will be added.').waitFor();
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${stage.url}/prices?whose=own`);
    await page.getByText('$0.50 a million tokens').waitFor();
  });

  it('fills in prices that were unknown, and says what has none still', async () => {
    await spend(1, 'unheard-of', 1);
    await page.goto(`${stage.url}/prices`);
    const notice = page.getByRole('region', { name: 'What has no price' });
    await notice.getByText('2 entries of the usage without a known price.').waitFor();
    await notice.getByRole('button', { name: 'Fill in prices' }).click();
    await notice.getByText('Done: 2 entries, 1 could not be done').waitFor();
    await notice.getByText('1 of them got a price.').waitFor();
    await notice.getByText('1 entry of the usage without a known price.').waitFor();
    expect(await audit(page)).toEqual([]);
  });

  it('adds a price of its own in place of one that came with the service', async () => {
    await page.goto(`${stage.url}/prices?model=gpt-4o-mini&unit=output_token`);
    await page.getByRole('button', { name: 'More about openai gpt-4o-mini, Tokens out' }).click();
    await page.getByRole('menuitem', { name: 'A price of your own instead' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Price in US dollars').fill('0.4');
    await dialog.getByLabel('Where it is from').fill('Our contract');
    expect(await audit(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('$0.40 a million tokens').waitFor();
    await page.getByRole('listitem').getByText('Your own', { exact: true }).waitFor();
  });

  it('refuses a second price for the same time and keeps what was typed', async () => {
    await page.getByRole('button', { name: 'Add a price' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Provider').fill('openai');
    await dialog.getByLabel('Model').fill('gpt-4o-mini');
    await dialog.getByLabel('What is paid for').selectOption('output_token');
    await dialog.getByLabel('Price in US dollars').fill('0.3');
    await dialog.getByLabel('Where it is from').fill('Another contract');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.getByText('Another price holds at that time').waitFor();
    expect(await dialog.getByLabel('Price in US dollars').inputValue()).toBe('0.3');
    await page.keyboard.press('Escape');
  });

  it('corrects a price that nothing was priced with yet', async () => {
    await page.goto(`${stage.url}/prices?whose=own&provider=house`);
    await page.getByRole('button', { name: 'More about house voice, Characters spoken' }).click();
    await page.getByRole('menuitem', { name: 'Correct it' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Price in US dollars').inputValue()).toBe('0.20');
    expect(await dialog.getByLabel('Where it is from').inputValue()).toBe('our own machine');
    await dialog.getByLabel('Price in US dollars').fill('0.25');
    await dialog.getByLabel('Until').fill('1999-01-01');
    await dialog.getByLabel(/^From/).fill('2000-01-01');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.getByText('It would end before it begins').waitFor();
    expect(await dialog.getByLabel('Price in US dollars').inputValue()).toBe('0.25');
    expect(await audit(page)).toEqual([]);
    await dialog.getByLabel('Until').fill('');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('$0.25 a million characters').waitFor();
  });

  it('keeps the provider and the day of the list in the address', async () => {
    await page.goto(`${stage.url}/prices`);
    await page.getByLabel('Provider').selectOption('house');
    await page.getByLabel('Valid on').fill('1999-12-31');
    await page.waitForURL(/provider=house&at=1999-12-31|at=1999-12-31&provider=house/);
    await page.getByText('$0.50 a million tokens').waitFor();
    await page.getByText('$0.25 a million characters').waitFor({ state: 'detached' });
    await page.reload();
    expect(await page.getByLabel('Provider').inputValue()).toBe('house');
    expect(await page.getByLabel('Valid on').inputValue()).toBe('1999-12-31');
  });
});
