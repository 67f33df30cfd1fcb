import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.schemas';
import { UsageUnit } from '../usage.schemas';

const MOST_AMOUNT_MICRO_USD = 1_000_000_000_000;
const MOST_QUANTITY = 1_000_000_000;

/** What a spreadsheet would compute; a minus may well begin a remark. */
export const A_FORMULA = /^[=+@]/;
const noFormula = (text: string): boolean => !A_FORMULA.test(text);
const A_FORMULA_MESSAGE = 'This is a formula. Enter its result.';

const name = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `Name the ${what}`)
    .max(100, 'At most 100 characters')
    .regex(/^[^\p{Cc}]*$/u, 'No line breaks, please')
    .refine(noFormula, A_FORMULA_MESSAGE);

export const PriceProvider = name('provider');
/** A model, or the beginning of its name followed by `*`. */
export const PriceModel = name('model').refine(
  (model) => /^[^*]*\*?$/.test(model),
  'A * may only stand at the end',
);

/** A day of the organization's time zone, from its first moment on, or a moment with its offset. */
export const PriceMoment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'Write a day as 2026-11-21, or a moment as 2026-11-21T09:00:00Z',
});

export const PriceState = z.enum(['past', 'current', 'future']);

export const Price = z.object({
  id: z.uuid(),
  /** The organization's own goes before the one that came with the service. */
  own: z.boolean(),
  provider: z.string(),
  model: z.string(),
  unit: UsageUnit,
  /** So many millionths of a dollar for so many units. */
  amountMicroUsd: z.number().int(),
  perQuantity: z.number().int(),
  /** Null: since ever. */
  validFrom: z.iso.datetime().nullable(),
  /** The first moment it no longer holds; null: until further notice. */
  validTo: z.iso.datetime().nullable(),
  state: PriceState,
  source: z.string(),
  /** When the source said so. */
  sourceDate: z.iso.date().nullable(),
  /** Something has been priced with it, so that it can only be ended or followed. */
  used: z.boolean(),
});
export type Price = z.infer<typeof Price>;

export const ListPrices = PageQuery.extend({
  provider: z.string().max(100).optional(),
  model: z.string().max(100).optional(),
  unit: UsageUnit.optional(),
  /** Only those that hold at this moment. */
  at: PriceMoment.optional(),
  state: PriceState.optional(),
  whose: z.enum(['own', 'shipped']).optional(),
  sort: z.enum(['model']).default('model'),
});
export type ListPrices = z.infer<typeof ListPrices>;

const amount = {
  amountMicroUsd: z
    .number()
    .int('Whole millionths of a dollar; raise the quantity for less')
    .min(0, 'A price is zero or more')
    .max(MOST_AMOUNT_MICRO_USD, 'This is more than anything costs'),
  perQuantity: z.number().int().min(1, 'At least one unit').max(MOST_QUANTITY),
};
export const PriceSource = z
  .string()
  .trim()
  .min(1, 'Say where the price is from')
  .max(300)
  .refine(noFormula, A_FORMULA_MESSAGE);
const source = {
  source: PriceSource,
  sourceDate: z.iso.date().nullable().default(null),
};

export const CreatePrice = z.object({
  provider: PriceProvider,
  model: PriceModel,
  unit: UsageUnit,
  ...amount,
  /** ISO 4217; the book is kept in US dollars. */
  currency: z.string().trim().max(10).default('USD'),
  validFrom: PriceMoment.nullable().default(null),
  validTo: PriceMoment.nullable().default(null),
  ...source,
});
export type CreatePrice = z.infer<typeof CreatePrice>;

/** Of a price that nothing has been priced with. */
export const CorrectPrice = CreatePrice.omit({ provider: true, model: true, unit: true });
export type CorrectPrice = z.infer<typeof CorrectPrice>;

/** From a moment on something else is asked for the same. */
export const FollowPrice = z.object({
  from: PriceMoment,
  ...amount,
  currency: z.string().trim().max(10).default('USD'),
  ...source,
});
export type FollowPrice = z.infer<typeof FollowPrice>;

/** Now, where nothing is said. */
export const EndPrice = z.object({ at: PriceMoment.optional() });
export type EndPrice = z.infer<typeof EndPrice>;

export const ImportPrices = z.object({
  csv: z.string().min(1, 'The file is empty').max(240_000, 'At most 240 kB'),
  /** Only say what would happen. */
  dryRun: z.boolean().default(true),
});
export type ImportPrices = z.infer<typeof ImportPrices>;

export const ImportedPrices = z.object({
  /** False for a dry run, and when anything is wrong: then nothing was written. */
  imported: z.boolean(),
  rows: z.number().int(),
  added: z.number().int(),
  /** There already, word for word. */
  unchanged: z.number().int(),
  /** Of those that come with the service. */
  skipped: z.number().int(),
  problems: z.array(
    z.object({ line: z.number().int(), column: z.string().nullable(), message: z.string() }),
  ),
});
export type ImportedPrices = z.infer<typeof ImportedPrices>;

export class PriceProvidersDto extends createZodDto(z.object({ items: z.array(z.string()) })) {}
export class PriceDto extends createZodDto(Price) {}
export class PricePageDto extends createZodDto(pageOf(Price)) {}
export class ListPricesDto extends createZodDto(ListPrices) {}
export class CreatePriceDto extends createZodDto(CreatePrice) {}
export class CorrectPriceDto extends createZodDto(CorrectPrice) {}
export class FollowPriceDto extends createZodDto(FollowPrice) {}
export class EndPriceDto extends createZodDto(EndPrice) {}
export class ImportPricesDto extends createZodDto(ImportPrices) {}
export class ImportedPricesDto extends createZodDto(ImportedPrices) {}
