import { z } from 'zod';

const Sid = z.string().regex(/^[A-Z]{2}[0-9A-Za-z]{32}$/);
const Status = z.string().min(1).max(40);
const Seconds = z.coerce.number().int().min(0).max(1_000_000).optional();

/** What Twilio sends, as far as it is of use here; more fields may come at any time. */
export const VoiceRequest = z.object({ CallSid: Sid, From: z.string().max(200) });
export type VoiceRequest = z.infer<typeof VoiceRequest>;

export const CallStatusReport = z.object({
  CallSid: Sid,
  CallStatus: Status,
  CallDuration: Seconds,
});
export type CallStatusReport = z.infer<typeof CallStatusReport>;

export const AnsweredByReport = z.object({ CallSid: Sid, AnsweredBy: Status });
export type AnsweredByReport = z.infer<typeof AnsweredByReport>;

export const SmsStatusReport = z.object({
  MessageSid: Sid,
  MessageStatus: Status,
  ErrorCode: z.string().max(20).optional(),
});
export type SmsStatusReport = z.infer<typeof SmsStatusReport>;

export const StreamEnded = z.object({ CallSid: Sid });
export type StreamEnded = z.infer<typeof StreamEnded>;
