import { Mode } from '@sparline/personas';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const Moment = z.iso.datetime({ offset: true });

/** Ring the actor's telephone. Without persona and mode the greeter asks what to practise. */
export const AskToRing = z.object({
  personaId: z.uuid().optional(),
  mode: Mode.optional(),
  /** One of the actor's verified numbers, or its id; without it, the first. */
  to: z.string().trim().min(1).max(40).optional(),
  /** When; without it, now. `between`: by surprise, at some moment in between. */
  at: z.union([Moment, z.object({ between: z.tuple([Moment, Moment]) })]).optional(),
  brief: z.string().trim().max(8_000).optional(),
});
export type AskToRing = z.infer<typeof AskToRing>;

export const RingOutcome = z.enum([
  'completed',
  'disconnected',
  'failed',
  'busy',
  'used_up',
  'budget_used_up',
  'machine',
  'no_answer',
  'cancelled',
  'refused',
  'too_late',
]);

/** A telephone we ring, have rung or are going to ring. */
export const Ring = z.object({
  id: z.uuid(),
  state: z.enum(['scheduled', 'ringing', 'connected', 'ended']),
  /** How it ended. */
  outcome: RingOutcome.nullable(),
  /** The stable code of what stood against it, of a scheduled one that we did not ring. */
  refusal: z.string().nullable(),
  /** Null where the mode or the greeter decides. */
  persona: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  mode: Mode.nullable(),
  /** Where; null when the number was removed since. */
  maskedNumber: z.string().nullable(),
  /** Of a scheduled one; null of a surprise that is still to come. */
  dueAt: z.iso.datetime().nullable(),
  /** Of a surprise. */
  between: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }).nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** What came of it. */
  callId: z.uuid().nullable(),
});
export type Ring = z.infer<typeof Ring>;

export class AskToRingDto extends createZodDto(AskToRing) {}
export class RingDto extends createZodDto(Ring) {}
export class RingListDto extends createZodDto(z.object({ items: z.array(Ring) })) {}
