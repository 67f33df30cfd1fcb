import type { CallProblem } from './practice-protocol';

export type ShownProblem = { title: string; next: string };

const KNOWN: Record<string, ShownProblem> = {
  busy: {
    title: 'All lines are taken right now',
    next: 'Every place on this server is in use. Try again in a minute or two.',
  },
  unreachable: {
    title: 'The server does not answer',
    next: 'Check your connection, then start again.',
  },
  lost: {
    title: 'The connection did not come back',
    next: 'What was said until then is kept: you find the call in your history.',
  },
  recognition: {
    title: 'Your browser stopped recognising speech',
    next: 'Its recogniser may be offline. Go on by typing.',
  },
};

const BY_WORD: readonly (readonly [RegExp, ShownProblem])[] = [
  [
    /auth|unauth|sign_in/,
    { title: 'You are signed out', next: 'Sign in again, then start the call.' },
  ],
  [
    /quota|minutes/,
    { title: 'No practice minutes are left', next: 'Ask your administrator for more minutes.' },
  ],
  [
    /not_found/,
    { title: 'This persona is not there any more', next: 'Choose another one and start again.' },
  ],
  [
    /recognition|stt|transcri/,
    { title: 'You could not be heard for a moment', next: 'Say it again, or type it.' },
  ],
  [
    /voice|tts|speech/,
    { title: 'The voice failed for a moment', next: 'Read the words; the call goes on.' },
  ],
];

/** An error the server named, with what to do next; its own message stays readable. */
export const shownProblem = (problem: CallProblem): ShownProblem & { detail: string } => {
  const known = KNOWN[problem.code] ?? BY_WORD.find(([pattern]) => pattern.test(problem.code))?.[1];
  return {
    title: known?.title ?? 'Something went wrong',
    next: known?.next ?? 'The call goes on where it can. If it does not, end it and start again.',
    detail: problem.message,
  };
};

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/signed_out/, 'You were signed out.'],
  [/persona/, 'They hung up.'],
  [/quota|minutes/, 'The practice minutes ran out.'],
  [/limit|long|duration/, 'The time for this call was up.'],
  [/idle|silence|silent/, 'Nobody spoke for a while.'],
  [/drop|lost|disconnect|gone/, 'The connection was lost.'],
  [/shutdown|restart/, 'The server was restarted.'],
  [/fail|crash|error/, 'The call broke off.'],
];

/** Why a call ended, when it was not the trainee who hung up. */
export const endingOf = (reason: string): string | null =>
  ENDINGS.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
