import { encodeWav, MULAW_SAMPLE_RATE, SystemClock, type TextToSpeech } from '@sparline/voice';
import { writeFileSync } from 'node:fs';
import { SIMULATED_ACCOUNT } from '../../test/simulators/twilio/account';
import { callerVoice } from '../../test/simulators/twilio/caller-voice';
import { joinedUp } from '../../test/simulators/twilio/joined-up';
import type { LineEvent } from '../../test/simulators/twilio/line-event';
import type { SimulatedLine } from '../../test/simulators/twilio/simulated-line';
import { TwilioSimulator } from '../../test/simulators/twilio/twilio-simulator';
import type { CallerAct, CallOptions } from './call-options';
import { type CallOutcome, outcomeOf } from './call-outcome';
import { converse } from './conversation';
import { readAlong } from './read-along';
import { tellSimulator } from './tell-simulator';

const ANSWER_WITHIN_MS = 30_000;
/** About as long as a voice needs. */
const SAY_MS_PER_CHARACTER = 60;
/** Simulated recognisers take a longer one for the end. */
const PAUSE_MS = 120;

export type CallTools = {
  /** The caller's voice; beeps without one. */
  voice?: TextToSpeech;
  print?: (line: string) => void;
  /** Acts from elsewhere, when the options hold none; they end when the call does. */
  typed?: (over: AbortSignal) => AsyncIterable<CallerAct>;
  /** Somebody types them and decides when to speak; otherwise each waits for its turn. */
  byHand?: boolean;
};

/** Calls a running service as Twilio does, talks with it, and tells how it went. */
export async function placeCall(options: CallOptions, tools: CallTools = {}): Promise<CallOutcome> {
  const { print = () => undefined, voice } = tools;
  const clock = new SystemClock();
  const { url, publicUrl } = options;
  const speak = callerVoice(voice);
  const network = new TwilioSimulator({
    account: {
      sid: options.accountSid ?? SIMULATED_ACCOUNT.sid,
      authToken: options.authToken,
      phoneNumber: options.to ?? SIMULATED_ACCOUNT.phoneNumber,
    },
    clock,
    address: { publicUrl, reachedAt: url },
    voice: options.simulatorUrl ? async (text) => joinedUp(await speak(text), PAUSE_MS) : speak,
    sayMsPerCharacter: SAY_MS_PER_CHARACTER,
  });
  const line = network.dial({
    voiceUrl: `${publicUrl}/voice`,
    statusCallback: `${publicUrl}/voice/status`,
    from: options.from,
    onEvent: (event) => report(event, print),
  });
  const limit = clock.setTimer(options.hangUpAfterMs, () => {
    print('It has been long enough; you hang up.');
    line.hangUp();
  });
  const over = new AbortController();
  const reading = options.apiKey
    ? readAlong({ url, apiKey: options.apiKey, clock, signal: over.signal, print })
    : undefined;
  try {
    await line.until(() => line.isStreaming || line.record.isOver, ANSWER_WITHIN_MS);
    if (line.isStreaming) await talk(line, options, tools);
    await line.ended(options.hangUpAfterMs + ANSWER_WITHIN_MS);
  } finally {
    limit.cancel();
    await network.settled();
    over.abort();
    await reading;
  }
  if (options.out) writeFileSync(options.out, encodeWav(line.heard(), MULAW_SAMPLE_RATE));
  return outcomeOf(line, options);
}

async function talk(line: SimulatedLine, options: CallOptions, tools: CallTools): Promise<void> {
  const { print = () => undefined } = tools;
  const { simulatorUrl } = options;
  let told = simulatorUrl !== undefined;
  await converse({
    line,
    clock: new SystemClock(),
    acts: options.acts ?? tools.typed?.(line.signal) ?? [],
    betweenMs: options.betweenMs,
    byHand: options.acts === undefined && tools.byHand === true,
    print,
    onWords: async (text) => {
      if (!told || simulatorUrl === undefined) return;
      told = await tellSimulator(simulatorUrl, text);
      if (!told) print(`  (nobody at ${simulatorUrl} is told what you say)`);
    },
  });
}

function report(event: LineEvent, print: (line: string) => void): void {
  if (event.type === 'said') print(`Read out: ${event.text}`);
  if (event.type === 'stream.started') print('Connected.');
  if (event.type === 'stream.ended') print('The conversation is over.');
}
