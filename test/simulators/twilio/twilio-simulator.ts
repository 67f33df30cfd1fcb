import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../libs/voice/src/clock/clock';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import { SimulatorHost, type Certificate, type SimulatedService } from '../host/simulator-host';
import { SIMULATED_ACCOUNT, type TwilioAccount } from './account';
import { type CallbackKnobs, CallbackSender } from './callback-sender';
import { CallRecord } from './call-record';
import { callerVoice, type CallerVoice } from './caller-voice';
import { IncomingCall, type Ring } from './incoming-call';
import type { LineEvent } from './line-event';
import type { TwilioNetwork } from './network';
import { OutgoingCall, type OutgoingKnobs, type OutgoingRequest } from './outgoing-call';
import type { PublicAddress } from './public-address';
import { CallsResource } from './rest/calls';
import { type MessageKnobs, MessagesResource, type SimulatedMessage } from './rest/messages';
import { NumbersResource } from './rest/numbers';
import { RestApi, type RestKnobs } from './rest/rest-api';
import { SimulatedLine } from './simulated-line';

export type TwilioSimulatorOptions = {
  account?: TwilioAccount;
  clock?: Clock;
  /** Where the service under test is really reached. */
  address?: PublicAddress;
  /** How callers sound [a beep for each word]. */
  voice?: CallerVoice;
  /** How long `<Say>` takes [no time at all]. */
  sayMsPerCharacter?: number;
  tls?: Certificate;
};

export type RingOptions = Partial<Ring> & {
  from?: string;
  to?: string;
  onEvent?: (event: LineEvent) => void;
};

const USUAL_CALLER = '+15550001111';

/**
 * A telephone company: its REST API, calls to and from a service over webhooks and media streams, and
 * text messages. Speaks to a service exactly as Twilio does, and sounds like a caller.
 */
export class TwilioSimulator implements SimulatedService {
  readonly account: TwilioAccount;
  readonly callbacks: CallbackSender;
  readonly numbers: NumbersResource;
  readonly rest: RestApi;
  /** Lines of people the service has called, in order. */
  readonly called: SimulatedLine[] = [];
  outgoing: OutgoingKnobs = {};
  private readonly texts: MessagesResource;
  private readonly network: TwilioNetwork;
  private readonly calls = new Map<string, IncomingCall | OutgoingCall>();
  private readonly running = new Set<Promise<void>>();
  private readonly voice: CallerVoice;
  private readonly host: SimulatorHost;

  constructor(options: TwilioSimulatorOptions = {}) {
    const { account = SIMULATED_ACCOUNT, clock = new SystemClock(), address } = options;
    const origin = { authToken: account.authToken, address };
    this.account = account;
    this.voice = options.voice ?? callerVoice();
    this.callbacks = new CallbackSender(origin);
    this.numbers = new NumbersResource(account);
    this.texts = new MessagesResource(account, this.callbacks);
    const { callbacks } = this;
    const sayMsPerCharacter = options.sayMsPerCharacter ?? 0;
    this.network = { account, clock, address, origin, callbacks, sayMsPerCharacter };
    const calls = new CallsResource(account, this.calls, (request) => this.place(request));
    this.rest = new RestApi(account, [this.texts, calls, this.numbers]);
    this.host = new SimulatorHost([this], options.tls);
  }

  /** On a port of its own; 0 takes any free one. */
  start(port = 0): Promise<{ baseUrl: string }> {
    return this.host.start(port);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.host.close();
  }

  /** Text messages the service has sent. */
  get messages(): readonly SimulatedMessage[] {
    return this.texts.all;
  }

  set messageKnobs(knobs: MessageKnobs) {
    this.texts.knobs = knobs;
  }

  set restKnobs(knobs: RestKnobs) {
    this.rest.knobs = knobs;
  }

  set callbackKnobs(knobs: CallbackKnobs) {
    this.callbacks.knobs = knobs;
  }

  /** Somebody calls the number; the line is there before anybody has answered. */
  dial(options: RingOptions = {}): SimulatedLine {
    const number = this.numbers.first;
    const { from = USUAL_CALLER, to = this.account.phoneNumber, onEvent, ...ring } = options;
    const record = new CallRecord(this.account, from, to, 'inbound');
    const line = new SimulatedLine(record, this.network.clock, this.voice, onEvent);
    const call = new IncomingCall(this.network, line, {
      ...ring,
      voiceUrl: ring.voiceUrl ?? number.voiceUrl,
      statusCallback: ring.statusCallback ?? (number.statusCallback || undefined),
    });
    this.calls.set(record.sid, call);
    this.run(call);
    return line;
  }

  /** Somebody calls the number; resolves when they are connected to a stream, or the call is over. */
  async ring(options: RingOptions = {}): Promise<SimulatedLine> {
    const line = this.dial(options);
    await line.until(() => line.isStreaming || line.record.isOver, 20_000);
    return line;
  }

  serves(path: string): boolean {
    return this.rest.serves(path);
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    this.rest.handle(request, response).catch(() => response.destroy());
  }

  /** Everybody hangs up. */
  dropConnections(): void {
    for (const { line } of this.calls.values()) line.hangUp();
  }

  /** Everybody has hung up, and everything about it was told. */
  async settled(): Promise<void> {
    this.dropConnections();
    await Promise.all(this.running);
    await this.callbacks.settled();
  }

  /** Forgets calls, messages and misbehaviour. */
  async reset(): Promise<void> {
    await this.settled();
    this.calls.clear();
    this.called.length = 0;
    this.texts.all.length = 0;
    this.callbacks.sent.length = 0;
    this.rest.requests.length = 0;
    this.outgoing = {};
    this.messageKnobs = {};
    this.restKnobs = {};
    this.callbackKnobs = {};
  }

  private place(request: OutgoingRequest): CallRecord {
    const record = new CallRecord(this.account, request.from, request.to, 'outbound-api');
    const line = new SimulatedLine(record, this.network.clock, this.voice);
    const call = new OutgoingCall(this.network, line, request, this.outgoing);
    this.called.push(line);
    this.calls.set(record.sid, call);
    this.run(call);
    return record;
  }

  private run(call: IncomingCall | OutgoingCall): void {
    const running = call.run().finally(() => this.running.delete(running));
    this.running.add(running);
  }
}
