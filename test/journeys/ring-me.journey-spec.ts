import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../../scripts/chromium';
import { SharedCallsService } from '../../apps/api/src/calls/shares/shared-calls.service';
import { PhoneStage } from '../e2e/telephone/phone-stage';
import { RingStage, TIAS_NUMBER } from '../e2e/telephone/ring-stage';
import { audit } from './support/audit';
import { signIn } from './support/sign-in';
import { watchedPage, type WatchedPage } from './support/watched-page';

describe('a telephone that is rung from the page', () => {
  let stage: PhoneStage;
  let rings: RingStage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  let practise: string;

  beforeAll(async () => {
    stage = await PhoneStage.open();
    rings = new RingStage(stage);
    await stage.reset();
    browser = await openChromium();
    watched = await watchedPage(browser, { reducedMotion: 'reduce' });
    page = watched.page;
    const { service } = stage;
    await signIn(page, service.url, 'tia@example.com');
    practise = `${service.url}/practise?persona=${await service.personaId('Sarah')}`;
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  const panel = () => page.getByRole('region', { name: 'On your telephone' });
  const dialog = () => page.getByRole('dialog', { name: 'Call my telephone' });
  const open = async () => {
    await panel().getByRole('button', { name: 'Call my telephone' }).click();
    await dialog().waitFor();
  };

  it('leads to the settings until a number is verified', async () => {
    await page.goto(practise);
    await panel().getByRole('link', { name: 'settings' }).waitFor();
    expect(await panel().getByRole('button').count()).toBe(0);
    expect(await audit(page)).toEqual([]);
  });

  it('is scheduled as a surprise, listed, and cancelled after a confirmation', async () => {
    await rings.verifyNumber();
    await page.goto(practise);
    await open();
    await dialog().getByText(TIAS_NUMBER).waitFor();
    await dialog().getByText('By surprise').click();
    expect(await audit(page)).toEqual([]);
    await dialog().getByLabel('Not after').fill('2020-01-01T10:00');
    await dialog().getByRole('button', { name: 'Ring me then' }).click();
    await dialog().getByText('The end has to come after the beginning.').waitFor();
    await dialog().getByLabel('Not after').fill(inTwoDays());
    await dialog().getByRole('button', { name: 'Ring me then' }).click();
    await panel().getByText('by surprise').first().waitFor();
    expect(await audit(page)).toEqual([]);
    await panel()
      .getByRole('button', { name: /^Cancel the call of Sarah/ })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the call' }).click();
    await panel().getByText('Cancelled').waitFor();
    expect(stage.twilio.called).toHaveLength(0);
  });

  it('rings at once, is answered, and leads to the call when it is over', async () => {
    await open();
    await dialog().getByRole('button', { name: 'Ring me now' }).click();
    const line = await rings.rung();
    await panel().getByText('You are in the call').waitFor({ timeout: 60_000 });
    await stage.heard(/call you back|left word|should call/);
    await stage.say(line, 'Hi, this is Tia from Ledgerly. How do you approve your invoices?');
    await stage.answered();
    line.hangUp();
    await panel().getByText('You talked').first().waitFor({ timeout: 60_000 });
    await stage.ready();
    expect(await audit(page)).toEqual([]);
    await panel().getByRole('link', { name: 'Read how it went' }).click();
    await page.waitForURL(/\/calls\/[0-9a-f-]+$/);
    await page.getByText('Ledgerly').first().waitFor();
  });

  it('is said not to have been answered', async () => {
    stage.twilio.outgoing = { answer: 'no-answer' };
    await page.goto(practise);
    await open();
    await dialog().getByRole('button', { name: 'Ring me now' }).click();
    await panel().getByText('Nobody answered').first().waitFor({ timeout: 30_000 });
  });

  it('leaves a call that can be read by its link alone, and says what to do with an old one', async () => {
    const [call] = await stage.calls();
    const { app, organizationId, url } = stage.service;
    const shares = app.get(SharedCallsService, { strict: false });
    const token = await shares.share({ organizationId, callId: call?.id ?? '' });
    const stranger = await watchedPage(browser, { reducedMotion: 'reduce' });
    await stranger.page.goto(`${url}/shared/${token}`);
    await stranger.page.getByRole('heading', { level: 1, name: /Sarah/ }).waitFor();
    await stranger.page.getByText('Ledgerly').first().waitFor();
    await stranger.page.getByRole('button', { name: 'Play' }).first().waitFor();
    expect(await stranger.page.content()).not.toMatch(/tia@example\.com|Tia ·/);
    expect(await audit(stranger.page)).toEqual([]);
    await stranger.page.goto(`${url}/shared/an-old-one`);
    await stranger.page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await stranger.page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await audit(stranger.page)).toEqual([]);
    expect(stranger.troubles).toEqual([]);
  });

  it('broke no page', () => {
    expect(watched.troubles).toEqual([]);
  });
});

/** As the input takes it. */
const inTwoDays = (): string => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 16);
