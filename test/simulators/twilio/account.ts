/** Whose telephone it is. */
export type TwilioAccount = { sid: string; authToken: string; phoneNumber: string };

export const SIMULATED_ACCOUNT: TwilioAccount = {
  sid: `AC${'5'.repeat(32)}`,
  authToken: 'simulated-auth-token',
  phoneNumber: '+15005550006',
};
export const API_VERSION = '2010-04-01';
