import type { TurnPolicy } from './turn.types';

/**
 * Starting values, to be tuned by replaying event logs. A busy prospect leaves little room; an
 * interviewer waits for the candidate to think. On the telephone a voice is held as soon as a detector of
 * loudness can know: the way to the ear takes long enough, and what was held for nothing goes on where it was.
 */
export const TURN_POLICIES = {
  /** Whoever asks what to practise: short answers, and a silence soon means that help is wanted. */
  greeter: {
    minSilenceMs: 350,
    maxSilenceMs: 1500,
    softPauseAfterMs: 100,
    hardInterruptAfterMs: 300,
    hardInterruptWords: 1,
    startInterruptAfterMs: 300,
    startInterruptWords: 1,
    thinkingInterruptAfterMs: 300,
    resumeAfterMs: 900,
    nudgeAfterMs: 8000,
    maxNudges: 2,
    cutInAfterMs: null,
    cutInWords: null,
    maxSpeculations: 0,
  },
  cold_call: {
    minSilenceMs: 250,
    maxSilenceMs: 1500,
    softPauseAfterMs: 60,
    hardInterruptAfterMs: 300,
    hardInterruptWords: 2,
    startInterruptAfterMs: 200,
    startInterruptWords: 1,
    thinkingInterruptAfterMs: 300,
    resumeAfterMs: 900,
    nudgeAfterMs: 10_000,
    maxNudges: 2,
    cutInAfterMs: 12000,
    cutInWords: 45,
    maxSpeculations: 2,
  },
  gatekeeper: {
    minSilenceMs: 250,
    maxSilenceMs: 1200,
    softPauseAfterMs: 60,
    hardInterruptAfterMs: 300,
    hardInterruptWords: 2,
    startInterruptAfterMs: 200,
    startInterruptWords: 1,
    thinkingInterruptAfterMs: 300,
    resumeAfterMs: 700,
    nudgeAfterMs: 8000,
    maxNudges: 2,
    cutInAfterMs: 8000,
    cutInWords: 30,
    maxSpeculations: 2,
  },
  interview: {
    minSilenceMs: 600,
    maxSilenceMs: 4000,
    softPauseAfterMs: 200,
    hardInterruptAfterMs: 600,
    hardInterruptWords: 3,
    startInterruptAfterMs: 400,
    startInterruptWords: 2,
    thinkingInterruptAfterMs: 600,
    resumeAfterMs: 1500,
    nudgeAfterMs: 20_000,
    maxNudges: 2,
    cutInAfterMs: 90000,
    cutInWords: null,
    maxSpeculations: 2,
  },
  small_talk: {
    minSilenceMs: 400,
    maxSilenceMs: 2200,
    softPauseAfterMs: 150,
    hardInterruptAfterMs: 400,
    hardInterruptWords: 2,
    startInterruptAfterMs: 300,
    startInterruptWords: 1,
    thinkingInterruptAfterMs: 400,
    resumeAfterMs: 1000,
    nudgeAfterMs: 12_000,
    maxNudges: 2,
    cutInAfterMs: 45000,
    cutInWords: null,
    maxSpeculations: 2,
  },
} as const satisfies Record<string, TurnPolicy>;

/** So long after its first sound the persona has only begun. */
export const START_MS = 500;

/** How late a browser's own recogniser delivers its final text after speech ended. */
export const FAR_END_FINAL_BUDGET_MS = 1500;

/**
 * Speech over the persona that no recogniser has put into words yet counts as an interruption only
 * after this long, not counting how late the detector notices an end: a cough or a "mm-hm" is shorter.
 * Nothing is lost by waiting, because the output is paused already.
 */
export const WORDLESS_INTERRUPT_MS = 1000;

/** An end that is told later than this was late for other reasons than the detector's hang-over. */
export const LONGEST_HANG_OVER_MS = 500;

/** A sound that may be speech holds the voice for so long; a detector that is sure needs less. */
export const SUSPECTED_HOLD_MS = 200;

/** No sound holds the voice so soon after one that was none; doubled for each further one in a row. */
export const CALM_MS = 1000;
export const LONGEST_CALM_MS = 16_000;

/** A "yeah" begun this shortly before the persona finished is an answer, not a listener's noise. */
export const ANSWER_BOUNDARY_MS = 1000;

/** The persona's own words coming back are only looked for this long after it was audible. */
export const ECHO_WINDOW_MS = 500;

/** Backstops; the driver's own watchdogs are shorter. */
export const STALLED_REPLY_MS = 30_000;
export const STUCK_SPEECH_MS = 180_000;
export const CLOSING_LIMIT_MS = 20_000;

/** Failures in a row after which the call ends. */
export const MAX_FAILURES = 2;
