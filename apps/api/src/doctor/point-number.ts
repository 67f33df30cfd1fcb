import { TwilioClient } from '../telephony/twilio/twilio-client';
import { checkConfiguration } from './check-configuration';
import { webhooksOf } from './check-twilio';

/**
 * Lets the number call this service, after saying so. Does nothing where it does already, or where it
 * could not work.
 */
export const pointNumber = async (
  source: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<void> => {
  const { config } = checkConfiguration(source);
  const client = config && new TwilioClient(config);
  if (!config || !client?.isConfigured) return say('There is no number to set up.');
  const wanted = webhooksOf(config);
  if (!wanted.voiceUrl.startsWith('https://') && config.twilio.baseUrl === undefined) {
    return say('PUBLIC_URL is no https address, which Twilio would refuse. Nothing was changed.');
  }
  const number = await client.findNumber(config.twilio.phoneNumber ?? '');
  if (!number) return say('TWILIO_PHONE_NUMBER is not a number of this account.');
  const { voiceUrl, voiceMethod, statusCallback, statusCallbackMethod } = number;
  const isThere = voiceUrl === wanted.voiceUrl && statusCallback === wanted.statusCallback;
  if (isThere && voiceMethod === 'POST' && statusCallbackMethod === 'POST') {
    return say('The number points here already.');
  }
  say(
    `Setting the number's voice webhook from ${voiceUrl || 'nothing'} to POST ${wanted.voiceUrl}`,
  );
  say(
    `and its status callback from ${statusCallback || 'nothing'} to POST ${wanted.statusCallback}`,
  );
  await client.pointNumber(number.sid, wanted);
  return say('Done.\n');
};
