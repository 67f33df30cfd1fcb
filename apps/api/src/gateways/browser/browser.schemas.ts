import { Mode, Realism } from '@sparline/personas';
import { z } from 'zod';

/** What the browser sends over the `/practice` namespace; anything else answers `error`. */
export const StartCall = z.object({
  personaId: z.uuid().optional(),
  mode: Mode.optional(),
  brief: z.string().trim().max(8_000).optional(),
  realism: Realism.optional(),
  input: z.enum(['audio', 'text', 'both']),
  sampleRate: z.union([z.literal(16_000), z.literal(24_000), z.literal(48_000)]),
  speech: z.enum(['server', 'browser']).default('server'),
  talk: z.enum(['open', 'hold']).default('open'),
  /** Said by a page that has told the trainee about recording. */
  recording: z.enum(['on', 'off']).optional(),
});
export type StartCall = z.infer<typeof StartCall>;

export const MOST_TEXT = 4_000;
/** Typing over the persona always takes the floor; recognised words are weighed like speech. */
export const TextInput = z.object({
  text: z.string().max(MOST_TEXT),
  final: z.boolean(),
  by: z.enum(['typing', 'recognition']).optional(),
});
export const PlaybackReport = z.object({
  segmentId: z.string().max(80),
  playedMs: z.number().min(0).max(3_600_000),
  done: z.boolean().optional(),
  /** The `audio.resume` that the page had obeyed before it played this. */
  resumeId: z.number().int().min(0).optional(),
});
export type PlaybackReport = z.infer<typeof PlaybackReport>;
export const TalkInput = z.object({ pressed: z.boolean() });
/**
 * Voice activity as the page itself detects it, `sinceMs` before it could say so. `lost`: its
 * detection works no more.
 */
export const SpeechInput = z.object({
  active: z.boolean(),
  sinceMs: z.number().min(0).max(5_000).optional(),
  lost: z.boolean().optional(),
});
export const ResumeCall = z.object({ callId: z.uuid(), lastSeq: z.number().int().min(-1) });

export type WirePersona = {
  id: string;
  version: number;
  name: string;
  title: string;
  mode: Mode;
};

export type StartAck =
  /** `persona`: null while the greeter asks what to practise; `state` tells who takes over. */
  | { callId: string; persona: WirePersona | null; outputSampleRate: number }
  | { error: { code: string; message: string } };

/** A frame of 100 ms at 48 kHz is 9,600 bytes; ten times that is an error, not a frame. */
export const MOST_FRAME_BYTES = 96_000;
/** Larger messages close the connection before they reach anyone. */
export const MOST_MESSAGE_BYTES = 2_000_000;
