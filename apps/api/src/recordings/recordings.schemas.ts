import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** Why a recording holds less than the call, or nothing of it. */
export const RecordingProblem = z.enum(['disk_full', 'disk_failed', 'cut_short', 'spool_missing']);
export type RecordingProblem = z.infer<typeof RecordingProblem>;

/** Stereo: trainee left, persona right. Its zero is the call's, so a turn's times are its places. */
export const CallRecording = z.object({
  url: z.string(),
  durationMs: z.number().int(),
  bytes: z.number().int(),
  /** Loudest sample of each of equal stretches, 0 to 1, for the waveform. */
  peaks: z.object({ trainee: z.array(z.number()), persona: z.array(z.number()) }),
  /** Null: it is whole. */
  problem: RecordingProblem.nullable(),
});
export type CallRecording = z.infer<typeof CallRecording>;

export const DeletionReason = z.enum(['retention', 'by_member', 'call_deleted', 'orphan']);
export type DeletionReason = z.infer<typeof DeletionReason>;

/** Why there is nothing to hear of a call that was recorded. */
export const RecordingGone = z.object({
  state: z.enum(['deleted', 'being_deleted', 'lost', 'failed']),
  at: z.iso.datetime(),
  reason: DeletionReason.nullable(),
  problem: RecordingProblem.nullable(),
});
export type RecordingGone = z.infer<typeof RecordingGone>;

export const CreateRecordingLink = z.object({
  /** Up to a week. */
  expiresInMinutes: z.number().int().min(1).max(10_080),
});
export type CreateRecordingLink = z.infer<typeof CreateRecordingLink>;

/** Whoever has it can listen, without signing in, until it expires. */
export const RecordingLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() });
export type RecordingLink = z.infer<typeof RecordingLink>;

/** What is kept of an organization's calls. */
export const RecordingStock = z.object({
  recordings: z.number().int(),
  bytes: z.number().int(),
  /** Of the earliest call with a recording. */
  oldestAt: z.iso.datetime().nullable(),
  /** Calls whose file the store does not have; the latest of them. */
  lost: z.number().int(),
  lostCallIds: z.array(z.uuid()),
});
export type RecordingStock = z.infer<typeof RecordingStock>;

export const PreviewRetention = z.object({ days: z.coerce.number().int().min(1).max(3650) });
/** What would be deleted at once if recordings were kept so long. */
export const RetentionPreview = z.object({
  recordings: z.number().int(),
  bytes: z.number().int(),
});
export type RetentionPreview = z.infer<typeof RetentionPreview>;

export class CreateRecordingLinkDto extends createZodDto(CreateRecordingLink) {}
export class RecordingLinkDto extends createZodDto(RecordingLink) {}
export class RecordingStockDto extends createZodDto(RecordingStock) {}
export class PreviewRetentionDto extends createZodDto(PreviewRetention) {}
export class RetentionPreviewDto extends createZodDto(RetentionPreview) {}
