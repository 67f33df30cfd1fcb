import { API_VERSION, type TwilioAccount } from '../account';
import { newSid } from '../sids';
import { notFound } from './rest-error';
import { dateOf, ok, type RestAnswer, type RestRequest } from './rest-request';

export type SimulatedNumber = {
  sid: string;
  phoneNumber: string;
  voiceUrl: string;
  voiceMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean };
};

const SETTINGS = {
  VoiceUrl: 'voiceUrl',
  VoiceMethod: 'voiceMethod',
  StatusCallback: 'statusCallback',
  StatusCallbackMethod: 'statusCallbackMethod',
} as const;

/** The account's telephone numbers and what happens when one is called. */
export class NumbersResource {
  readonly all: SimulatedNumber[];
  private readonly createdAt = new Date();

  constructor(private readonly account: TwilioAccount) {
    this.all = [
      {
        sid: newSid('PN'),
        phoneNumber: account.phoneNumber,
        voiceUrl: 'https://demo.twilio.com/welcome/voice/',
        voiceMethod: 'POST',
        statusCallback: '',
        statusCallbackMethod: 'POST',
        capabilities: { voice: true, sms: true, mms: false, fax: false },
      },
    ];
  }

  /** The account's one number, unless more were added. */
  get first(): SimulatedNumber {
    const [first] = this.all;
    if (!first) throw new Error('The account has no number.');
    return first;
  }

  handle({ method, path, form, query }: RestRequest): RestAnswer | undefined {
    if (path === '/IncomingPhoneNumbers.json' && method === 'GET') return this.list(query);
    const sid = /^\/IncomingPhoneNumbers\/(PN[0-9a-f]{32})\.json$/.exec(path)?.[1];
    if (!sid) return undefined;
    const number = this.find(sid);
    if (method === 'POST') change(number, form);
    return method === 'POST' || method === 'GET' ? ok(this.json(number)) : undefined;
  }

  private list(query: URLSearchParams): RestAnswer {
    const wanted = query.get('PhoneNumber');
    const found = this.all.filter(({ phoneNumber }) => !wanted || phoneNumber.includes(wanted));
    const uri = `/${API_VERSION}/Accounts/${this.account.sid}/IncomingPhoneNumbers.json`;
    return ok({
      incoming_phone_numbers: found.map((number) => this.json(number)),
      page: 0,
      page_size: 50,
      start: 0,
      end: Math.max(0, found.length - 1),
      uri,
      first_page_uri: uri,
      next_page_uri: null,
      previous_page_uri: null,
    });
  }

  private find(sid: string): SimulatedNumber {
    const number = this.all.find((one) => one.sid === sid);
    if (!number) throw notFound(`/IncomingPhoneNumbers/${sid}.json`);
    return number;
  }

  private json(number: SimulatedNumber): Record<string, unknown> {
    return {
      sid: number.sid,
      account_sid: this.account.sid,
      api_version: API_VERSION,
      friendly_name: number.phoneNumber,
      phone_number: number.phoneNumber,
      voice_url: number.voiceUrl,
      voice_method: number.voiceMethod,
      voice_fallback_url: '',
      voice_fallback_method: 'POST',
      voice_caller_id_lookup: false,
      voice_application_sid: '',
      status_callback: number.statusCallback,
      status_callback_method: number.statusCallbackMethod,
      sms_url: '',
      sms_method: 'POST',
      sms_fallback_url: '',
      sms_fallback_method: 'POST',
      sms_application_sid: '',
      capabilities: number.capabilities,
      origin: 'twilio',
      beta: false,
      status: 'in-use',
      type: 'local',
      address_requirements: 'none',
      date_created: dateOf(this.createdAt),
      date_updated: dateOf(this.createdAt),
      uri: `/${API_VERSION}/Accounts/${this.account.sid}/IncomingPhoneNumbers/${number.sid}.json`,
    };
  }
}

function change(number: SimulatedNumber, form: URLSearchParams): void {
  for (const [field, setting] of Object.entries(SETTINGS)) {
    const value = form.get(field);
    if (value !== null) number[setting] = value;
  }
}
