import { parseArgs } from 'node:util';

/** What the caller does, one after the other. */
export type CallerAct =
  | { type: 'say'; text: string }
  /** PCM16 WAV of any rate. */
  | { type: 'play'; file: string }
  | { type: 'press'; digits: string };

export type CallOptions = {
  /** Where the service is reached. */
  url: string;
  /** What it takes itself to be reached at, and checks signatures against. */
  publicUrl: string;
  accountSid?: string;
  authToken: string;
  from: string;
  to?: string;
  /** Undefined: read from standard input. */
  acts?: readonly CallerAct[];
  /** The caller speaks when the other side has been silent for so long. */
  betweenMs: number;
  hangUpAfterMs: number;
  /** A WAV file of what the caller heard. */
  out?: string;
  /** Of the service, to read along. */
  apiKey?: string;
  /** The simulators that are told what is about to be said. */
  simulatorUrl?: string;
};

export const CALL_USAGE = `npm run call -- [--say "cold call please"] [--wav speech.wav] [--press 1] ...
  --say, --wav, --press   in this order, each when the other side has been silent; none of
                          them: every line of standard input is spoken, #1 presses 1, an
                          empty line hangs up
  --url ADDRESS           of the running service [http://localhost:3000]
  --from NUMBER           the caller's number [+15550001111]
  --between MS            how long the other side is silent before the caller speaks [1500]
  --hang-up-after SECONDS at the latest [300]
  --out heard.wav         keeps what the caller heard
  --api-key KEY           prints the service's transcript along the way
  --simulator ADDRESS     of npm run simulate, which is told the words [TWILIO_BASE_URL]
It signs as Twilio does and needs the service's TWILIO_AUTH_TOKEN, and its PUBLIC_URL where
that is not --url.`;

const OPTIONS = {
  say: { type: 'string', multiple: true },
  wav: { type: 'string', multiple: true },
  press: { type: 'string', multiple: true },
  url: { type: 'string', default: 'http://localhost:3000' },
  from: { type: 'string', default: '+15550001111' },
  between: { type: 'string', default: '1500' },
  'hang-up-after': { type: 'string', default: '300' },
  out: { type: 'string' },
  'api-key': { type: 'string' },
  simulator: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What the operator has to change; the message is for them to read. */
export class CallUsageError extends Error {
  override readonly name = 'CallUsageError';
}

/** @throws CallUsageError */
export function callOptions(args: string[], env: NodeJS.ProcessEnv): CallOptions {
  const { values, tokens } = parsed(args);
  if (values.help) throw new CallUsageError(CALL_USAGE);
  const authToken = env['TWILIO_AUTH_TOKEN'];
  if (!authToken) {
    throw new CallUsageError(
      'TWILIO_AUTH_TOKEN is not set. Calls are signed with it: give it the value that the service has.',
    );
  }
  const url = addressOf('--url', values.url);
  const acts = tokens.flatMap((token) =>
    token.kind === 'option' ? actOf(token.name, token.value ?? '') : [],
  );
  return {
    url,
    publicUrl: addressOf('PUBLIC_URL', env['PUBLIC_URL'] || url),
    accountSid: env['TWILIO_ACCOUNT_SID'] || undefined,
    authToken,
    from: numberOf(values.from),
    to: env['TWILIO_PHONE_NUMBER'] || undefined,
    acts: acts.length > 0 ? acts : undefined,
    betweenMs: wholeOf('--between', values.between),
    hangUpAfterMs: wholeOf('--hang-up-after', values['hang-up-after']) * 1000,
    out: values.out,
    apiKey: values['api-key'],
    simulatorUrl: values.simulator ?? (env['TWILIO_BASE_URL'] || undefined),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, tokens: true, allowPositionals: false });
  } catch (error) {
    throw new CallUsageError(`${(error as Error).message}\n\n${CALL_USAGE}`);
  }
}

function actOf(name: string, value: string): CallerAct[] {
  if (name === 'say') return [{ type: 'say', text: value }];
  if (name === 'wav') return [{ type: 'play', file: value }];
  if (name !== 'press') return [];
  if (!/^[0-9*#]+$/.test(value)) throw new CallUsageError('--press takes digits, * and #.');
  return [{ type: 'press', digits: value }];
}

function wholeOf(name: string, value: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new CallUsageError(`${name} takes a whole number.`);
}

function numberOf(value: string): string {
  if (/^\+[1-9]\d{6,14}$/.test(value)) return value;
  throw new CallUsageError('--from takes a telephone number like +15550001111.');
}

function addressOf(name: string, value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value.replace(/\/+$/, '');
  throw new CallUsageError(`${name} takes an address that begins with http:// or https://.`);
}
