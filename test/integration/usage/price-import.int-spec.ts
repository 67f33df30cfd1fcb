import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { OrganizationsService } from '../../../apps/api/src/organizations/organizations.service';
import { PriceImportService } from '../../../apps/api/src/usage/prices/price-import.service';
import { PricesService } from '../../../apps/api/src/usage/prices/prices.service';

const HEADING = 'provider,model,unit,price_usd,per,currency,valid_from,valid_to,source,source_date';
const csvOf = (...rows: string[]) => [HEADING, ...rows].join('\r\n');
const GOOD = [
  'openai,gpt-4o,input_token,2.10,1000000,USD,2026-01-01,2026-07-01,our contract,2025-12-01',
  'openai,gpt-4o,input_token,2.00,1000000,,2026-07-01,,our contract,',
  'twilio,voice-gb-outbound,carrier_minute,0.0158,1,USD,,,"twilio.com, price list",2026-11-01',
];

describe('importing prices', () => {
  let stage: TestApp;
  let files: PriceImportService;
  let ours: TestOrganization;

  beforeAll(async () => {
    stage = await createTestApp();
    files = stage.app.get(PriceImportService);
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
  });

  const own = async () =>
    (
      await stage.app
        .get(PricesService)
        .page(ours.admin, { limit: 100, sort: 'model', whose: 'own' })
    ).items;
  const problemsOf = async (csv: string) =>
    (await files.import(ours.admin, { csv, dryRun: true })).problems;

  it('says first what would happen, then does it', async () => {
    const csv = csvOf(...GOOD);
    const said = { rows: 3, added: 3, unchanged: 0, skipped: 0, problems: [] };
    expect(await files.import(ours.admin, { csv, dryRun: true })).toEqual({
      imported: false,
      ...said,
    });
    expect(await own()).toEqual([]);
    expect(await files.import(ours.admin, { csv, dryRun: false })).toEqual({
      imported: true,
      ...said,
    });
    expect(await own()).toEqual([
      expect.objectContaining({
        model: 'gpt-4o',
        amountMicroUsd: 2_100_000,
        validTo: '2026-07-01T00:00:00.000Z',
      }),
      expect.objectContaining({ model: 'gpt-4o', amountMicroUsd: 2_000_000, validTo: null }),
      expect.objectContaining({
        unit: 'carrier_minute',
        amountMicroUsd: 15_800,
        source: 'twilio.com, price list',
      }),
    ]);
  });

  it('takes the same file again without a change, and its own export as well', async () => {
    await files.import(ours.admin, { csv: csvOf(...GOOD), dryRun: false });
    expect(await files.import(ours.admin, { csv: csvOf(...GOOD), dryRun: false })).toMatchObject({
      added: 0,
      unchanged: 3,
    });
    const exported = await files.export(ours.admin, { sort: 'model' });
    const again = await files.import(ours.admin, { csv: exported, dryRun: false });
    expect(again).toMatchObject({ added: 0, unchanged: 3, problems: [] });
    expect(again.skipped).toBeGreaterThan(100);
    expect(await own()).toHaveLength(3);
  });

  it('names every problem by its row and column, and writes nothing', async () => {
    const csv = csvOf(
      ...GOOD,
      'openai,gpt-4o,input_token,1,1000000,,2026-06-30,,again,',
      'openai,gpt-5,input_token,"0,25",1000000,EUR,,,x,',
      '=cmd|calc,gpt-5,minutes,-1,0,,2026-02-30,2026-01-01,,soon',
      'twilio,voice-gb-outbound,carrier_minute,1001,1,,,,too much,',
    );
    const problems = await problemsOf(csv);
    const at = (line: number) =>
      problems.filter((one) => one.line === line).map(({ column }) => column);
    expect(at(5)).toEqual(['valid_from']);
    expect(at(6)).toEqual(['price_usd', 'currency']);
    expect(at(7)).toEqual(
      expect.arrayContaining([
        'provider',
        'unit',
        'price_usd',
        'per',
        'valid_from',
        'source',
        'source_date',
      ]),
    );
    expect(at(8)).toEqual(expect.arrayContaining(['price_usd']));
    await expect(files.import(ours.admin, { csv, dryRun: false })).rejects.toMatchObject({
      code: 'prices.import_refused',
      fields: expect.arrayContaining([
        { path: 'rows.6.price_usd', message: 'Write it with a point: 0.15' },
      ]) as unknown,
    });
    expect(await own()).toEqual([]);
  });

  it.each([
    ['no heading', 'openai,gpt-4o\n', 'provider'],
    ['an unknown column', `${HEADING},price_eur\n`, 'price_eur'],
    ['a column twice', `${HEADING},model\n`, 'model'],
  ])('refuses a file with %s', async (_name, csv, column) => {
    expect(await problemsOf(csv)).toContainEqual(expect.objectContaining({ line: 1, column }));
  });

  it('refuses a file that is cut off within a quote', async () => {
    expect(await problemsOf(csvOf('openai,"gpt-4o'))).toEqual([
      { line: 2, column: null, message: 'A quote is opened here and never closed' },
    ]);
  });

  it('refuses what overlaps with a price that is there', async () => {
    await files.import(ours.admin, { csv: csvOf(...GOOD), dryRun: false });
    const csv = csvOf('openai,gpt-4o,input_token,3,1000000,,2026-02-01,2026-03-01,x,');
    const [problem] = await problemsOf(csv);
    expect(problem).toMatchObject({ line: 2, column: 'valid_from' });
    expect(problem?.message).toContain('$2.10 for 1,000,000');
    expect(await codeOf(files.import(ours.admin, { csv, dryRun: false }))).toBe(
      'prices.import_refused',
    );
  });

  it('takes no formula and writes none into a spreadsheet', async () => {
    const formula = csvOf('house,=HYPERLINK(1),character,=1+1,1000,,,,@SUM(A1),');
    expect((await problemsOf(formula)).map(({ column }) => column)).toEqual([
      'model',
      'price_usd',
      'source',
    ]);
    const csv = csvOf('house,v1,character,1,1000,,,,-2 % of list,');
    await files.import(ours.admin, { csv, dryRun: false });
    const exported = await files.export(ours.admin, { sort: 'model', whose: 'own' });
    expect(exported).toContain(`own,house,v1,character,1.00,1000,USD,,,'-2 % of list,`);
    expect(await files.import(ours.admin, { csv: exported, dryRun: true })).toMatchObject({
      unchanged: 1,
    });
  });

  it('exports what holds on a day of the organization', async () => {
    await stage.app.get(OrganizationsService).update(ours.admin, { timeZone: 'Pacific/Auckland' });
    await files.import(ours.admin, { csv: csvOf(...GOOD), dryRun: false });
    const list = { sort: 'model', whose: 'own' } as const;
    const before = await files.export(ours.admin, { ...list, at: '2026-06-30' });
    expect(before).toContain(',2.10,1000000,');
    expect(before).not.toContain(',2.00,1000000,');
    expect(await files.export(ours.admin, { ...list, at: '2026-07-01' })).toContain(',2.00,');
  });

  it('sees nothing of another organization’s prices', async () => {
    await files.import(ours.admin, { csv: csvOf(...GOOD), dryRun: false });
    const theirs = await createOrganization(stage);
    expect(await files.export(theirs.admin, { sort: 'model', whose: 'own' })).not.toContain(
      'gpt-4o',
    );
    expect(await files.import(theirs.admin, { csv: csvOf(...GOOD), dryRun: true })).toMatchObject({
      added: 3,
    });
  });
});
