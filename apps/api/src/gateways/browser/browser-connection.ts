import type { LiveCall } from '../../calls/live/live-call';
import type { CallEndpoint, CallUpdate } from '../../calls/live/live-call.types';
import type { LiveCalls } from '../../calls/live/live-calls';
import type { Actor } from '../../auth/actor';
import type { PinnedPersona } from '../../personas/personas.service';
import { AppError } from '../../platform/errors/app-error';
import { bytesToSamples, Resampler, SystemClock, type EndReason } from '@sparline/voice';
import type { z } from 'zod';
import { BrowserPlayback, type BrowserWire } from './browser-playback';
import {
  MOST_FRAME_BYTES,
  MOST_TEXT,
  PlaybackReport,
  ResumeCall,
  SpeechInput,
  type StartAck,
  StartCall,
  TalkInput,
  TextInput,
  type WirePersona,
} from './browser.schemas';

export const OUTPUT_SAMPLE_RATE = 24_000;
const RECOGNISER_SAMPLE_RATE = 16_000;

/** One browser's call: translates its events to the session's methods and back, and nothing else. */
export class BrowserConnection implements CallEndpoint {
  private playback: BrowserPlayback | undefined;
  private resampler: Resampler | undefined;
  private call: LiveCall | undefined;
  private starting = false;
  private afterwards: () => void = () => undefined;

  constructor(
    private readonly actor: Actor,
    private readonly calls: LiveCalls,
    private wire: BrowserWire,
  ) {}

  get callId(): string | undefined {
    return this.call?.id;
  }

  async start(payload: unknown): Promise<StartAck> {
    if (this.call || this.starting) {
      return refuse('call.already_started', 'A call is already running here. End it first.');
    }
    const parsed = StartCall.safeParse(payload);
    if (!parsed.success) return refuse('call.bad_start', describe(parsed.error));
    this.starting = true;
    try {
      return await this.open(parsed.data);
    } catch (error) {
      if (error instanceof AppError) return refuse(error.code, error.detail);
      throw error;
    } finally {
      this.starting = false;
    }
  }

  audio(frame: unknown): void {
    const call = this.running();
    if (!call) return;
    if (!Buffer.isBuffer(frame)) return this.onProblem('audio.not_binary', 'Audio must be binary.');
    if (frame.length % 2 === 1) {
      return this.onProblem('audio.odd_length', 'A frame of 16-bit samples has an even length.');
    }
    if (frame.length > MOST_FRAME_BYTES) {
      return this.onProblem('audio.too_long', 'Send frames of 20 to 100 ms.');
    }
    const samples = bytesToSamples(frame);
    call.audio(this.resampler ? this.resampler.process(samples) : samples);
  }

  text(payload: unknown): void {
    const call = this.running();
    if (!call) return;
    const parsed = TextInput.safeParse(payload);
    if (parsed.success) {
      const { text, final, by } = parsed.data;
      return call.text(text, final, by);
    }
    const tooLong = parsed.error.issues.some((issue) => issue.code === 'too_big');
    if (tooLong) this.onProblem('text.too_long', `Send at most ${MOST_TEXT} characters at a time.`);
    else this.onProblem('text.malformed', describe(parsed.error));
  }

  report(payload: unknown): void {
    const parsed = PlaybackReport.safeParse(payload);
    if (!parsed.success) return this.onProblem('playback.malformed', describe(parsed.error));
    this.playback?.report(parsed.data);
  }

  talk(payload: unknown): void {
    const parsed = TalkInput.safeParse(payload);
    if (!parsed.success) return this.onProblem('talk.malformed', describe(parsed.error));
    this.running()?.talk(parsed.data.pressed);
  }

  speech(payload: unknown): void {
    const parsed = SpeechInput.safeParse(payload);
    if (!parsed.success) return this.onProblem('speech.malformed', describe(parsed.error));
    const { active, sinceMs, lost } = parsed.data;
    if (lost) this.running()?.speechDetectionLost();
    else this.running()?.speech(active, sinceMs);
  }

  async end(): Promise<void> {
    await this.running()?.end('trainee_hung_up');
  }

  /** The trainee may not be here any more. */
  async signOut(): Promise<void> {
    this.onProblem('auth.signed_out', 'You have been signed out, so this call ends.');
    await this.call?.end('signed_out', { politely: true });
  }

  /** Whether this call still speaks to that socket, or to a later one. */
  isOn(wire: BrowserWire): boolean {
    return this.wire === wire;
  }

  whenEnded(afterwards: () => void): void {
    this.afterwards = afterwards;
  }

  /** The page is gone for now; the call holds its breath. */
  detach(): void {
    this.wire = { emit: () => undefined };
    this.playback?.hold();
  }

  /** The same trainee's page is back. */
  attach(wire: BrowserWire, payload: z.infer<typeof ResumeCall>): StartAck {
    if (!this.call || !this.playback) return refuse('call.gone', 'This call has ended.');
    this.wire = wire;
    const ack = acknowledge(this.call);
    queueMicrotask(() => this.playback?.reattach(wire, payload.lastSeq));
    return ack;
  }

  async abandon(): Promise<void> {
    await this.call?.end('disconnected');
  }

  onUpdate(update: CallUpdate): void {
    if (update.type === 'transcript') {
      const { type, ...payload } = update;
      this.wire.emit(type, payload);
    } else {
      const { state, persona } = update;
      this.wire.emit('state', { state, ...(persona ? { persona: personaOf(persona) } : {}) });
    }
  }

  onQuota(secondsLeft: number, over: boolean): void {
    this.wire.emit('quota', { secondsLeft, ...(over ? { over } : {}) });
  }

  onEnded(reason: EndReason): void {
    this.playback?.close();
    this.resampler?.close();
    this.resampler = undefined;
    this.wire.emit('call.ended', { callId: this.call?.id, reason });
    this.call = undefined;
    this.afterwards();
  }

  onReady(callId: string): void {
    this.wire.emit('call.ready', { callId });
  }

  onProblem(code: string, message: string): void {
    this.wire.emit('error', { code, message });
  }

  private async open(request: StartCall): Promise<StartAck> {
    if (request.sampleRate !== RECOGNISER_SAMPLE_RATE) {
      this.resampler = await Resampler.create(request.sampleRate, RECOGNISER_SAMPLE_RATE);
    }
    this.playback = new BrowserPlayback(
      new SystemClock(),
      OUTPUT_SAMPLE_RATE,
      request.speech === 'browser',
      { emit: (event, ...payload) => this.wire.emit(event, ...payload) },
    );
    this.call = await this.calls.start(this.actor, {
      personaId: request.personaId,
      mode: request.mode,
      brief: request.brief,
      realism: request.realism,
      recording: request.recording,
      channel: 'browser',
      input: request.input,
      talk: request.talk,
      sink: this.playback,
      endpoint: this,
    });
    const { call } = this;
    queueMicrotask(() => call.start());
    return acknowledge(call);
  }

  private running(): LiveCall | undefined {
    if (!this.call) this.onProblem('call.not_started', 'Send call.start first.');
    return this.call;
  }
}

const personaOf = ({ id, version, definition }: PinnedPersona): WirePersona => {
  const { name, title, mode } = definition;
  return { id, version, name, title, mode };
};

const acknowledge = (call: LiveCall): StartAck => ({
  callId: call.id,
  persona: call.persona && personaOf(call.persona),
  outputSampleRate: OUTPUT_SAMPLE_RATE,
});

const refuse = (code: string, message: string): StartAck => ({ error: { code, message } });

const describe = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`).join('; ');
