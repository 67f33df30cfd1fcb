import { AppError } from '../../platform/errors/app-error';
import type { UnitPrice } from '../price-usage';
import { amountInWords, periodInWords } from './price-words';

type Period = { validFrom: Date | null; validTo: Date | null };
export type Clash = UnitPrice & Period & { provider: string; model: string; unit: string };

export const priceNotFound = () =>
  new AppError('not_found', 'prices.not_found', 'There is no such price.');

export const notYourPrice = () =>
  new AppError(
    'forbidden',
    'prices.not_yours',
    'This price comes with the service. Add a price of your own: it goes before this one.',
  );

export const priceInUse = () =>
  new AppError(
    'conflict',
    'prices.in_use',
    'Something has been priced with it already, so it stays as it was. End it, or say what is asked from a day on.',
  );

export const overlapping = (clash: Clash | undefined) =>
  new AppError('conflict', 'prices.overlap', overlapInWords(clash), [
    { path: 'validFrom', message: 'Another price holds at that time' },
  ]);

export const overlapInWords = (clash: Clash | undefined): string => {
  if (!clash) return 'Another price for the same holds at that time. Load the list anew.';
  const { provider, model, unit } = clash;
  const same = `${provider} ${model}, ${unit}`;
  return `It overlaps with ${amountInWords(clash)} (${same}), which holds ${periodInWords(clash)}. End that one first, or change the days.`;
};

export const wrongCurrency = (currency: string) =>
  new AppError('invalid', 'prices.currency', currencyInWords(currency), [
    { path: 'currency', message: 'US dollars only' },
  ]);

export const currencyInWords = (currency: string): string =>
  `Prices are kept in US dollars; ${currency} is not converted. Enter what it is in USD.`;

export const absurdPrice = () =>
  new AppError('invalid', 'prices.absurd', ABSURD, [
    { path: 'amountMicroUsd', message: 'More than $1,000 for one unit' },
  ]);

export const ABSURD =
  'This is more than $1,000 for a single unit. Check the amount and for how many units it is.';

export const endsBeforeItBegins = (path = 'validTo') =>
  new AppError('invalid', 'prices.wrong_period', WRONG_PERIOD, [{ path, message: WRONG_PERIOD }]);

export const WRONG_PERIOD = 'It would end before it begins';

/** What has happened keeps its price. */
export const alreadyPriced = (path: 'at' | 'from') =>
  new AppError(
    'conflict',
    'prices.already_priced',
    'Something after that moment has been priced with it. Choose a later one, at the earliest now.',
    [{ path, message: 'It was still used after that' }],
  );

export const notHolding = (path: 'at' | 'from') =>
  new AppError(
    'invalid',
    'prices.not_holding',
    'The price does not hold at that moment, so it cannot end or change then.',
    [{ path, message: 'It does not hold then' }],
  );

export const tooManyRows = (most: number) =>
  new AppError('too_large', 'prices.too_many_rows', `At most ${most} prices at once.`);

export const importRefused = (
  problems: readonly { line: number; column: string | null; message: string }[],
) =>
  new AppError(
    'invalid',
    'prices.import_refused',
    'Nothing was imported, because some rows are not right.',
    problems.map(({ line, column, message }) => ({
      path: column === null ? `rows.${line}` : `rows.${line}.${column}`,
      message,
    })),
  );
