import {
  CallSession,
  type CallRecorder,
  type Clock,
  type EndReason,
  type SessionUpdate,
  type VoiceEvent,
} from '@sparline/voice';
import type { PinnedPersona } from '../../personas/personas.service';
import { CallTime, type TimeLimits } from './call-time';
import type { StartLiveCall } from './live-call.types';
import type { GreeterScene, NextPractice, Scene } from './scenes/scene';

export type LiveCallOptions = {
  id: string;
  clock: Clock;
  request: Pick<StartLiveCall, 'sink' | 'talk' | 'endpoint'>;
  limits: TimeLimits;
  recorder: CallRecorder;
  /** Sound is kept from the first word on. */
  records: boolean;
  /** The greeter asks first, and what it finds out counts. */
  asksToRecord: boolean;
  onEvent: (event: VoiceEvent) => void;
  /** Who plays the next part once the greeter knows. Rejects where nobody can. */
  onHandOver: (greeter: GreeterScene) => Promise<Scene>;
  /** Nobody could take over; the call ends as failed. */
  onTrouble: (error: unknown) => void;
  onEnded: (reason: EndReason) => void;
};

/** Some seconds of sound. */
const MOST_MISSED = 500;

/** One call over however many partners: one log, one recording, one clock, one end. */
export class LiveCall {
  readonly id: string;
  persona: PinnedPersona | null = null;
  /** What the trainee asked to practise instead. */
  next: NextPractice | null = null;
  readonly time: CallTime;
  private session: CallSession | null = null;
  private first: Scene | null = null;
  private recorded: boolean;
  private handingOver = false;
  private isNew = false;
  private missed: ((session: CallSession) => void)[] = [];
  private endedMeanwhile: EndReason | null = null;
  private over = false;
  private readonly ended: Promise<void>;
  private resolveEnded: () => void = () => undefined;

  constructor(private readonly options: LiveCallOptions) {
    const { clock, limits, request } = options;
    this.id = options.id;
    this.recorded = options.records;
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.time = new CallTime(clock, limits, {
      tell: (secondsLeft, over) => request.endpoint.onQuota?.(secondsLeft, over),
      warn: () => this.session?.notice(),
      up: () => void this.end('time_limit', { politely: true }),
    });
  }

  /** What was settled about recording; undefined where that would have had to be asked. */
  get recordingAnswer(): 'on' | 'off' | undefined {
    if (this.recorded) return 'on';
    return this.options.asksToRecord ? 'off' : undefined;
  }

  /** Sets the first scene; it plays from `start` on. */
  set(scene: Scene | GreeterScene): CallSession {
    const { clock, request, recorder, onEvent } = this.options;
    const { session: before } = this;
    const session = new CallSession({
      ...scene.options,
      clock,
      sink: request.sink,
      talk: request.talk,
      ...(this.recorded ? { recorder } : {}),
      onEvent,
      onUpdate: (update) => this.tell(scene, update),
      onEnded: (reason) => this.sceneEnded(scene, reason),
      ...(before ? { continues: before } : {}),
    });
    this.first ??= scene;
    this.session = session;
    this.persona = scene.persona;
    return session;
  }

  start(): void {
    this.time.start();
    if (this.first) this.open(this.first);
  }

  /** See CallSession for what these do. The arrays may be reused. */
  audio(samples: Int16Array): void {
    if (!this.handingOver) return this.session?.audio(samples);
    const kept = samples.slice();
    this.later((session) => session.audio(kept));
  }

  mulaw(codes: Uint8Array): void {
    if (!this.handingOver) return this.session?.mulaw(codes);
    const kept = codes.slice();
    this.later((session) => session.mulaw(kept));
  }

  speech(active: boolean, sinceMs?: number): void {
    this.session?.speech(active, sinceMs);
  }

  speechDetectionLost(): void {
    this.session?.speechDetectionLost();
  }

  text(text: string, final: boolean, by?: 'typing' | 'recognition'): void {
    if (!this.handingOver) return this.session?.text(text, final, by);
    this.later((session) => session.text(text, final, by));
  }

  /** Keys answer the greeter; a persona has nothing to choose between. */
  key(digit: string): void {
    if (!this.persona) this.session?.text(digit, true, 'typing');
  }

  talk(pressed: boolean): void {
    this.session?.talk(pressed);
  }

  /** Resolves after the last event. */
  async end(reason: EndReason, how: { politely?: boolean } = {}): Promise<void> {
    if (this.handingOver) this.endedMeanwhile ??= reason;
    else void this.session?.end(reason, how);
    await this.ended;
  }

  /** Who talks while one partner takes over from another is heard by the second. */
  private later(tell: (session: CallSession) => void): void {
    if (this.missed.length < MOST_MISSED) this.missed.push(tell);
  }

  private open({ monologue }: Scene): void {
    this.session?.start();
    const isUp = this.time.secondsLeft() === 0;
    // A monologue cannot be interrupted, not even by the end of the time.
    if (isUp) void this.session?.end('time_limit', { politely: true });
    else if (monologue) void this.session?.end('handed_over', { politely: true });
  }

  private sceneEnded(scene: Scene | GreeterScene, reason: EndReason): void {
    if (reason !== 'handed_over') return this.finish(reason);
    if (!('choice' in scene)) return void this.handOver(scene.next);
    if (this.options.asksToRecord) this.recorded = scene.mayRecord();
    void this.handOver(() => this.options.onHandOver(scene));
  }

  private async handOver(next: Scene['next']): Promise<void> {
    this.handingOver = true;
    try {
      if (!next) throw new Error('Nobody takes over.');
      const scene = await next();
      this.handingOver = false;
      if (this.endedMeanwhile) {
        scene.discard();
        this.finish(this.endedMeanwhile);
        return;
      }
      const session = this.set(scene);
      this.isNew = true;
      this.open(scene);
      for (const tell of this.missed.splice(0)) tell(session);
    } catch (error) {
      this.handingOver = false;
      this.options.onTrouble(error);
      this.finish('failed');
    }
  }

  private finish(reason: EndReason): void {
    if (this.over) return;
    this.over = true;
    this.time.stop();
    this.options.onEnded(reason);
    this.resolveEnded();
  }

  private tell(scene: Scene, update: SessionUpdate): void {
    const { endpoint } = this.options.request;
    if (update.type === 'transcript') endpoint.onUpdate(update);
    else if (!scene.persona && update.state === 'listening') {
      endpoint.onUpdate({ ...update, state: 'choosing' });
    } else {
      const { persona } = scene;
      endpoint.onUpdate({ ...update, ...(persona && this.isNew ? { persona } : {}) });
      this.isNew = false;
    }
  }
}
