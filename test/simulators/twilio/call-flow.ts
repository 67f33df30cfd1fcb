import { sleep } from '../../../libs/voice/src/clock/sleep';
import { PROTOCOL_ERROR, type StreamEnd, type StreamKnobs } from './media-stream';
import type { TwilioNetwork } from './network';
import { type Fields, signedRequest } from './signed-request';
import type { SimulatedLine } from './simulated-line';
import { tellStream } from './stream-callbacks';
import { type Method, parseTwiml, TwimlError, type TwimlStream, type TwimlVerb } from './twiml';

export type Instructions = { url: string; method?: Method } | { twiml: string };

/** After this verb the call is over, or goes on elsewhere. */
type Next = Instructions | 'over' | undefined;

const RETRIEVAL_FAILED = 11_200;
const NO_CONNECTION = 11_205;
const STREAM_REFUSED = 31_920;
const STREAM_CONNECT_FAILED = 31_901;
const STREAM_CLOSED = 31_921;
const NO_CODE = 1005;
const NORMAL_CLOSURE = [1000, 1001, NO_CODE];
const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';

/** Carries a call through its TwiML, from document to document, until it is over. */
export class CallFlow {
  private current = new AbortController();
  private override: Instructions | undefined;
  /** Where the document came from, which relative addresses start at. */
  private base: string | undefined;

  constructor(
    private readonly network: TwilioNetwork,
    private readonly line: SimulatedLine,
    private readonly knobs: StreamKnobs | undefined,
  ) {}

  /** Resolves when the call is over. */
  async run(first: Instructions): Promise<void> {
    let next: Next = first;
    let more: Fields = {};
    while (next !== undefined && next !== 'over' && !this.line.signal.aborted) {
      const verbs: TwimlVerb[] | undefined = await this.load(next, more);
      if (this.line.signal.aborted) return;
      more = {};
      next = verbs ? await this.perform(verbs, (fields) => (more = fields)) : this.apologise();
      if (this.override) next = this.override;
      this.override = undefined;
    }
    this.line.finish('completed');
  }

  /** The REST API gives other instructions while the call runs. */
  goElsewhere(instructions: Instructions): void {
    this.override = instructions;
    this.current.abort();
  }

  private async load(from: Instructions, more: Fields): Promise<TwimlVerb[] | undefined> {
    try {
      if ('twiml' in from) return parseTwiml(from.twiml);
      this.base = from.url;
      const fields = { ...this.line.record.fields, ...more };
      const answer = await signedRequest({ ...from, fields }, this.network.origin);
      this.line.note({ type: 'webhook', url: from.url, status: answer.status });
      if (answer.status === 204 || (answer.status < 300 && answer.body === '')) return [];
      if (answer.status < 300) return parseTwiml(answer.body);
      return this.fail(RETRIEVAL_FAILED, `${from.url} answered ${answer.status}.`);
    } catch (error) {
      if (error instanceof TwimlError) return this.fail(error.code, error.message);
      return this.fail(NO_CONNECTION, 'The webhook did not answer.');
    }
  }

  private async perform(verbs: TwimlVerb[], carry: (fields: Fields) => void): Promise<Next> {
    this.current = new AbortController();
    for (const verb of verbs) {
      if (this.line.signal.aborted || this.current.signal.aborted) return undefined;
      const next = await this.act(verb, carry);
      if (next !== undefined) return next;
    }
    return undefined;
  }

  private async act(verb: TwimlVerb, carry: (fields: Fields) => void): Promise<Next> {
    const { line } = this;
    if (verb.verb !== 'reject') this.answer();
    switch (verb.verb) {
      case 'connect':
        await this.stream(verb.stream, carry);
        return verb.action ? { url: this.resolve(verb.action), method: verb.method } : undefined;
      case 'say':
        line.note({ type: 'said', text: verb.text });
        await this.pause(verb.text.length * this.network.sayMsPerCharacter);
        return undefined;
      case 'play':
        line.note({ type: 'played', url: verb.url });
        return undefined;
      case 'pause':
        await this.pause(verb.seconds * 1000);
        return undefined;
      case 'redirect':
        return { url: this.resolve(verb.url), method: verb.method };
      case 'reject':
        line.finish(verb.reason === 'busy' ? 'busy' : 'no-answer');
        return 'over';
      case 'hangup':
        return 'over';
    }
  }

  private async stream(stream: TwimlStream, carry: (fields: Fields) => void): Promise<void> {
    const { network, line, knobs } = this;
    const { account, address, clock } = network;
    const { callSid } = line;
    const leave = (): void => line.endStream();
    this.current.signal.addEventListener('abort', leave, { once: true });
    let streamSid: string | undefined;
    const started = (sid: string): void => {
      streamSid = sid;
      tellStream(network, stream, 'stream-started', { callSid, streamSid });
    };
    const options = { stream, callSid, account, address, clock, knobs };
    const trouble = troubleOf(stream, await line.connect(options, started));
    this.current.signal.removeEventListener('abort', leave);
    if (trouble) this.fail(trouble.code, trouble.message);
    const error = trouble && `${trouble.code} - ${trouble.message}`;
    const event = error ? 'stream-error' : 'stream-stopped';
    tellStream(network, stream, event, { callSid, streamSid, error });
    carry({ ...(stream.name && { StreamName: stream.name }) });
  }

  private resolve(url: string): string {
    return new URL(url, this.base).href;
  }

  private answer(): void {
    if (!this.line.record.answeredAt) this.line.record.answer();
  }

  private fail(code: number, message: string): undefined {
    this.line.note({ type: 'error', code, message });
    return undefined;
  }

  private apologise(): 'over' {
    this.answer();
    this.line.note({ type: 'said', text: APOLOGY });
    return 'over';
  }

  private pause(ms: number): Promise<void> {
    const either = AbortSignal.any([this.line.signal, this.current.signal]);
    return sleep(this.network.clock, ms, either);
  }
}

/** What Twilio's debugger would say about the end of a stream. */
function troubleOf(
  stream: TwimlStream,
  end: StreamEnd | { refused: number | undefined },
): { code: number; message: string } | undefined {
  if ('refused' in end) {
    const code = end.refused === undefined ? STREAM_CONNECT_FAILED : STREAM_REFUSED;
    return { code, message: `${stream.url} answered ${end.refused ?? 'nothing'}.` };
  }
  if (end.by === 'error') {
    const message = 'The service sent what a media stream does not take.';
    return { code: end.code ?? PROTOCOL_ERROR, message };
  }
  if (end.by !== 'service' || NORMAL_CLOSURE.includes(end.code ?? NO_CODE)) return undefined;
  return { code: STREAM_CLOSED, message: `The service closed the stream with ${end.code}.` };
}
