import { createTestApp, type TestApp } from '../../support/test-app';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { DataSource } from 'typeorm';
import { AuditService } from '../../../apps/api/src/organizations/audit.service';
import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { UsageService } from '../../../apps/api/src/usage/usage.service';
import { PricesService } from '../../../apps/api/src/usage/prices/prices.service';
import type { CreatePrice, ListPrices } from '../../../apps/api/src/usage/prices/prices.schemas';

const NOW = new Date('2026-11-21T10:00:00Z');
const GPT: CreatePrice = {
  provider: 'openai',
  model: 'gpt-4o-mini',
  unit: 'input_token',
  amountMicroUsd: 100_000,
  perQuantity: 1_000_000,
  currency: 'USD',
  validFrom: null,
  validTo: null,
  source: 'our contract',
  sourceDate: '2026-11-01',
};
const LIST: ListPrices = { limit: 25, sort: 'model' };

describe('the price book', () => {
  let stage: TestApp;
  let prices: PricesService;
  let ledger: UsageService;
  let ours: TestOrganization;
  let now = NOW;

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue({ now: () => now }),
    });
    prices = stage.app.get(PricesService);
    ledger = stage.app.get(UsageService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    now = NOW;
    ours = await createOrganization(stage);
  });

  let used = 0;
  const use = (occurredAt = NOW, organizationId = ours.id) =>
    ledger.record(organizationId, null, [
      {
        sourceId: `use-${(used += 1)}`,
        component: 'language_model',
        provider: 'openai',
        model: 'gpt-4o-mini',
        unit: 'input_token',
        quantity: 1_000_000,
        estimated: false,
        purpose: 'reply',
        occurredAt,
      },
    ]);
  const costs = async (organizationId = ours.id) => {
    const rows = await stage.app.get(DataSource).query<{ cost: string }[]>(
      `SELECT cost_micro_usd AS cost FROM usage_records WHERE organization_id = $1
         ORDER BY occurred_at, length(source_id), source_id`,
      [organizationId],
    );
    return rows.map(({ cost }) => Number(cost));
  };

  it('lists what came with the service, with its source and the day of it', async () => {
    const { items } = await prices.page(ours.admin, {
      ...LIST,
      provider: 'openai',
      model: '4o-mini',
    });
    expect(items).toContainEqual(
      expect.objectContaining({
        own: false,
        model: 'gpt-4o-mini',
        unit: 'input_token',
        amountMicroUsd: 150_000,
        perQuantity: 1_000_000,
        source: 'openai.com/api/pricing, June 2026',
        sourceDate: '2026-06-01',
        state: 'current',
      }),
    );
  });

  it('pages through all of it without losing or repeating a line', async () => {
    const own = await prices.create(ours.admin, GPT);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await prices.page(ours.admin, { ...LIST, limit: 17, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const [{ count } = { count: 0 }] = await stage.app
      .get(DataSource)
      .query<{ count: number }[]>(
        'SELECT count(*)::int FROM prices WHERE organization_id = $1 OR organization_id IS NULL',
        [ours.id],
      );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(count);
    expect(seen).toContain(own.id);
  });

  it('filters by what holds at a moment, by whose it is and by what is to come', async () => {
    const flash = { ...LIST, model: 'gemini-3.8-flash', unit: 'input_token' as const };
    const at = async (day: string) =>
      (await prices.page(ours.admin, { ...flash, at: day })).items
        .filter(({ model }) => model === 'gemini-3.8-flash')
        .map(({ amountMicroUsd }) => amountMicroUsd);
    expect(await at('2026-12-31')).toEqual([750_000]);
    expect(await at('2027-01-01')).toEqual([1_500_000]);
    const future = await prices.page(ours.admin, { ...flash, state: 'future' });
    expect(future.items.every(({ state }) => state === 'future')).toBe(true);
    expect(future.items.length).toBeGreaterThan(0);
    expect((await prices.page(ours.admin, { ...LIST, whose: 'own' })).items).toEqual([]);
  });

  it('takes the organization’s own price from then on, and leaves what was priced before', async () => {
    await use();
    const own = await prices.create(ours.admin, GPT);
    await use();
    expect(await costs()).toEqual([150_000, 100_000]);
    expect(await prices.get(ours.admin, own.id)).toMatchObject({ own: true, used: true });
  });

  it('lets another price follow and never touches what has happened', async () => {
    const first = await prices.create(ours.admin, { ...GPT, validTo: '2027-06-01' });
    await use(new Date('2026-11-21T09:00:00Z'));
    const next = await prices.follow(ours.admin, first.id, {
      from: '2026-12-01',
      amountMicroUsd: 200_000,
      perQuantity: 1_000_000,
      currency: 'USD',
      source: 'mail of our manager',
      sourceDate: null,
    });
    expect(next).toMatchObject({
      validFrom: '2026-12-01T00:00:00.000Z',
      validTo: '2027-06-01T00:00:00.000Z',
      state: 'future',
    });
    expect(await prices.get(ours.admin, first.id)).toMatchObject({
      amountMicroUsd: 100_000,
      validTo: '2026-12-01T00:00:00.000Z',
    });
    await use(new Date('2026-11-30T23:59:59Z'));
    await use(new Date('2026-12-01T00:00:00Z'));
    expect(await costs()).toEqual([100_000, 100_000, 200_000]);
  });

  it('begins a day when it begins where the organization is', async () => {
    await stage.app
      .get(OrganizationsService)
      .update(ours.admin, { timeZone: 'America/Los_Angeles' });
    const price = await prices.create(ours.admin, { ...GPT, validFrom: '2026-11-01' });
    expect(price.validFrom).toBe('2026-11-01T07:00:00.000Z');
  });

  it('refuses two prices for the same time and names the other', async () => {
    await prices.create(ours.admin, { ...GPT, validFrom: '2026-01-01', validTo: '2026-06-01' });
    await expect(
      prices.create(ours.admin, { ...GPT, amountMicroUsd: 9, validFrom: '2026-05-31' }),
    ).rejects.toMatchObject({
      code: 'prices.overlap',
      detail: expect.stringContaining('$0.10 for 1,000,000') as string,
    });
    await prices.create(ours.admin, { ...GPT, validFrom: '2026-06-01' });
  });

  it('lets one of two win that come at the same moment', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        prices.create(ours.admin, { ...GPT, amountMicroUsd: index }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'prices.overlap' });
    }
  });

  it('corrects and removes only what nothing has been priced with', async () => {
    const price = await prices.create(ours.admin, GPT);
    const { amountMicroUsd, perQuantity, currency, validFrom, validTo, source, sourceDate } = GPT;
    const said = { amountMicroUsd, perQuantity, currency, validFrom, validTo, source, sourceDate };
    const corrected = await prices.correct(ours.admin, price.id, { ...said, amountMicroUsd: 7 });
    expect(corrected.amountMicroUsd).toBe(7);
    await use();
    expect(await codeOf(prices.correct(ours.admin, price.id, said))).toBe('prices.in_use');
    expect(await codeOf(prices.remove(ours.admin, price.id))).toBe('prices.in_use');
    const other = await prices.create(ours.admin, { ...GPT, unit: 'output_token' });
    await prices.remove(ours.admin, other.id);
    expect(await codeOf(prices.get(ours.admin, other.id))).toBe('prices.not_found');
  });

  it('ends a price at no moment before its last use', async () => {
    const price = await prices.create(ours.admin, GPT);
    await use(NOW);
    expect(await codeOf(prices.end(ours.admin, price.id, { at: '2026-11-21' }))).toBe(
      'prices.already_priced',
    );
    now = new Date('2026-11-21T10:00:01Z');
    expect(await prices.end(ours.admin, price.id, {})).toMatchObject({ state: 'past' });
    expect(await codeOf(prices.end(ours.admin, price.id, {}))).toBe('prices.not_holding');
  });

  it.each([
    ['another currency', { currency: 'EUR' }, 'prices.currency'],
    ['more than anything costs', { perQuantity: 1, amountMicroUsd: 2e9 }, 'prices.absurd'],
    [
      'an end before the beginning',
      { validFrom: '2026-02-01', validTo: '2026-01-01' },
      'prices.wrong_period',
    ],
  ])('refuses %s', async (_name, change, code) => {
    expect(await codeOf(prices.create(ours.admin, { ...GPT, ...change }))).toBe(code);
    expect((await prices.page(ours.admin, { ...LIST, whose: 'own' })).items).toEqual([]);
  });

  it('does not let anybody change what came with the service', async () => {
    const { items } = await prices.page(ours.admin, { ...LIST, whose: 'shipped' });
    expect(await codeOf(prices.remove(ours.admin, items[0]?.id ?? ''))).toBe('prices.not_yours');
  });

  it('keeps another organization’s prices from being seen, changed or used', async () => {
    const price = await prices.create(ours.admin, GPT);
    const theirs = await createOrganization(stage);
    expect((await prices.page(theirs.admin, { ...LIST, whose: 'own' })).items).toEqual([]);
    expect(await codeOf(prices.get(theirs.admin, price.id))).toBe('prices.not_found');
    expect(await codeOf(prices.end(theirs.admin, price.id, {}))).toBe('prices.not_found');
    expect(await codeOf(prices.remove(theirs.admin, price.id))).toBe('prices.not_found');
    await use(NOW, theirs.id);
    expect(await costs(theirs.id)).toEqual([150_000]);
    // The same for the same time: two organizations do not get in each other's way.
    await prices.create(theirs.admin, GPT);
  });

  it('lists the providers that prices are from, without those of another organization', async () => {
    const theirs = await createOrganization(stage);
    await prices.create(theirs.admin, { ...GPT, provider: 'a secret deal' });
    await prices.create(ours.admin, { ...GPT, provider: 'our machine' });
    const { items } = await prices.providers(ours.admin);
    expect(items).toEqual(expect.arrayContaining(['openai', 'our machine']));
    expect(items).not.toContain('a secret deal');
  });

  it('writes down who changed it', async () => {
    const price = await prices.create(ours.admin, GPT);
    const { items } = await stage.app.get(AuditService).page(ours.admin, { limit: 5, sort: '-at' });
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'price.added', subject: `price:${price.id}` }),
    );
  });
});
