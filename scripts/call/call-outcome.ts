import type { SimulatedLine } from '../../test/simulators/twilio/simulated-line';

export type CallOutcome = {
  /** A conversation was possible, and nothing went wrong in it. */
  ok: boolean;
  /** For the caller to read. */
  explanation: string;
  callSid: string;
  heardMs: number;
  /** What the telephone company read out, in place of the service or after it. */
  said: readonly string[];
};

type Called = { url: string; publicUrl: string };

/** How a call went, in plain words. */
export function outcomeOf(line: SimulatedLine, called: Called): CallOutcome {
  const { callSid, heardMs, said } = line;
  const trouble = troubleOf(line, called);
  const explanation = trouble ?? `The call went through; ${seconds(heardMs)} were heard.`;
  return { ok: trouble === undefined, explanation, callSid, heardMs, said };
}

function troubleOf(line: SimulatedLine, called: Called): string | undefined {
  const error = line.events.find((event) => event.type === 'error');
  if (error) return explain(error.code, error.message, refusal(line), called);
  const wasConnected = line.events.some(({ type }) => type === 'stream.started');
  if (wasConnected) return undefined;
  const [words] = line.said;
  if (words !== undefined) return `The service did not take the call. It said: ${words}`;
  return `The service did not take the call (${line.status}).`;
}

function refusal(line: SimulatedLine): number | undefined {
  const webhook = line.events.findLast((event) => event.type === 'webhook');
  return webhook?.status;
}

function explain(
  code: number,
  message: string,
  status: number | undefined,
  { url, publicUrl }: Called,
): string {
  if (code === 11_205) return `Nothing answers at ${url}. Is the service running?`;
  if (code === 11_200 && status === 403) {
    return (
      `The service refuses the signature (403), which was made for ${publicUrl}. ` +
      'Its TWILIO_AUTH_TOKEN or its PUBLIC_URL is another than the one here.'
    );
  }
  if (code === 11_200 && status === 503) {
    return 'The service has no telephone line (503): start it with TWILIO_AUTH_TOKEN set.';
  }
  if (code === 11_200 && status === 404) {
    return `There is no telephone line at ${url} (404). Is it this service, and a version with one?`;
  }
  if (code === 11_200) return `The service fails (${status}). Its log says why.`;
  if (code >= 12_000 && code < 13_000) return `The service answers with bad TwiML: ${message}`;
  if (code === 31_920) return `The service refuses the media stream: ${message}`;
  if (code === 31_901) return `The media stream cannot be reached: ${message}`;
  if (code === 31_924) return 'The service sent what Twilio does not understand (31924).';
  return `The call broke (${code}): ${message}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
