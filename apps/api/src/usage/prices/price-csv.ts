import { z } from 'zod';
import { toCsv } from '../../platform/csv/csv';
import { CsvError, type CsvRow, readCsv } from '../../platform/csv/read-csv';
import type { PriceEntity } from '../price.entity';
import { UsageUnit } from '../usage.schemas';
import type { NewPrice } from './price-book.repository';
import { isAbsurd, isInOrder, momentOrNull } from './price-period';
import { microUsdOf, usdOf } from './price-words';
import { ABSURD, currencyInWords, WRONG_PERIOD } from './prices.errors';
import { A_FORMULA, PriceModel, PriceMoment, PriceProvider, PriceSource } from './prices.schemas';

export type Problem = { line: number; column: string | null; message: string };
export type ReadPrice = Omit<NewPrice, 'createdBy'> & { line: number };
export type ReadPrices = { prices: ReadPrice[]; problems: Problem[]; skipped: number };

const REQUIRED = ['provider', 'model', 'unit', 'price_usd', 'per', 'source'] as const;
const OPTIONAL = ['currency', 'valid_from', 'valid_to', 'source_date', 'whose'] as const;
const COLUMNS = [...REQUIRED, ...OPTIONAL] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Record<Column, string>;

const HEADINGS = [
  'whose',
  'provider',
  'model',
  'unit',
  'price_usd',
  'per',
  'currency',
  'valid_from',
  'valid_to',
  'source',
  'source_date',
] as const satisfies readonly Column[];

const A_QUANTITY = /^[1-9]\d{0,8}$/;
const OF_THE_SERVICE = 'shipped';

export const pricesToCsv = (rows: readonly PriceEntity[]): string =>
  toCsv(
    HEADINGS,
    rows.map((row) => [
      row.organizationId === null ? OF_THE_SERVICE : 'own',
      row.provider,
      row.model,
      row.unit,
      usdOf(row.amountMicroUsd),
      row.perQuantity,
      'USD',
      row.validFrom?.toISOString() ?? null,
      row.validTo?.toISOString() ?? null,
      row.source,
      row.sourceDate,
    ]),
  );

/** Every row is read to its end, so that all that is wrong can be put right at once. */
export const pricesOfCsv = (csv: string, timeZone: string): ReadPrices => {
  const nothing = { prices: [], skipped: 0 };
  let table: CsvRow[];
  try {
    table = readCsv(csv);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, problem } = error;
    return { ...nothing, problems: [{ line, column: null, message: problem }] };
  }
  const [heading, ...rows] = table;
  const names = heading?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const problems = problemsOfHeading(names);
  if (problems.length > 0) return { ...nothing, problems };
  return readRows(rows, names, timeZone);
};

const problemsOfHeading = (names: readonly string[]): Problem[] => {
  const known: readonly string[] = COLUMNS;
  const told = (column: string, message: string) => ({ line: 1, column, message });
  return [
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) =>
      told(name, `The first line has to name a column ${name}`),
    ),
    ...names
      .filter((name, index) => !known.includes(name) || names.indexOf(name) !== index)
      .map((name) => told(name, known.includes(name) ? 'It is there twice' : 'Unknown column')),
  ];
};

const readRows = (
  rows: readonly CsvRow[],
  names: readonly string[],
  timeZone: string,
): ReadPrices => {
  const result: ReadPrices = { prices: [], problems: [], skipped: 0 };
  for (const { line, cells } of rows) {
    if (cells.length > names.length) {
      result.problems.push({ line, column: null, message: 'More cells than columns' });
      continue;
    }
    const row = Object.fromEntries(
      COLUMNS.map((name) => [name, cells[names.indexOf(name)] ?? '']),
    ) as Cells;
    if (row.whose === OF_THE_SERVICE) {
      result.skipped += 1;
      continue;
    }
    const problems: Problem[] = [];
    const price = readRow(row, timeZone, (column, message) =>
      problems.push({ line, column, message }),
    );
    if (price && problems.length === 0) result.prices.push({ ...price, line });
    result.problems.push(...problems);
  }
  return result;
};

const readRow = (
  row: Cells,
  timeZone: string,
  tell: (column: Column, message: string) => void,
): Omit<ReadPrice, 'line'> | undefined => {
  const read = <Value>(name: Column, schema: z.ZodType<Value>): Value | undefined => {
    const parsed = schema.safeParse(row[name]);
    if (!parsed.success) tell(name, parsed.error.issues[0]?.message ?? 'Not valid');
    return parsed.data;
  };
  const provider = read('provider', PriceProvider);
  const model = read('model', PriceModel);
  const unit = read('unit', UsageUnit);
  const amountMicroUsd = microUsdOf(row.price_usd);
  if (amountMicroUsd === undefined) tell('price_usd', amountProblem(row.price_usd));
  if (!A_QUANTITY.test(row.per)) tell('per', 'A whole number of units, from 1 on');
  if (row.currency !== '' && row.currency.toUpperCase() !== 'USD') {
    tell('currency', currencyInWords(row.currency));
  }
  const moment = PriceMoment.or(z.literal(''));
  const [from, to] = [read('valid_from', moment), read('valid_to', moment)];
  const source = read('source', PriceSource);
  const day = z.iso.date('Write a day as 2026-11-21').or(z.literal(''));
  const sourceDate = read('source_date', day);
  if (provider === undefined || model === undefined || unit === undefined) return undefined;
  if (amountMicroUsd === undefined || from === undefined || to === undefined) return undefined;
  const perQuantity = Number(row.per);
  if (isAbsurd({ amountMicroUsd, perQuantity })) tell('price_usd', ABSURD);
  const period = {
    validFrom: momentOrNull(from || null, timeZone),
    validTo: momentOrNull(to || null, timeZone),
  };
  if (!isInOrder(period)) tell('valid_to', WRONG_PERIOD);
  const said = { provider, model, unit, amountMicroUsd, perQuantity, ...period };
  return { ...said, source: source ?? '', sourceDate: sourceDate || null };
};

const amountProblem = (written: string): string => {
  if (A_FORMULA.test(written)) return 'This is a formula. Enter its result.';
  if (written === '') return 'The price is missing; 0 for what is free';
  if (/^\d+,\d+$/.test(written)) return 'Write it with a point: 0.15';
  if (/^-/.test(written)) return 'A price is zero or more';
  if (/^\d*\.\d{7,}$/.test(written)) {
    return 'At most six decimals. State it for more units instead, such as 1000.';
  }
  return 'A number of dollars such as 0.15, without a sign';
};
