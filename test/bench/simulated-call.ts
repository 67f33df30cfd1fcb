import {
  type CallRecorder,
  CallSession,
  type Clock,
  EnergyVoiceActivity,
  type PlaybackSink,
  type SpeechToSpeech,
  SystemClock,
  type Timer,
  TURN_POLICIES,
  type VoiceActivityDetector,
  type VoiceEvent,
} from '@sparline/voice';
import { ExactEar } from './exact-ear';
import {
  FixedDelayModel,
  FixedDelayRecogniser,
  FixedDelayVoice,
  type RecogniserScript,
} from './fixed-delay-providers';
import { Microphone } from './microphone';

export type SimulatedCallOptions = {
  recogniser: RecogniserScript;
  reply: string;
  firstTokenMs: number;
  firstAudioMs: number;
  timesRealTime?: number;
  oneWayMs?: number;
  /** Takes the sound in place of the exact ear. */
  sink?: PlaybackSink;
  /** Takes the trainee's frames in place of the session, to bring them there. */
  line?: (frame: Int16Array) => void;
  /** Takes the place of recogniser, model and voice. */
  speaker?: SpeechToSpeech;
  phaseMs?: number;
  recorder?: CallRecorder;
  /** By loudness when absent. */
  voiceActivity?: VoiceActivityDetector;
  /** What the trainee says, in a quiet room; tones in silence when absent. */
  voice?: readonly Int16Array[];
  onEvent?: (event: VoiceEvent) => void;
};

export const POLICY = TURN_POLICIES.cold_call;

/** Who answers the simulated calls, and how. */
export const PERSONA = {
  voice: { name: 'ash' },
  systemPrompt: 'You are a busy prospect.',
  language: 'en',
  policy: POLICY,
  talk: 'open',
  phrases: {
    opening: () => 'Hello?',
    nudge: () => null,
    closing: () => null,
    apology: () => '',
  },
} as const;

/** What the service plays to a browser at. */
const OUTPUT_RATE = 24_000;
const GIVE_UP_MS = 15_000;

type Waiter = { fits: (event: VoiceEvent) => boolean; resolve: (event: VoiceEvent) => void };

/** A whole call in real time with everything of the service's own and nothing of a provider's. */
export class SimulatedCall {
  readonly clock: Clock = new SystemClock();
  readonly ear: ExactEar;
  readonly recogniser: FixedDelayRecogniser;
  readonly microphone: Microphone;
  readonly session: CallSession;
  private over = false;
  private waiters: Waiter[] = [];
  private readonly deadlines = new Set<Timer>();
  private onSound: ((atMs: number) => void) | null = null;
  private onSilenced: ((atMs: number) => void) | null = null;

  constructor(options: SimulatedCallOptions) {
    const { clock } = this;
    this.ear = new ExactEar({
      clock,
      sampleRate: OUTPUT_RATE,
      oneWayMs: options.oneWayMs,
      onSound: (_segment, atMs) => this.onSound?.(atMs),
      onSilenced: (_segment, atMs) => this.onSilenced?.(atMs),
    });
    this.recogniser = new FixedDelayRecogniser(clock, options.recogniser);
    this.session = this.makeSession(options);
    this.microphone = new Microphone(
      clock,
      options.line ?? ((frame) => this.session.audio(frame)),
      { phaseMs: options.phaseMs, voice: options.voice },
    );
  }

  private makeSession(options: SimulatedCallOptions): CallSession {
    const { clock } = this;
    const { reply, firstTokenMs, firstAudioMs, timesRealTime = 4 } = options;
    return new CallSession({
      clock,
      engine: 'pipeline',
      sink: options.sink ?? this.ear,
      languageModel: new FixedDelayModel(clock, { reply, firstTokenMs }),
      textToSpeech: new FixedDelayVoice(clock, OUTPUT_RATE, { firstAudioMs, timesRealTime }),
      speechToText: this.recogniser,
      ...(options.speaker ? { engine: 'realtime', speechToSpeech: options.speaker } : {}),
      voiceActivity: options.voiceActivity ?? new EnergyVoiceActivity({ sampleRate: 16_000 }),
      ...PERSONA,
      recorder: options.recorder,
      onEvent: (event) => {
        options.onEvent?.(event);
        this.tell(event);
      },
      onUpdate: () => undefined,
      onEnded: () => undefined,
    });
  }

  /** Lets the greeting be heard and half a second pass, in which the room is learnt. */
  async greeted(): Promise<this> {
    const spoken = this.until(({ type }) => type === 'turn.spoken');
    this.session.start();
    await spoken;
    await this.pass(500);
    return this;
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.setTimer(ms, resolve));
  }

  /** @throws Error when it does not come within 15 seconds. */
  until(fits: (event: VoiceEvent) => boolean): Promise<VoiceEvent> {
    return this.inTime('A simulated call got stuck.', (resolve) =>
      this.waiters.push({ fits, resolve }),
    );
  }

  /** The moment the persona becomes audible next. */
  sounds(): Promise<number> {
    return this.inTime('A simulated call stayed silent.', (resolve) => (this.onSound = resolve));
  }

  /** The moment the persona's sound is held or cut off next. */
  silenced(): Promise<number> {
    return this.inTime('A persona talked on.', (resolve) => (this.onSilenced = resolve));
  }

  /** What is still waited for never comes. */
  async end(): Promise<void> {
    this.over = true;
    this.microphone.close();
    this.deadlines.forEach((deadline) => deadline.cancel());
    await this.session.end('trainee_hung_up');
  }

  private inTime<T>(trouble: string, start: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.over) return;
      const timer = this.clock.setTimer(GIVE_UP_MS, () => reject(new Error(trouble)));
      this.deadlines.add(timer);
      start((value) => {
        timer.cancel();
        this.deadlines.delete(timer);
        resolve(value);
      });
    });
  }

  private tell(event: VoiceEvent): void {
    const fitting = this.waiters.filter(({ fits }) => fits(event));
    this.waiters = this.waiters.filter((waiter) => !fitting.includes(waiter));
    for (const { resolve } of fitting) resolve(event);
  }
}
