import {
  parseTwilioMessage,
  SystemClock,
  TwilioInbound,
  type TwilioMessage,
  TwilioPlayback,
  type EndReason,
  type VoiceEvent,
} from '@sparline/voice';
import type { Logger } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import type { LiveCall } from '../../calls/live/live-call';
import type { CallEndpoint } from '../../calls/live/live-call.types';
import type { LiveCalls } from '../../calls/live/live-calls';
import type { NextPractice } from '../../calls/live/scenes/scene';
import type { LineOutcome, OpenLine } from '../../calls/phone/phone-line';
import type { PhoneLinesService } from '../../calls/phone/phone-lines.service';
import { AppError } from '../../platform/errors/app-error';
import { outcomeOf, outcomeOfRefusal } from './line-outcome';
import type { OpenLines } from './open-lines';

/** Twilio says `start` in its first breath. */
const START_WITHIN_MS = 10_000;
/** Of whom we ring: until it is clear that no machine has answered. */
const VERDICT_WITHIN_MS = 8_000;
/** Somebody else's mistakes are borne a while; then it is not Twilio that talks. */
const MOST_MALFORMED = 20;
/** Codes of a WebSocket's end. */
const NORMAL = 1000;
const PROTOCOL_ERROR = 1002;
const POLICY_VIOLATION = 1008;

/** What a line needs of its socket. */
export type LineSocket = {
  send(text: string): void;
  readonly bufferedAmount: number;
  close(code: number): void;
};

export type LineServices = {
  calls: LiveCalls;
  lines: PhoneLinesService;
  open: OpenLines;
  logger: Logger;
};

/** One telephone connection: translates Twilio's messages to calls' methods and back, and nothing else. */
export class TwilioLine implements CallEndpoint {
  private readonly clock = new SystemClock();
  private line: OpenLine | undefined;
  private playback: TwilioPlayback | undefined;
  private inbound: TwilioInbound | undefined;
  private call: LiveCall | undefined;
  private outcome: LineOutcome = 'completed';
  private starting = false;
  private over = false;
  private malformed = 0;
  private isPerson: () => void = () => undefined;
  private readonly startTimer: NodeJS.Timeout;

  constructor(
    private readonly socket: LineSocket,
    private readonly services: LineServices,
  ) {
    this.startTimer = setTimeout(() => this.refuse('no_start'), START_WITHIN_MS).unref();
  }

  receive(text: string): void {
    const message = parseTwilioMessage(text);
    switch (message.type) {
      case 'media':
        this.inbound?.media(message.timestampMs, message.payload);
        return;
      case 'mark':
        this.playback?.mark(message.name);
        return;
      case 'dtmf':
        this.call?.text(message.digit, true, 'typing');
        return;
      case 'start':
        void this.start(message);
        return;
      case 'stop':
        this.leave('trainee_hung_up');
        return;
      case 'malformed':
        this.notUnderstood(message.reason);
        return;
      case 'connected':
      case 'ignored':
        return;
    }
  }

  /** Audio comes as text; binary is nobody's protocol here. */
  receiveBinary(): void {
    this.notUnderstood('binary');
  }

  /** The socket is gone, with or without a word. */
  closed(): void {
    clearTimeout(this.startTimer);
    this.leave('disconnected');
    if (!this.call) void this.finish('disconnected');
  }

  carrierHungUp(): void {
    this.leave('trainee_hung_up');
  }

  /** A machine gets no role-play. */
  answeredBy(verdict: string): void {
    if (!/^(?:machine|fax)/.test(verdict)) return this.isPerson();
    void this.finish('machine');
  }

  onUpdate(): void {
    return;
  }

  onReady(): void {
    return;
  }

  onProblem(code: string): void {
    this.services.logger.warn({ code, lineId: this.line?.id }, 'A problem in a telephone call');
  }

  onEvent({ type }: VoiceEvent): void {
    if (type === 'speech.started') this.inbound?.speech(true);
    else if (type === 'speech.ended') this.inbound?.speech(false);
  }

  onEnded(reason: EndReason, written: Promise<void>): void {
    const next = this.call?.next ?? null;
    this.call = undefined;
    void written.then(() =>
      reason === 'switched' && next && !this.over
        ? this.practise(next)
        : this.finish(outcomeOf(reason)),
    );
  }

  private async start(message: Extract<TwilioMessage, { type: 'start' }>): Promise<void> {
    if (this.starting) return this.notUnderstood('second_start');
    this.starting = true;
    clearTimeout(this.startTimer);
    const { lines, open } = this.services;
    try {
      const { callSid, parameters, streamSid } = message;
      const line = await lines.connect(parameters['token'] ?? '', callSid);
      if (!line) return this.refuse('bad_token');
      this.line = line;
      await this.prepare(streamSid);
      open.add(line.id, this);
      if (line.direction === 'outbound') await this.person();
      if (this.over) return void this.finish(this.outcome);
      await this.practise(line.personaId ? { personaId: line.personaId } : {});
    } catch (error) {
      this.fail(error);
    }
  }

  private async prepare(streamSid: string): Promise<void> {
    const { clock, socket } = this;
    this.playback = new TwilioPlayback({
      clock,
      streamSid,
      wire: {
        send: (text) => socket.send(text),
        get bufferedBytes() {
          return socket.bufferedAmount;
        },
      },
      onTrouble: (trouble) => {
        this.services.logger.warn({ trouble, lineId: this.line?.id }, 'A telephone line is stuck');
        if (trouble !== 'overflow') this.leave('disconnected');
      },
    });
    this.inbound = await TwilioInbound.create({
      clock,
      onSamples: (samples) => this.call?.audio(samples),
      onMulaw: (codes) => this.call?.mulaw(codes),
    });
  }

  /** Resolves when a person has answered, or nobody can tell. */
  private async person(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, VERDICT_WITHIN_MS).unref();
      this.isPerson = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async practise(wish: Partial<NextPractice>): Promise<void> {
    const { line, playback } = this;
    if (!line || !playback) return;
    const { calls, lines } = this.services;
    try {
      const call = await calls.start(actorOf(line), {
        ...wish,
        channel: 'phone',
        input: 'audio',
        talk: 'open',
        sink: playback,
        endpoint: this,
        caller: callerOf(line),
      });
      this.call = call;
      await lines.carry(line, call.id);
      if (this.over) await call.end('trainee_hung_up');
      else call.start();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Nobody is at the other end any more. */
  private leave(reason: EndReason): void {
    if (this.over) return;
    this.over = true;
    this.isPerson();
    void this.call?.end(reason);
  }

  private fail(error: unknown): void {
    if (!(error instanceof AppError)) {
      this.services.logger.error({ err: error, lineId: this.line?.id }, 'A telephone call failed');
    }
    void this.finish(outcomeOfRefusal(error));
  }

  /** Once: the line is over for us, whatever the telephone company thinks. */
  private async finish(outcome: LineOutcome): Promise<void> {
    this.over = true;
    this.outcome = outcome;
    this.isPerson();
    this.playback?.close();
    this.inbound?.close();
    this.inbound = undefined;
    const { line } = this;
    this.line = undefined;
    if (!line) return this.socket.close(NORMAL);
    this.services.open.remove(line.id);
    try {
      await this.services.lines.end(line.id, outcome);
    } catch (error) {
      this.services.logger.error({ err: error, lineId: line.id }, 'A line could not be ended');
    }
    this.socket.close(NORMAL);
  }

  private notUnderstood(reason: string): void {
    this.malformed += 1;
    if (this.malformed === 1) {
      const seen = { reason, lineId: this.line?.id };
      this.services.logger.warn(seen, 'A message on a media stream was not understood');
    }
    if (!this.line || reason === 'wrong_media_format' || this.malformed > MOST_MALFORMED) {
      this.refuse(reason, PROTOCOL_ERROR);
    }
  }

  private refuse(reason: string, code = POLICY_VIOLATION): void {
    clearTimeout(this.startTimer);
    this.services.logger.warn({ reason, lineId: this.line?.id }, 'A media stream was closed');
    this.leave('failed');
    this.socket.close(code);
  }
}

const actorOf = ({ memberId, organizationId }: OpenLine): Actor => ({
  memberId,
  organizationId,
  role: 'trainee',
  via: 'session',
});

const callerOf = ({ callerId, guest, name }: OpenLine) =>
  guest ? { ...(callerId ? { guestOf: callerId } : {}) } : { name };
