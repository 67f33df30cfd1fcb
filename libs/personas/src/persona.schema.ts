import { z } from 'zod';
import { Realism } from './realism/realism';

export const Mode = z.enum(['cold_call', 'interview', 'small_talk']);
export type Mode = z.infer<typeof Mode>;

/** Catalogue names of voices; each text-to-speech provider maps them to its own. */
export const VoiceName = z.enum([
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'verse',
]);
export type VoiceName = z.infer<typeof VoiceName>;

const line = z.string().trim().min(1).max(400);
const phrase = z.string().trim().min(1).max(80);
const share = z.number().min(0).max(1);

/** An objection or topic the persona raises of its own accord. */
export const Challenge = z.object({
  topic: phrase,
  /** Ways to say it; the brain takes each at most once in a call. */
  lines: z.array(line).min(1).max(12),
  /** What the persona says when the trainee handled it well. */
  concessions: z.array(line).max(6).default([]),
});
export type Challenge = z.infer<typeof Challenge>;

/** What a good question brings out; never volunteered. */
export const HiddenNeed = z.object({
  topic: phrase,
  /** Lower-case words that a question must touch to bring it out. */
  cues: z.array(phrase).min(1).max(24),
  reveal: line,
});
export type HiddenNeed = z.infer<typeof HiddenNeed>;

/** How the persona talks: none of it is markup, all of it can be spoken. */
export const SpeechManner = z.object({
  fillers: z.array(phrase).max(12),
  acknowledgements: z.array(phrase).max(12),
  /** How often a reply carries a filler, a pause or a self-correction: 0 never, 1 always. */
  disfluency: share,
  /** Instructions for voices that take them. */
  delivery: z.string().trim().max(600),
});
export type SpeechManner = z.infer<typeof SpeechManner>;

export const PersonaKnobs = z.object({
  /** 0 hangs up soon, 1 bears with almost anything. */
  patience: share,
  /** 0 believes what it hears, 1 wants proof of everything. */
  skepticism: share,
  /** 0 answers in a few words, 1 tells stories. */
  talkativeness: share,
});
export type PersonaKnobs = z.infer<typeof PersonaKnobs>;

/** How somebody takes turns: whom they wait for, and when they cut in. */
export const TurnTaking = z.enum(['cold_call', 'gatekeeper', 'interview', 'small_talk']);
export type TurnTaking = z.infer<typeof TurnTaking>;

/** Everything an admin may write; a call pins the version it ran with. */
export const PersonaDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  title: z.string().trim().min(1).max(120),
  mode: Mode,
  /** One or two sentences a trainee reads before the call. */
  tagline: z.string().trim().min(1).max(240),
  /** Who this is, in the second person; the model reads it, the trainee does not. */
  background: z.string().trim().min(1).max(4000),
  voice: VoiceName,
  voiceDescription: z.string().trim().max(200),
  styles: z.array(phrase).min(1).max(8),
  /** First words when the call is answered; one is picked. */
  openings: z.array(line).min(1).max(8),
  challenges: z.array(Challenge).min(1).max(12),
  hiddenNeeds: z.array(HiddenNeed).max(8).default([]),
  /** Questions to ask: the interviewer's bank, or what small talk turns to. */
  questions: z.array(line).max(60).default([]),
  speech: SpeechManner,
  knobs: PersonaKnobs,
  /** Where it is not that of the mode. */
  turnTaking: TurnTaking.optional(),
  /** What a call to this persona has to get past; a call may ask for more. */
  realism: Realism.optional(),
});
export type PersonaDefinition = z.infer<typeof PersonaDefinition>;
