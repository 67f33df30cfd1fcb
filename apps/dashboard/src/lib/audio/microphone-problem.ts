// What keeps a browser from giving the microphone, in words a trainee can act on.

export type MicrophoneProblemCode =
  'denied' | 'missing' | 'in_use' | 'unsupported' | 'lost' | 'insecure' | 'failed';

export type MicrophoneProblem = { code: MicrophoneProblemCode; title: string; next: string };

const WORDS: Record<MicrophoneProblemCode, Omit<MicrophoneProblem, 'code'>> = {
  denied: {
    title: 'The browser keeps the microphone from this page',
    next: 'Press the lock or microphone sign beside the address, allow the microphone, then check again. Or practise by typing.',
  },
  missing: {
    title: 'No microphone was found',
    next: 'Plug one in or switch it on, then check again. Or practise by typing.',
  },
  in_use: {
    title: 'Another program holds the microphone',
    next: 'Close the meeting or recorder that uses it, or choose another microphone, then check again.',
  },
  unsupported: {
    title: 'This browser cannot record sound',
    next: 'Use a current Chrome, Edge, Firefox or Safari, or practise by typing.',
  },
  lost: {
    title: 'The microphone went away',
    next: 'Your call goes on. Plug it in again, choose another one, or go on by typing.',
  },
  insecure: {
    title: 'Browsers give the microphone to secure addresses only',
    next: 'Open this service at https:// or at localhost, or practise by typing.',
  },
  failed: {
    title: 'The microphone could not be opened',
    next: 'Choose another one or check again. Typing works without.',
  },
};

const CODE_BY_ERROR: Record<string, MicrophoneProblemCode> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'in_use',
  AbortError: 'in_use',
};

export const microphoneProblem = (code: MicrophoneProblemCode): MicrophoneProblem => ({
  code,
  ...WORDS[code],
});

/** From what `getUserMedia` threw. */
export const problemOf = (error: unknown): MicrophoneProblem =>
  microphoneProblem((error instanceof Error && CODE_BY_ERROR[error.name]) || 'failed');
