import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { type PublicAddress, reach } from './public-address';

export type Fields = Readonly<Record<string, string>>;

export type Answer = { status: number; contentType: string; body: string };

/** Twilio waits no longer for TwiML. */
const PATIENCE_MS = 15_000;

/**
 * A webhook as Twilio sends it, signed for its public address. Rejects when nobody answers in time.
 */
export async function signedRequest(
  request: { url: string; method?: 'GET' | 'POST'; fields: Fields },
  from: { authToken: string; address?: PublicAddress; patienceMs?: number },
): Promise<Answer> {
  const isPost = request.method !== 'GET';
  const url = isPost ? request.url : withQuery(request.url, request.fields);
  const signed = getExpectedTwilioSignature(from.authToken, url, isPost ? request.fields : {});
  const response = await fetch(reach(url, from.address), {
    method: isPost ? 'POST' : 'GET',
    headers: { 'x-twilio-signature': signed, 'user-agent': 'TwilioProxy/1.1' },
    body: isPost ? new URLSearchParams(request.fields) : undefined,
    signal: AbortSignal.timeout(from.patienceMs ?? PATIENCE_MS),
  });
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, body: await response.text() };
}

function withQuery(url: string, fields: Fields): string {
  const target = new URL(url);
  for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, value);
  return target.href;
}
