import { Mode, Speaker } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

export const CallState = z.enum(['active', 'processing', 'ready']);
export type CallState = z.infer<typeof CallState>;
export const Channel = z.enum(['browser', 'phone']);
export type Channel = z.infer<typeof Channel>;
export const Engine = z.enum(['scripted', 'pipeline', 'realtime']);
export type Engine = z.infer<typeof Engine>;

/**
 * Said to be recorded, asked and allowed, refused; `not_asked`: a yes was needed and nobody asked, so
 * nothing was kept; `off`: recorded without a word about it.
 */
export const RecordingConsent = z.enum(['announced', 'given', 'refused', 'not_asked', 'off']);
export type RecordingConsent = z.infer<typeof RecordingConsent>;
/** Where it was said or asked. */
export const ConsentPlace = z.enum(['telephone', 'page']);
export type GivenConsent = { answer: RecordingConsent; by: z.infer<typeof ConsentPlace> | null };

/** What the trainee was told or asked about recording, where and when. */
export const CallConsent = z.object({
  answer: RecordingConsent,
  by: ConsentPlace.nullable(),
  at: z.iso.datetime(),
});
export type CallConsent = z.infer<typeof CallConsent>;

export const CallPersona = z.object({
  id: z.uuid(),
  version: z.number().int(),
  name: z.string(),
  title: z.string(),
});
export const CallMember = z.object({ id: z.uuid(), name: z.string() });

/** A row of the history. `scoreTotal` is null while it is being worked out, or when too little was said. */
export const CallListItem = z.object({
  id: z.uuid(),
  /** Null while the greeter asks what to practise, and when nothing was chosen; `mode` likewise. */
  persona: CallPersona.nullable(),
  member: CallMember,
  mode: Mode.nullable(),
  channel: Channel,
  engine: Engine,
  state: CallState,
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  durationMs: z.number().int().nullable(),
  endReason: z.string().nullable(),
  scoreTotal: z.number().nullable(),
  sample: z.boolean(),
});
export type CallListItem = z.infer<typeof CallListItem>;

export const ListCalls = PageQuery.extend({
  /** Words of the transcript, or a name. */
  q: z.string().trim().max(200).optional(),
  mode: Mode.optional(),
  personaId: z.uuid().optional(),
  memberId: z.uuid().optional(),
  state: CallState.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['-startedAt', 'startedAt']).default('-startedAt'),
});
export type ListCalls = z.infer<typeof ListCalls>;
export const CallPage = pageOf(CallListItem);

export const CallTurn = z.object({
  id: z.string(),
  speaker: Speaker,
  /** What was heard. */
  text: z.string(),
  /** What the persona was going to say, when it was cut short. */
  generatedText: z.string().nullable(),
  startMs: z.number().int(),
  endMs: z.number().int(),
  interrupted: z.boolean(),
  /** The cut was placed by proportion, for want of word times. */
  estimated: z.boolean(),
  /** Typed by the trainee, not spoken. */
  typed: z.boolean(),
});
export type CallTurn = z.infer<typeof CallTurn>;

export const CallExport = z.object({
  call_id: z.uuid(),
  start_time: z.iso.datetime(),
  end_time: z.iso.datetime().nullable(),
  persona: z.string().nullable(),
  recording_consent: CallConsent.nullable(),
  messages: z.array(
    z.object({
      role: Speaker,
      content: z.string(),
      start_ms: z.number().int(),
      end_ms: z.number().int(),
    }),
  ),
});
export type CallExport = z.infer<typeof CallExport>;

/** What this server can do in a call, so that the page can say it before one starts. */
export const PracticeOptions = z.object({
  engine: Engine,
  /** The built-in brain plays the persona; no language model does. */
  builtInBrain: z.boolean(),
  recognition: z.enum(['server', 'none']),
  voice: z.enum(['provider', 'built_in', 'none']),
});
export type PracticeOptions = z.infer<typeof PracticeOptions>;

export class CallPageDto extends createZodDto(CallPage) {}
export class ListCallsDto extends createZodDto(ListCalls) {}
export class CallExportDto extends createZodDto(CallExport) {}
export class PracticeOptionsDto extends createZodDto(PracticeOptions) {}
