import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.schemas';

export const AccountOwner = z.enum(['organization', 'member', 'caller']);
export type AccountOwner = z.infer<typeof AccountOwner>;

export const EntryKind = z.enum(['grant', 'reserve', 'settle', 'release', 'refund']);
export type EntryKind = z.infer<typeof EntryKind>;

const wholeMs = z.number().int();

export const MinuteAccount = z.object({
  id: z.uuid(),
  owner: AccountOwner,
  /** For an account of a member. */
  memberId: z.uuid().nullable(),
  /** For an account of an unknown telephone caller. */
  callerId: z.uuid().nullable(),
  /** Of the member or the organization; null for a caller, who has none. */
  ownerName: z.string().nullable(),
  grantedMs: wholeMs,
  usedMs: wholeMs,
  /** Set aside for calls that run. */
  reservedMs: wholeMs,
  leftMs: wholeMs,
  createdAt: z.iso.datetime(),
  /** Since then it limits nobody, and is in no list. */
  liftedAt: z.iso.datetime().nullable(),
});
export type MinuteAccount = z.infer<typeof MinuteAccount>;

export const ListQuotas = PageQuery.extend({
  owner: AccountOwner.optional(),
  /** `left`: those with least first. */
  sort: z.enum(['owner', 'left']).default('owner'),
});
export type ListQuotas = z.infer<typeof ListQuotas>;

export const MyQuota = z.object({
  /** False: calls may take as long as they like. */
  limited: z.boolean(),
  /** Whose account pays: one's own, or the one all members share. */
  paidBy: z.enum(['member', 'organization']).nullable(),
  secondsLeft: z.number().int().nullable(),
});
export type MyQuota = z.infer<typeof MyQuota>;

const MOST_MINUTES = 100_000;
const TOO_MANY = `At most ${MOST_MINUTES.toLocaleString('en-GB')} minutes`;

export const ChangeMinutes = z
  .strictObject({
    /** Sets what is left. */
    minutes: z.number().min(0, 'Zero or more').max(MOST_MINUTES, TOO_MANY).optional(),
    /** Adds to what is left. */
    grantMinutes: z.number().min(0.1, 'At least 0.1').max(MOST_MINUTES, TOO_MANY).optional(),
    /** For the statement. */
    reason: z.string().trim().min(1).max(200).optional(),
  })
  .refine(({ minutes, grantMinutes }) => (minutes === undefined) !== (grantMinutes === undefined), {
    path: ['minutes'],
    message: 'Give either minutes, to set what is left, or grantMinutes, to add to it',
  });
export type ChangeMinutes = z.infer<typeof ChangeMinutes>;

/** `settle` says what of the minutes set aside was charged, `release` what came back. */
export const MinuteEntry = z.object({
  id: z.string(),
  kind: EntryKind,
  /** Below zero for a grant that took minutes away. */
  amountMs: wholeMs,
  /** What was left afterwards. */
  leftMs: wholeMs,
  reason: z.string(),
  callId: z.uuid().nullable(),
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
export class MinuteEntryPageDto extends createZodDto(pageOf(MinuteEntry)) {}
export class ListEntriesDto extends createZodDto(ListEntries) {}
