import type { AppConfig } from '../config/app-config';
import { type LineNumber, TwilioClient } from '../telephony/twilio/twilio-client';
import { TwilioError } from '../telephony/twilio/twilio-error';
import { type Check, failed, passed, warned } from './check';
import { within } from './within';

const WITHIN_MS = 15_000;
const ACCOUNT = 'Twilio account';
const NUMBER = 'Telephone number';
const SET_BY_FIX = 'Run npm run doctor -- --fix, or set it in the Twilio console.';

/** Where the number has to point. */
export const webhooksOf = ({ publicUrl }: AppConfig) => ({
  voiceUrl: `${publicUrl}/voice`,
  statusCallback: `${publicUrl}/voice/status`,
});

/** The account, the number, and where it points. */
export const checkTwilio = async (config: AppConfig): Promise<Check[]> => {
  const missing = missingVariables(config);
  if (missing.length === 3) {
    return [warned(ACCOUNT, 'not set up, so nobody can call', 'See docs/telephone.md.')];
  }
  if (missing.length > 0) {
    return [failed(ACCOUNT, `${missing.join(' and ')} not set`, 'Set all three, or none.')];
  }
  const client = new TwilioClient(config);
  try {
    const account = await within(WITHIN_MS, client.account());
    const check = accountCheck(account);
    if (check.state === 'failed') return [check];
    const { phoneNumber = '' } = config.twilio;
    const number = await within(WITHIN_MS, client.findNumber(phoneNumber));
    return [check, ...(number ? numberChecks(number, config) : [notOurs()])];
  } catch (error) {
    return [troubleCheck(error)];
  }
};

const missingVariables = ({ twilio }: AppConfig): string[] =>
  Object.entries({
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_PHONE_NUMBER: twilio.phoneNumber,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));

const accountCheck = ({ status, type }: { status: string; type: string }): Check => {
  if (status !== 'active') {
    return failed(ACCOUNT, `is ${status}`, 'Reactivate the account in the Twilio console.');
  }
  if (type !== 'Trial') return passed(ACCOUNT, 'accepted');
  const fix = 'Upgrade the account before others call; docs/telephone.md lists the limits.';
  return warned(ACCOUNT, 'accepted; a trial, which takes calls from verified numbers only', fix);
};

const notOurs = (): Check =>
  failed(
    NUMBER,
    'TWILIO_PHONE_NUMBER does not belong to this account',
    'Buy the number in the Twilio console, or set TWILIO_PHONE_NUMBER to one of yours.',
  );

const numberChecks = (number: LineNumber, config: AppConfig): Check[] => {
  const { voiceUrl, statusCallback } = webhooksOf(config);
  return [
    capabilityCheck(number),
    webhookCheck('Voice webhook', voiceUrl, number.voiceUrl, number.voiceMethod),
    webhookCheck(
      'Status callback',
      statusCallback,
      number.statusCallback,
      number.statusCallbackMethod,
    ),
  ];
};

const capabilityCheck = ({ capabilities }: LineNumber): Check => {
  const fix = 'Use another number in TWILIO_PHONE_NUMBER; not every country offers both.';
  if (!capabilities.voice) return failed(NUMBER, 'cannot take calls', fix);
  if (!capabilities.sms) return warned(NUMBER, 'takes calls, but sends no text messages', fix);
  return passed(NUMBER, 'belongs to the account, takes calls and sends text messages');
};

const webhookCheck = (name: string, wanted: string, url: string, method: string): Check => {
  if (url !== wanted) {
    const says = `points to ${url || 'nowhere'}, not to ${wanted}`;
    return failed(name, says, SET_BY_FIX);
  }
  if (method !== 'POST') return failed(name, `is called with ${method}, not POST`, SET_BY_FIX);
  return passed(name, `POST ${wanted}`);
};

const troubleCheck = (error: unknown): Check => {
  const { failure, status } = error instanceof TwilioError ? error : {};
  if (failure === 'refused' && (status === 401 || status === 403)) {
    const fix = 'Check TWILIO_ACCOUNT_SID (it begins with AC) and TWILIO_AUTH_TOKEN.';
    return failed(ACCOUNT, `refused (${status})`, fix);
  }
  if (failure === 'refused' && status === 404) {
    return failed(ACCOUNT, 'not known to Twilio (404)', 'Check TWILIO_ACCOUNT_SID.');
  }
  if (failure === 'busy') return warned(ACCOUNT, 'asks us to slow down (429)');
  const fix = 'Check the network, and TWILIO_BASE_URL if it is set.';
  return failed(ACCOUNT, status ? `has trouble (${status})` : 'not reachable', fix);
};
