import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { MinutesService } from '../../apps/api/src/usage/minutes/minutes.service';
import { openChromium } from '../../scripts/chromium';
import { practiceStage, type PracticeStage } from '../e2e/practice/practice-stage';
import { audit } from './support/audit';
import { writeHistory } from './support/sample-history';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

const OPEN_PAGES = [
  '/sign-in',
  '/forgot-password',
  '/reset-password/some-token',
  '/invitations/some-token',
  '/shared/some-token',
];
const PAGES = [
  '/',
  '/personas',
  '/personas?q=nobody-at-all',
  '/personas/new',
  '/personas/:persona',
  '/personas/:persona/edit',
  '/personas/:persona/versions',
  '/practise',
  '/practise?ask=1',
  '/practise?mode=interview',
  '/practise?persona=:persona',
  '/calls',
  '/calls?q=nothing-at-all',
  '/calls/:call',
  '/members',
  '/minutes',
  '/minutes?owner=member',
  '/minutes?runningOut=true',
  '/minutes/codes',
  '/minutes/:account',
  '/my-minutes',
  '/callers',
  '/jobs',
  '/jobs?state=dropped',
  '/reports/speed',
  '/prices',
  '/prices?model=nothing-at-all',
  '/budget',
  '/reports/usage?days=90',
  '/reports/cost?days=90',
  '/reports/cost?days=365&groupBy=call',
  '/reports/progress?days=90',
  '/reports/quality?days=90',
  '/reports/usage?from=2019-01-01&to=2019-01-31',
  '/reports/schedules',
  '/reports/exports',
  '/reports/how',
  '/settings',
  '/settings/browsers',
  '/settings/api-keys',
  '/settings/organization',
  '/settings/audit',
  '/settings/deletions',
  '/settings/deletions?reason=orphan',
  '/nothing/here',
];

describe('every page, in light and dark, wide and on a narrow telephone', () => {
  let stage: PracticeStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let ids: Record<string, string>;

  beforeAll(async () => {
    stage = await practiceStage();
    await writeHistory(stage, 'admin@example.com');
    const { body } = await stage.get('/api/calls', stage.admin);
    const [call] = body.items as { id: string }[];
    const account = await fillMinutes(stage);
    ids = {
      ':account': account,
      ':persona': await stage.personaId('Sarah'),
      ':call': call?.id ?? '',
    };
    browser = await openChromium();
    watched = await watchedPage(browser, { reducedMotion: 'reduce' });
    page = watched.page;
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const open = async (path: string): Promise<void> => {
    const filled = path.replace(/:(persona|call|account)/, (name) => ids[name] ?? name);
    await page.goto(`${stage.url}${filled}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  it.each(OPEN_PAGES)('%s has no barrier and fits', async (path) => {
    await open(path);
    expect(await audit(page)).toEqual([]);
  });

  describe('signed in', () => {
    beforeAll(() => signIn(page, stage.url, 'admin@example.com'));

    it.each(PAGES)('%s has no barrier and fits', async (path) => {
      await open(path);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await audit(page)).toEqual([]);
    });

    it('the dialogue that invites and the menu of the account have no barrier and fit', async () => {
      await open('/members');
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await audit(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menu').waitFor();
      expect(await audit(page)).toEqual([]);
    });

    it('the dialogues that limit minutes have no barrier and fit', async () => {
      await open('/minutes');
      await page.getByRole('button', { name: 'Set a limit' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^Tia/ }).click();
      await page.getByLabel('Minutes left').waitFor();
      expect(await audit(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await open('/minutes/:account');
      await page.getByRole('button', { name: 'Change the minutes' }).click();
      await page.getByLabel('Minutes left').waitFor();
      expect(await audit(page)).toEqual([]);
      for (const [part, field] of [
        ['Each month', 'Minutes each month'],
        ['Limit', 'Calls may go over'],
      ] as const) {
        await page.getByRole('dialog').getByText(part, { exact: true }).click();
        await page.getByLabel(field).waitFor();
        expect(await audit(page)).toEqual([]);
      }
    });

    it('the dialogues for many, for codes and for teams have no barrier and fit', async () => {
      for (const [path, button, field] of [
        ['/minutes', 'Change many', 'For whom'],
        ['/minutes/codes', 'Make a code', 'What it is for'],
        ['/members', 'Teams', 'New team'],
      ] as const) {
        await open(path);
        await page.getByRole('button', { name: button }).click();
        await page.getByLabel(field).waitFor();
        expect(await audit(page)).toEqual([]);
      }
    });

    it('a call in progress and its page with a recording have no barrier and fit', async () => {
      await open('/practise?persona=:persona');
      await page.getByText('Type', { exact: true }).click();
      await page.getByRole('button', { name: 'Start the call' }).click();
      await page.getByText('Sarah Whitfield listens', { exact: true }).first().waitFor();
      expect(await audit(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Keep talking' }).waitFor();
      await page.keyboard.press('Escape');
      await page.waitForURL(/\/calls\//);
      await page.getByRole('slider', { name: 'Position in the recording' }).waitFor();
      expect(await audit(page)).toEqual([]);
    });

    it('no page broke on an error of its own or on its security policy', () => {
      expect(watched.troubles).toEqual([]);
    });
  });
});

/** An account with a line of every kind, beside one of a caller; gives the first one's id. */
const fillMinutes = async (stage: PracticeStage): Promise<string> => {
  const minutes = stage.app.get(MinutesService);
  const { organizationId } = stage;
  const payer = { callerId: randomUUID() };
  await minutes.grant(
    organizationId,
    { owner: 'organization' },
    { amountMs: 6_000_000, reason: 'A'.repeat(200) },
  );
  const [charged, short, broken] = [randomUUID(), randomUUID(), randomUUID()];
  for (const [callId, usedMs] of [
    [charged, 90_000],
    [short, 5_000],
    [broken, 60_000],
  ] as const) {
    await minutes.reserve({ organizationId, payer, callId });
    const refund = callId === broken ? ('our_failure' as const) : undefined;
    await minutes.settle({ organizationId, callId, usedMs, refund });
  }
  const { body } = await stage.get('/api/quotas?owner=caller', stage.admin);
  const [account] = body.items as { id: string }[];
  return account?.id ?? '';
};
