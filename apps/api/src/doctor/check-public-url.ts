import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type { AppConfig } from '../config/app-config';
import { Health } from '../health/health.schemas';
import { type Check, failed, passed, warned } from './check';

const NAME = 'Public address';
const UNSIGNED = 'Unsigned calls';
const SIGNED = 'Signatures';
const WITHIN_MS = 8000;

/** What tells this service from another, of whatever version. */
const Answering = Health.pick({ status: true, database: true });

/** Whether the world, and Twilio above all, reaches the running service where it says it is. */
export const checkPublicUrl = async (config: AppConfig): Promise<Check[]> => {
  const { publicUrl, twilio } = config;
  const hasLine = twilio.authToken !== undefined;
  const scheme = schemeCheck(config);
  if (scheme.state === 'failed') return [scheme];
  const health = await healthCheck(publicUrl, hasLine);
  if (health.state === 'failed' || !hasLine) return [scheme, health];
  return [scheme, health, await unsignedCheck(publicUrl), await signedCheck(config)];
};

const schemeCheck = ({ publicUrl, twilio }: AppConfig): Check => {
  if (publicUrl.startsWith('https://')) return passed(NAME, publicUrl);
  const says = `${publicUrl} is not https`;
  if (twilio.authToken === undefined) return passed(NAME, publicUrl);
  const fix = 'Set PUBLIC_URL to the https address of a tunnel or proxy; see docs/telephone.md.';
  // A simulated telephone company on this machine needs none.
  if (twilio.baseUrl !== undefined) {
    return warned(NAME, `${says}; Twilio itself would refuse it`, fix);
  }
  return failed(NAME, `${says}, and Twilio reaches nothing else`, fix);
};

const healthCheck = async (publicUrl: string, isNeeded: boolean): Promise<Check> => {
  const name = 'Running service';
  try {
    const answer = await ask(`${publicUrl}/health`);
    const health = Answering.safeParse(await answer.json().catch(() => undefined));
    if (!health.success) {
      const fix = 'Let the tunnel or proxy lead to this service: /health is answered by another.';
      return failed(name, `something else answers at ${publicUrl} (${answer.status})`, fix);
    }
    if (health.data.status === 'ok') return passed(name, 'answers under its public address');
    return warned(name, 'answers, and has trouble with its database or queue');
  } catch {
    const says = `does not answer at ${publicUrl}`;
    const fix = 'Start the service, and the tunnel or proxy before it, then run this again.';
    return isNeeded ? failed(name, says, fix) : warned(name, says, fix);
  }
};

const unsignedCheck = async (publicUrl: string): Promise<Check> => {
  try {
    const { status } = await post(`${publicUrl}/voice`, {}, {});
    if (status === 403) return passed(UNSIGNED, 'are refused');
    return routeTrouble(UNSIGNED, status, `are not refused (${status})`);
  } catch {
    return noAnswer(UNSIGNED);
  }
};

/** The end of a call that never was: true signatures are known by it, and nothing changes. */
const signedCheck = async ({ publicUrl, twilio }: AppConfig): Promise<Check> => {
  const url = `${publicUrl}/voice/status`;
  const fields = {
    CallSid: `CA${'0'.repeat(32)}`,
    AccountSid: twilio.accountSid ?? '',
    CallStatus: 'completed',
    CallDuration: '0',
  };
  const signature = getExpectedTwilioSignature(twilio.authToken ?? '', url, fields);
  try {
    const { status } = await post(url, fields, { 'x-twilio-signature': signature });
    if (status < 300) return passed(SIGNED, 'are accepted');
    if (status === 403) {
      const fix = 'Start the service with this very TWILIO_AUTH_TOKEN and PUBLIC_URL.';
      return failed(SIGNED, 'are refused by the running service', fix);
    }
    return routeTrouble(SIGNED, status, `are answered with ${status}`);
  } catch {
    return noAnswer(SIGNED);
  }
};

const routeTrouble = (name: string, status: number, says: string): Check => {
  if (status === 503) {
    const fix = 'Restart the service with TWILIO_AUTH_TOKEN set.';
    return failed(name, 'the running service has no telephone line (503)', fix);
  }
  if (status === 404) {
    return failed(name, 'the running service knows no telephone (404)', 'Update the service.');
  }
  return failed(name, says, "Look into the service's log, and at what the proxy changes.");
};

const noAnswer = (name: string): Check =>
  failed(name, 'no answer in time', 'Look at the tunnel or proxy: it has to pass POST on.');

const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) });

const post = (url: string, fields: Record<string, string>, headers: Record<string, string>) =>
  ask(url, { method: 'POST', body: new URLSearchParams(fields), headers });
