import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { MinutesService } from '../../apps/api/src/usage/minutes/minutes.service';
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

  it('come each month to a whole team, which is shown before it is done', async () => {
    await admin.goto(`${stage.url}/members`);
    await admin.getByRole('button', { name: 'Teams' }).click();
    await admin.getByLabel('New team').fill('Sales');
    await admin.getByRole('button', { name: 'Make the team' }).click();
    await admin.getByRole('button', { name: 'Rename Sales' }).waitFor();
    await admin.getByRole('button', { name: 'Close', exact: true }).last().click();
    await admin.getByRole('checkbox', { name: 'Choose Tia' }).check();
    await admin.getByRole('button', { name: 'Put the one chosen into a team' }).click();
    await admin.getByRole('dialog').getByLabel('Team', { exact: true }).selectOption('Sales');
    await admin.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await row().getByText('Sales').waitFor();

    await admin.goto(`${stage.url}/minutes`);
    await admin.getByRole('button', { name: 'Change many' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('For whom').selectOption('Each member of Sales');
    await dialog.getByText('Each month', { exact: true }).click();
    await dialog.getByLabel('Minutes each month').fill('40');
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByText('no limit → 40 min').waitFor();
    await dialog.getByRole('button', { name: 'Change them' }).click();
    await row().getByText('40 min left').waitFor();
    await row().getByText('40 min each month').waitFor();
  });

  it('come by a code that is shown once, and are seen with what they were spent on', async () => {
    await admin.goto(`${stage.url}/minutes/codes`);
    await admin.getByRole('button', { name: 'Make a code' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('What it is for').fill('Spring fair');
    await dialog.getByLabel('Minutes', { exact: true }).fill('15');
    await dialog.getByRole('button', { name: 'Make the code' }).click();
    const code = await dialog.getByLabel('Code', { exact: true }).inputValue();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await trainee.goto(stage.url);
    await trainee.getByRole('link', { name: 'My minutes' }).click();
    await trainee.getByRole('textbox', { name: 'Code' }).fill('ABCD-EFGH-JKLM');
    await trainee.getByRole('button', { name: 'Redeem' }).click();
    await trainee.getByText('There is no such code').first().waitFor();
    expect(await trainee.getByRole('textbox', { name: 'Code' }).inputValue()).toBe(
      'ABCD-EFGH-JKLM',
    );
    await trainee.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase());
    await trainee.getByRole('button', { name: 'Redeem' }).click();
    await trainee.getByText('55 min left of the minutes you have.').waitFor();
    await trainee.getByText('Redeemed with a code').waitFor();
    await admin.reload();
    await admin.getByText('1 of 1 redeemed').waitFor();
  });

  it('are given back for a call, with a reason that its trainee can read', async () => {
    const callId = randomUUID();
    const { organizationId } = stage;
    const minutes = stage.app.get(MinutesService);
    const { body } = await stage.get('/api/me', stage.trainee);
    const payer = { memberId: String(body.id) };
    await minutes.reserve({ organizationId, payer, callId });
    await minutes.settle({ organizationId, callId, usedMs: 300_000, partner: 'Sarah Whitfield' });
    await admin.goto(`${stage.url}/minutes`);
    await row().getByRole('link', { name: 'Tia' }).click();
    await admin.getByText('With Sarah Whitfield, by Tia').waitFor();
    await admin.getByRole('button', { name: 'Give back the 5 min of this call' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The persona spoke French');
    await dialog.getByRole('button', { name: 'Give back' }).click();
    await admin.getByText('Given back: The persona spoke French').waitFor();
    await trainee.reload();
    await trainee.getByText('Given back: The persona spoke French').waitFor();
    await trainee.getByText('55 min left of the minutes you have.').waitFor();
  });

  it('left no trouble behind in the page', () => {
    expect(watched.troubles).toEqual([]);
  });
});
