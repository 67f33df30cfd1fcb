import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

describe('minutes that an administrator gives', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let admin: Page;
  let trainee: Page;

  beforeAll(async () => {
    stage = await practiceStage();
    browser = await openChromium();
    watched = await watchedPage(browser);
    admin = watched.page;
    trainee = (await watchedPage(browser)).page;
    await signIn(admin, stage.url, 'admin@example.com');
    await signIn(trainee, stage.url, 'tia@example.com');
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const row = () => admin.getByRole('listitem').filter({ hasText: 'Tia' });

  it('are limited for nobody at first', async () => {
    await admin.goto(`${stage.url}/minutes`);
    await admin.getByText('Nobody is limited').waitFor();
    await trainee.goto(`${stage.url}/settings`);
    await trainee.getByText('You may practise as long as you like.').waitFor();
  });

  it('are set for one member, after what is no number was refused', async () => {
    await admin.getByRole('button', { name: 'Set a limit' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Search members').fill('Tia');
    await dialog.getByRole('button', { name: /^Tia/ }).click();
    await dialog.getByLabel('Minutes left').fill('a lot');
    await dialog.getByRole('button', { name: 'Set', exact: true }).click();
    await dialog.getByText('Give a number of minutes').waitFor();
    await dialog.getByLabel('Minutes left').fill('2,5');
    await dialog.getByRole('button', { name: 'Set', exact: true }).click();
    await row().getByText('2 min 30 s left').waitFor();
  });

  it('are added to, with a reason that stands in the history', async () => {
    await row()
      .getByRole('button', { name: /^More about/ })
      .click();
    await admin.getByRole('menuitem', { name: 'Change the minutes' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByText('Add', { exact: true }).first().click();
    await dialog.getByLabel('Minutes to add').fill('10');
    await dialog.getByLabel(/^Reason/).fill('Spring course');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await row().getByText('12 min 30 s left').waitFor();
    await row().getByRole('link', { name: 'Tia' }).click();
    const line = admin.getByRole('row').filter({ hasText: 'Spring course' });
    await line.getByText('+10 min').waitFor();
  });

  it('are seen by the one they were given to, who sees nobody else’s', async () => {
    await trainee.goto(stage.url);
    await trainee.getByText('12 min 30 s left of the minutes you have.').waitFor();
    await trainee.goto(`${stage.url}/minutes`);
    await trainee.getByRole('heading', { level: 1, name: 'This is not open to you' }).waitFor();
  });

  it('are lifted once that was confirmed', async () => {
    await admin.goto(`${stage.url}/minutes`);
    for (const answer of ['Cancel', 'Lift the limit']) {
      await row()
        .getByRole('button', { name: /^More about/ })
        .click();
      await admin.getByRole('menuitem', { name: 'Lift the limit' }).click();
      await admin.getByRole('alertdialog').getByRole('button', { name: answer }).click();
      await admin.getByRole('alertdialog').waitFor({ state: 'detached' });
    }
    await admin.getByText('Nobody is limited').waitFor();
    await trainee.goto(`${stage.url}/settings`);
    await trainee.getByText('You may practise as long as you like.').waitFor();
  });

  it('left no trouble behind in the page', () => {
    expect(watched.troubles).toEqual([]);
  });
});
