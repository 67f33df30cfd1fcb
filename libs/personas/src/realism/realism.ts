import { z } from 'zod';

/** What makes a telephone call harder than a conversation; nothing of it unless it is asked for. */
export const Realism = z
  .object({
    /** Somebody else picks up, and wants to know what it is about; cold calls only. */
    gatekeeper: z.boolean(),
    /** Music, before the one who was asked for comes to the telephone. */
    hold: z.boolean(),
    /** Nobody picks up: there is a mailbox to speak on. */
    voicemail: z.boolean(),
    /** Narrow, noisy, with drop-outs. */
    poorLine: z.boolean(),
  })
  .partial();
export type Realism = z.infer<typeof Realism>;
