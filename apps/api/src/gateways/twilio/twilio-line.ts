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
import type { CallEndpoint, StartLiveCall } from '../../calls/live/live-call.types';
import type { LiveCalls } from '../../calls/live/live-calls';
import type { LineOutcome, OpenLine } from '../../calls/phone/phone-line';
import type { PhoneLinesService } from '../../calls/phone/phone-lines.service';
import { AppError } from '../../platform/errors/app-error';
import { HeldSound } from './held-sound';
import { outcomeOf, outcomeOfRefusal } from './line-outcome';
import type { OpenLines } from './open-lines';
import { Verdict } from './verdict';

/** Twilio says `start` in its first breath. */
const START_WITHIN_MS = 10_000;
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

type Wish = Pick<StartLiveCall, 'personaId' | 'mode' | 'brief' | 'ringsBack' | 'recording'>;

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
  private readonly verdict = new Verdict();
  /** Of whom we ring, while it is not clear who answered; null once somebody listens. */
  private held: HeldSound | null = null;
  /** Keys pressed before there was a call; null from then on. */
  private heldKeys: string[] | null = [];
  private writing = false;
  private ending: Promise<void> = Promise.resolve();
  /** A call is about to be there. */
  private opening = false;
  /** What was settled about recording; it counts for every call on this line. */
  private recording: StartLiveCall['recording'];
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
        if (!this.starting) return this.notUnderstood('media_before_start');
        this.inbound?.media(message.timestampMs, message.payload);
        return;
      case 'mark':
        this.playback?.mark(message.name);
        return;
      case 'dtmf':
        this.key(message.digit);
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
    // A call that has ended, or is ending, tells by itself how.
    if (!this.call && !this.writing) void this.finish('disconnected');
  }

  carrierHungUp(): void {
    this.leave('trainee_hung_up');
  }

  /** A machine gets no role-play; one that was taken for a person gets no more of it. */
  answeredBy(answeredBy: string): void {
    this.verdict.take(answeredBy);
    if (!this.verdict.isMachine || this.over) return;
    if (this.call) void this.dismiss(this.call);
    else if (!this.opening) void this.finish('machine');
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
    this.recording ??= this.call?.recordingAnswer;
    this.call = undefined;
    this.writing = true;
    void written.then(() => {
      this.writing = false;
      return reason === 'switched' && next && !this.over
        ? this.practise({ ...next, recording: this.recording })
        : this.finish(this.verdict.isMachine ? 'machine' : outcomeOf(reason));
    });
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
      const isRung = line.direction === 'outbound';
      if (isRung) this.held = new HeldSound();
      this.prepare(streamSid);
      open.add(line.id, this);
      if (isRung) await this.verdict.settled();
      if (this.over) return void this.finish(this.outcome);
      await this.practise(wishOf(line));
    } catch (error) {
      this.fail(error);
    }
  }

  private prepare(streamSid: string): void {
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
        // Late marks are guessed at; only a socket that takes nothing any more is as good as gone.
        if (trouble === 'socket_stalled') this.leave('disconnected');
      },
    });
    this.inbound = new TwilioInbound({
      clock,
      onSamples: (samples) => (this.held ?? this.call)?.audio(samples),
      onMulaw: (codes) => (this.held ? this.held.codes(codes) : this.call?.mulaw(codes)),
    });
  }

  private key(digit: string): void {
    if (this.heldKeys) this.heldKeys.push(digit);
    else this.call?.key(digit);
  }

  /** Somebody listens from now on, first to what was said and pressed while nobody did. */
  private release(call: LiveCall): void {
    const { held, heldKeys } = this;
    this.held = null;
    this.heldKeys = null;
    held?.release(call);
    for (const digit of heldKeys ?? []) call.key(digit);
  }

  private async practise(wish: Wish): Promise<void> {
    const { line, playback } = this;
    if (!line || !playback) return;
    const { calls, lines } = this.services;
    this.opening = true;
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
      if (this.verdict.isMachine) return await this.dismiss(call);
      if (this.over) return await call.end('trainee_hung_up');
      call.start();
      this.release(call);
    } catch (error) {
      this.fail(error);
    } finally {
      this.opening = false;
    }
  }

  /** Nobody is at the other end any more. */
  private leave(reason: EndReason): void {
    if (this.over) return;
    this.over = true;
    this.verdict.stop();
    void this.call?.end(reason);
  }

  /** A machine's line ends before its call, so that nothing is made of the call when it ends. */
  private async dismiss(call: LiveCall): Promise<void> {
    if (this.line) await this.end(this.line, 'machine');
    await call.end('failed');
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
    this.verdict.stop();
    this.playback?.close();
    this.inbound?.close();
    this.inbound = undefined;
    const { line } = this;
    this.line = undefined;
    if (line) this.ending = this.end(line, outcome);
    // As soon as the socket is closed Twilio asks how the line ended.
    await this.ending;
    this.socket.close(NORMAL);
  }

  private async end({ id: lineId }: OpenLine, outcome: LineOutcome): Promise<void> {
    this.services.open.remove(lineId);
    try {
      await this.services.lines.end(lineId, outcome);
    } catch (error) {
      this.services.logger.error({ err: error, lineId }, 'A line could not be ended');
    }
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

const wishOf = ({ brief, direction, mode, personaId }: OpenLine): Wish => ({
  ...(personaId ? { personaId } : {}),
  ...(mode ? { mode } : {}),
  ...(brief ? { brief } : {}),
  ...(direction === 'outbound' ? { ringsBack: true } : {}),
});

const callerOf = ({ callerId, guest, name }: OpenLine) =>
  guest ? { ...(callerId ? { guestOf: callerId } : {}) } : { name };
