import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../../../platform/http/page.schemas';
import { MOST_MINUTES } from '../quotas.schemas';

export const MinuteCode = z.object({
  id: z.uuid(),
  name: z.string(),
  amountMs: z.number().int(),
  /** How many days the minutes last once they were redeemed; null: for ever. */
  lastsDays: z.number().int().nullable(),
  /** When the code itself stops working. */
  expiresAt: z.iso.datetime().nullable(),
  mostRedemptions: z.number().int(),
  redemptions: z.number().int(),
  state: z.enum(['open', 'used_up', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
});
export type MinuteCode = z.infer<typeof MinuteCode>;

export const CreateMinuteCode = z.strictObject({
  name: z.string().trim().min(1, 'Say what it is for').max(80, 'At most 80 characters'),
  minutes: z.number().min(1, 'At least 1').max(MOST_MINUTES, 'At most 100,000 minutes'),
  lastsDays: z
    .number()
    .int('Whole days')
    .min(1, 'At least 1')
    .max(3660, 'At most ten years')
    .nullable()
    .default(null),
  /** A moment, or a day of the organization's calendar: then its end. */
  expiresAt: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], 'Give a date')
    .nullable()
    .default(null),
  mostRedemptions: z
    .number()
    .int('A whole number')
    .min(1, 'At least 1')
    .max(100_000, 'At most 100,000'),
});
export type CreateMinuteCode = z.infer<typeof CreateMinuteCode>;

/** The code is shown this once. */
export const CreatedMinuteCode = MinuteCode.extend({ code: z.string() });
export type CreatedMinuteCode = z.infer<typeof CreatedMinuteCode>;

export const RedeemMinuteCode = z.strictObject({ code: z.string().max(60) });
export type RedeemMinuteCode = z.infer<typeof RedeemMinuteCode>;

export const RedeemedMinutes = z.object({
  amountMs: z.number().int(),
  expiresAt: z.iso.datetime().nullable(),
  /** Whose minutes they were added to. */
  paidBy: z.enum(['member', 'team', 'organization']),
  secondsLeft: z.number().int(),
});
export type RedeemedMinutes = z.infer<typeof RedeemedMinutes>;

export const ListMinuteCodes = PageQuery;
export type ListMinuteCodes = z.infer<typeof ListMinuteCodes>;

export class MinuteCodeDto extends createZodDto(MinuteCode) {}
export class MinuteCodePageDto extends createZodDto(pageOf(MinuteCode)) {}
export class ListMinuteCodesDto extends createZodDto(ListMinuteCodes) {}
export class CreateMinuteCodeDto extends createZodDto(CreateMinuteCode) {}
export class CreatedMinuteCodeDto extends createZodDto(CreatedMinuteCode) {}
export class RedeemMinuteCodeDto extends createZodDto(RedeemMinuteCode) {}
export class RedeemedMinutesDto extends createZodDto(RedeemedMinutes) {}
