import { API_VERSION, type TwilioAccount } from '../account';
import { dateOf } from './rest-request';

export function accountJson(
  { sid, authToken }: TwilioAccount,
  type: 'Trial' | 'Full',
): Record<string, unknown> {
  const since = dateOf(new Date(Date.UTC(2026, 0, 1)));
  return {
    sid,
    auth_token: authToken,
    friendly_name: 'Simulated account',
    owner_account_sid: sid,
    status: 'active',
    type,
    date_created: since,
    date_updated: since,
    uri: `/${API_VERSION}/Accounts/${sid}.json`,
    subresource_uris: {},
  };
}
