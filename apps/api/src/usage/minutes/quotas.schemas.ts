import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.schemas';

export const AccountOwner = z.enum(['organization', 'team', 'member', 'caller']);
export type AccountOwner = z.infer<typeof AccountOwner>;

export const EntryKind = z.enum([
  'grant',
  'reserve',
  'settle',
  'release',
  'refund',
  'expire',
  'allowance',
  'limit',
]);
export type EntryKind = z.infer<typeof EntryKind>;

export const LotSource = z.enum(['manual', 'monthly', 'code', 'welcome', 'bonus', 'refund']);
export type LotSource = z.infer<typeof LotSource>;

/** Why an account is listed as running out, the worst first. */
export const RunningOut = z.enum(['used_up', 'allowance', 'pace']);
export type RunningOut = z.infer<typeof RunningOut>;

const wholeMs = z.number().int();

/** `nextAt`: when the next month begins by the organization's clock. */
export const Allowance = z.object({
  monthlyMs: wholeMs,
  rollOver: z.boolean(),
  /** The most that is carried into the next month; null: all of it. */
  rollOverCapMs: wholeMs.nullable(),
  nextAt: z.iso.datetime(),
});
export type Allowance = z.infer<typeof Allowance>;

export const MinuteAccount = z.object({
  id: z.uuid(),
  owner: AccountOwner,
  /** For an account of a member. */
  memberId: z.uuid().nullable(),
  /** For an account of a team. */
  teamId: z.uuid().nullable(),
  /** For an account of an unknown telephone caller. */
  callerId: z.uuid().nullable(),
  /** Of the member, the team or the organization; null for a caller, who has none. */
  ownerName: z.string().nullable(),
  grantedMs: wholeMs,
  usedMs: wholeMs,
  /** Set aside for calls that run. */
  reservedMs: wholeMs,
  /** Below zero where a soft limit was passed. */
  leftMs: wholeMs,
  limitKind: z.enum(['hard', 'soft']),
  /** How far below zero calls may go on. */
  overMs: wholeMs,
  allowance: Allowance.nullable(),
  /** What ends next of what is left. */
  nextExpiry: z.object({ at: z.iso.datetime(), amountMs: wholeMs }).nullable(),
  /** Charged in the last 28 days, less what was given back. */
  recentMs: wholeMs,
  /**
   * `allowance`: less than a tenth of a month's minutes is left. `pace`: what is left does not last
   * seven days at the pace of the last 28.
   */
  runningOut: RunningOut.nullable(),
  createdAt: z.iso.datetime(),
  /** Since then it limits nobody, and is in no list. */
  liftedAt: z.iso.datetime().nullable(),
});
export type MinuteAccount = z.infer<typeof MinuteAccount>;

export const ListQuotas = PageQuery.extend({
  owner: AccountOwner.optional(),
  /** `true`: only those that are running out. */
  runningOut: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  /** `left`: those with least first. */
  sort: z.enum(['owner', 'left']).default('owner'),
});
export type ListQuotas = z.infer<typeof ListQuotas>;

export const MyQuota = z.object({
  /** False: calls may take as long as they like. */
  limited: z.boolean(),
  /** Whose account pays: one's own, one's team's, or the one all members share. */
  paidBy: z.enum(['member', 'team', 'organization']).nullable(),
  /** Below zero where a soft limit was passed. */
  secondsLeft: z.number().int().nullable(),
  limitKind: z.enum(['hard', 'soft']).nullable(),
  /** How long calls may still take: what is left, and how far one may go over. */
  secondsUsable: z.number().int().nullable(),
  /** `seconds`: what comes then. */
  nextAllowance: z.object({ at: z.iso.datetime(), seconds: z.number().int() }).nullable(),
  nextExpiry: z.object({ at: z.iso.datetime(), seconds: z.number().int() }).nullable(),
});
export type MyQuota = z.infer<typeof MyQuota>;

export const MOST_MINUTES = 100_000;
const TOO_MANY = `At most ${MOST_MINUTES.toLocaleString('en-GB')} minutes`;

const reason = z.string().trim().min(1).max(200).optional();
const someMinutes = z.number().min(0.1, 'At least 0.1').max(MOST_MINUTES, TOO_MANY);
/** A moment, or a day of the organization's calendar: then its end. */
const Ending = z.union([z.iso.date(), z.iso.datetime({ offset: true })], 'Give a date');

export const ChangeMinutes = z
  .strictObject({
    /** Sets what is left. */
    minutes: z.number().min(0, 'Zero or more').max(MOST_MINUTES, TOO_MANY).optional(),
    /** Adds to what is left. */
    grantMinutes: someMinutes.optional(),
    /** When what was set or added ends; without it, never. */
    expiresAt: Ending.optional(),
    /** For the statement. */
    reason,
  })
  .refine(({ minutes, grantMinutes }) => (minutes === undefined) !== (grantMinutes === undefined), {
    path: ['minutes'],
    message: 'Give either minutes, to set what is left, or grantMinutes, to add to it',
  });
export type ChangeMinutes = z.infer<typeof ChangeMinutes>;

export const SetAllowance = z
  .strictObject({
    monthlyMinutes: someMinutes,
    /** What is left at the end of a month stays; else it ends with the month. */
    rollOver: z.boolean(),
    rollOverCapMinutes: z
      .number()
      .min(0, 'Zero or more')
      .max(MOST_MINUTES, TOO_MANY)
      .nullable()
      .optional(),
    reason,
  })
  .refine(({ rollOver, rollOverCapMinutes }) => rollOver || (rollOverCapMinutes ?? null) === null, {
    path: ['rollOverCapMinutes'],
    message: 'Nothing is carried over, so there is nothing to limit',
  });
export type SetAllowance = z.infer<typeof SetAllowance>;

export const SetLimit = z
  .strictObject({
    /** `hard`: calls end at zero. `soft`: they may go over by so many minutes. */
    kind: z.enum(['hard', 'soft']),
    overMinutes: someMinutes.optional(),
    reason,
  })
  .refine(({ kind, overMinutes }) => (kind === 'soft') === (overMinutes !== undefined), {
    path: ['overMinutes'],
    message: 'Say for a soft limit, and for no other, by how many minutes calls may go over',
  });
export type SetLimit = z.infer<typeof SetLimit>;

export const RefundCall = z.strictObject({
  callId: z.uuid(),
  reason: z.string().trim().min(1, 'Give a reason').max(200),
});
export type RefundCall = z.infer<typeof RefundCall>;

export const MinuteLot = z.object({
  id: z.uuid(),
  source: LotSource,
  amountMs: wholeMs,
  leftMs: wholeMs,
  expiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type MinuteLot = z.infer<typeof MinuteLot>;

/**
 * `settle` says what of the minutes set aside was charged, `release` what came back, `expire` what
 * ended unspent. `allowance` and `limit` say what was agreed on and move no minutes.
 */
export const MinuteEntry = z.object({
  id: z.string(),
  kind: EntryKind,
  /** Below zero for a grant that took minutes away. */
  amountMs: wholeMs,
  /** What was left afterwards; below zero where the account was over. */
  leftMs: wholeMs,
  reason: z.string(),
  callId: z.uuid().nullable(),
  /** Whom the call was held with, and who held it. */
  call: z
    .object({
      partner: z.string().nullable(),
      startedAt: z.iso.datetime(),
      member: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    })
    .nullable(),
  /** A charge that can still be given back. */
  refundable: z.boolean(),
  /** When what was granted ends. */
  expiresAt: z.iso.datetime().nullable(),
  /** Who changed it; null where the service did. */
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  at: z.iso.datetime(),
});
export type MinuteEntry = z.infer<typeof MinuteEntry>;

export const ListEntries = PageQuery;
export type ListEntries = z.infer<typeof ListEntries>;

export class MinuteAccountDto extends createZodDto(MinuteAccount) {}
export class MinuteAccountPageDto extends createZodDto(pageOf(MinuteAccount)) {}
export class ListQuotasDto extends createZodDto(ListQuotas) {}
export class MyQuotaDto extends createZodDto(MyQuota) {}
export class ChangeMinutesDto extends createZodDto(ChangeMinutes) {}
export class SetAllowanceDto extends createZodDto(SetAllowance) {}
export class SetLimitDto extends createZodDto(SetLimit) {}
export class RefundCallDto extends createZodDto(RefundCall) {}
export class MinuteLotsDto extends createZodDto(z.object({ items: z.array(MinuteLot) })) {}
export class MinuteEntryPageDto extends createZodDto(pageOf(MinuteEntry)) {}
export class ListEntriesDto extends createZodDto(ListEntries) {}
