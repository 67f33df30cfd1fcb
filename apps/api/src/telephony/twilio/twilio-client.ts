import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import twilio from 'twilio';
import { AppConfig } from '../../config/app-config';
import { notConfigured } from '../telephony.errors';
import { TwilioError, toTwilioError } from './twilio-error';
import { type Charge, chargeOf } from './charge';
import { TwilioHttp } from './twilio-http';

export type TextMessage = { to: string; body: string; statusCallback: string };
export type AcceptedMessage = { sid: string; segments: number | null };

export type OutboundCall = {
  to: string;
  /** Asked for what to do once somebody answers. */
  twimlUrl: string;
  statusCallback: string;
  /** Told, while the call already runs, whether a person or a machine answered. */
  machineDetection?: { statusCallback: string };
  /** Nobody answers for so long [30 s]. */
  ringForS?: number;
};

export type LineNumber = {
  sid: string;
  voiceUrl: string;
  voiceMethod: string;
  statusCallback: string;
  statusCallbackMethod: string;
  capabilities: { voice: boolean; sms: boolean };
};

/** A connection as Twilio accounts it. */
export type CarriedCall = Charge & { status: string; seconds: number | null };

export type TwilioAccount = { name: string; status: string; type: string };

const ANSWER_WITHIN_MS = 10_000;
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 300;
const RING_FOR_S = 30;
/** The call was never known, or is over already: there is nothing left to end. */
const GONE = 404;
const ALREADY_OVER = 21_220;

const REPEATABLE = (error: TwilioError) => error.isPassing;
const ONLY_IF_NOT_ACCEPTED = (error: TwilioError) => error.isPassing && error.wasNotAccepted;

/** The only door to Twilio. Rejects with `TwilioError`; `telephony.not_configured` without an account. */
@Injectable()
export class TwilioClient {
  private client: twilio.Twilio | undefined;

  constructor(private readonly config: AppConfig) {}

  get isConfigured(): boolean {
    const { accountSid, authToken, phoneNumber } = this.config.twilio;
    return accountSid !== undefined && authToken !== undefined && phoneNumber !== undefined;
  }

  /** Asked again when it is unclear whether it went out: twice is better than never. */
  async sendSms({ to, body, statusCallback }: TextMessage): Promise<AcceptedMessage> {
    const { sid, numSegments } = await this.ask(REPEATABLE, (api, from) =>
      api.messages.create({
        to,
        from,
        body,
        ...(this.canBeCalledBack(statusCallback) && { statusCallback }),
      }),
    );
    const segments = Number(numSegments);
    return { sid, segments: Number.isInteger(segments) && segments > 0 ? segments : null };
  }

  /** Nobody's telephone is rung twice: repeated only when Twilio did not take it. */
  async startCall(call: OutboundCall): Promise<{ callSid: string }> {
    const { to, twimlUrl, statusCallback, machineDetection, ringForS = RING_FOR_S } = call;
    const { sid } = await this.ask(ONLY_IF_NOT_ACCEPTED, (api, from) =>
      api.calls.create({
        to,
        from,
        url: twimlUrl,
        method: 'POST',
        timeout: ringForS,
        statusCallback,
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        ...(machineDetection && {
          machineDetection: 'Enable',
          asyncAmd: 'true',
          asyncAmdStatusCallback: machineDetection.statusCallback,
          asyncAmdStatusCallbackMethod: 'POST',
        }),
      }),
    );
    return { callSid: sid };
  }

  async endCall(callSid: string): Promise<void> {
    try {
      await this.ask(REPEATABLE, (api) => api.calls(callSid).update({ status: 'completed' }));
    } catch (error) {
      if (!(error instanceof TwilioError)) throw error;
      if (error.status !== GONE && error.code !== ALREADY_OVER) throw error;
    }
  }

  /** The running call goes on with these instructions instead. */
  async updateCall(callSid: string, twiml: string): Promise<void> {
    await this.ask(REPEATABLE, (api) => api.calls(callSid).update({ twiml }));
  }

  /** Undefined for a connection that Twilio knows nothing of. */
  async findCall(callSid: string): Promise<CarriedCall | undefined> {
    const found = await this.askFor((api) => api.calls(callSid).fetch());
    if (!found) return undefined;
    const seconds = Number(found.duration ?? Number.NaN);
    return {
      status: found.status,
      seconds: Number.isInteger(seconds) ? seconds : null,
      ...chargeOf(found),
    };
  }

  /** Undefined for a message that Twilio knows nothing of. */
  async findMessage(messageSid: string): Promise<Charge | undefined> {
    const found = await this.askFor((api) => api.messages(messageSid).fetch());
    return found && chargeOf(found);
  }

  /** Undefined when the number is not the account's. */
  async findNumber(e164: string): Promise<LineNumber | undefined> {
    const [found] = await this.ask(REPEATABLE, (api) =>
      api.incomingPhoneNumbers.list({ phoneNumber: e164, limit: 1 }),
    );
    return (
      found && {
        sid: found.sid,
        voiceUrl: found.voiceUrl,
        voiceMethod: found.voiceMethod,
        statusCallback: found.statusCallback,
        statusCallbackMethod: found.statusCallbackMethod,
        capabilities: { voice: found.capabilities.voice, sms: found.capabilities.sms },
      }
    );
  }

  /** Whoever calls the number from now on reaches these addresses. */
  async pointNumber(sid: string, at: { voiceUrl: string; statusCallback: string }): Promise<void> {
    await this.ask(REPEATABLE, (api) =>
      api.incomingPhoneNumbers(sid).update({
        voiceUrl: at.voiceUrl,
        voiceMethod: 'POST',
        statusCallback: at.statusCallback,
        statusCallbackMethod: 'POST',
      }),
    );
  }

  async account(): Promise<TwilioAccount> {
    const { friendlyName, status, type } = await this.ask(REPEATABLE, (api) =>
      api.api.v2010.accounts(api.accountSid).fetch(),
    );
    return { name: friendlyName, status, type };
  }

  /** Twilio refuses the whole message for an address it can never reach; a simulator is nearby. */
  private canBeCalledBack(url: string): boolean {
    return this.config.twilio.baseUrl !== undefined || url.startsWith('https://');
  }

  private async askFor<Answer>(
    request: (api: twilio.Twilio) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      return await this.ask(REPEATABLE, request);
    } catch (error) {
      if (error instanceof TwilioError && error.status === GONE) return undefined;
      throw error;
    }
  }

  private async ask<Answer>(
    mayRepeat: (error: TwilioError) => boolean,
    request: (api: twilio.Twilio, from: string) => Promise<Answer>,
  ): Promise<Answer> {
    const { api, from } = this.line();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(api, from);
      } catch (error) {
        const failure = toTwilioError(error);
        if (attempt >= ATTEMPTS || !mayRepeat(failure)) throw failure;
        await wait(pauseMs(attempt));
      }
    }
  }

  private line(): { api: twilio.Twilio; from: string } {
    const { accountSid, authToken, phoneNumber, baseUrl } = this.config.twilio;
    if (accountSid === undefined || authToken === undefined || phoneNumber === undefined) {
      throw notConfigured();
    }
    this.client ??= twilio(accountSid, authToken, {
      httpClient: new TwilioHttp(baseUrl, ANSWER_WITHIN_MS),
      // Its own default is read from the environment, and its debug level prints whole requests.
      logLevel: 'off',
    });
    return { api: this.client, from: phoneNumber };
  }
}

/** Half of it is chance, so that what failed together does not come back together. */
const pauseMs = (attempt: number): number =>
  FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
