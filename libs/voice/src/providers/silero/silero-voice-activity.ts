import { EnergyVoiceActivity } from '../../audio/energy-voice-activity';
import { HALF_RATE_CHUNK_SAMPLES, HalfRate } from '../../audio/half-rate';
import type { Clock } from '../../clock/clock';
import type { VoiceActivityDetector, VoiceActivityEvent } from '../../ports/voice-activity';
import { CallAudio, FRAME_SAMPLES, SAMPLE_RATE } from './call-audio';
import { type Decision, SpeechDecider } from './speech-decider';
import { SoundGate } from './sound-gate';

/** Analysed again when the gate opens, so that the model knows the room and hears the onset. */
const PRE_ROLL_SAMPLES = 8 * FRAME_SAMPLES;
/** With more than this waiting the thread is behind. */
const BEHIND_SAMPLES = PRE_ROLL_SAMPLES + 3 * FRAME_SAMPLES;
/** Frames may have come in a burst after a stall of their own; the thread gets so long to catch up. */
const CATCH_UP_MS = 100;
/** More than this cannot wait: the ring would overtake the thread. */
const TOO_MUCH_SAMPLES = 6000;
/** So long the thread is left alone then. */
const REST_SAMPLES = 2 * SAMPLE_RATE;

const NONE: readonly VoiceActivityEvent[] = [];

/** A call as the thread knows it. */
export type SileroClient = {
  audio: CallAudio;
  /** A frame may be speech. */
  alerted(): void;
  /** The thread died; what it had not judged, nobody will. */
  lost(): void;
};

export type SileroLine = {
  /** Whether the thread has the model and this call. Starts it when it does not run. */
  isReady(): boolean;
  /** There is a frame to judge. */
  ring(): void;
  close(): void;
};

export type SileroVoiceActivityOptions = {
  clock: Clock;
  sampleRate: number;
  connect: (client: SileroClient) => SileroLine;
};

/**
 * Voice activity of one call by the Silero model, which runs in another thread. Loudness decides what
 * the model gets to hear, tells sooner than the model that something may be speech, and decides alone
 * while the thread is starting, dead or behind.
 */
export class SileroVoiceActivity implements VoiceActivityDetector {
  private readonly audio = new CallAudio();
  private readonly energy: EnergyVoiceActivity;
  private readonly halfRate: HalfRate | null;
  private readonly gate = new SoundGate();
  private readonly decider = new SpeechDecider();
  private line: SileroLine | null = null;
  private listener: ((event: VoiceActivityEvent) => void) | null = null;
  private speaking = false;
  private byModel = false;
  private analysing = false;
  private closed = false;
  /** Where the next frame begins whose probability is not known yet. */
  private judged = 0;
  private restsUntil = 0;
  private behindSinceMs: number | null = null;

  /** @throws RangeError when the rate is neither 8000 nor 16000 Hz. */
  constructor(private readonly options: SileroVoiceActivityOptions) {
    const { sampleRate } = options;
    if (sampleRate !== SAMPLE_RATE && sampleRate !== 2 * SAMPLE_RATE) {
      throw new RangeError(`The sample rate must be 8000 or 16000 Hz, not ${sampleRate}.`);
    }
    this.energy = new EnergyVoiceActivity({ sampleRate });
    this.halfRate = sampleRate === SAMPLE_RATE ? null : new HalfRate();
  }

  listen(onEvent: (event: VoiceActivityEvent) => void): void {
    this.listener = onEvent;
  }

  push(samples: Int16Array): readonly VoiceActivityEvent[] {
    if (this.closed) return NONE;
    this.line ??= this.connect();
    const from = this.audio.written;
    const byEnergy = this.energy.push(samples);
    this.keep(samples);
    this.gate.hear(this.energy, from, this.audio.written);
    if (this.byModel || this.mayAskModel(this.line)) return this.askModel(this.line, byEnergy);
    return this.byEnergy(byEnergy);
  }

  reset(): void {
    this.energy.reset();
    this.halfRate?.reset();
    this.speaking = false;
    this.rest(0);
  }

  close(): void {
    this.closed = true;
    this.line?.close();
    this.line = null;
    this.listener = null;
  }

  private keep(samples: Int16Array): void {
    for (let at = 0; at < samples.length; at += HALF_RATE_CHUNK_SAMPLES) {
      const chunk =
        samples.length <= HALF_RATE_CHUNK_SAMPLES
          ? samples
          : samples.subarray(at, at + HALF_RATE_CHUNK_SAMPLES);
      if (this.halfRate) this.audio.write(this.halfRate.output, this.halfRate.process(chunk));
      else this.audio.write(chunk, chunk.length);
    }
  }

  private connect(): SileroLine {
    return this.options.connect({
      audio: this.audio,
      alerted: () => this.alerted(),
      lost: () => this.rest(0),
    });
  }

  /** Hands over in silence only, so that no utterance is judged by two. */
  private mayAskModel(line: SileroLine): boolean {
    const isReady = line.isReady();
    const isSilent = !this.speaking && !this.energy.isSpeaking;
    this.byModel = isReady && isSilent && this.audio.written >= this.restsUntil;
    return this.byModel;
  }

  /** What loudness has found, and what it knows better than the model that gave up. */
  private byEnergy(found: readonly VoiceActivityEvent[]): readonly VoiceActivityEvent[] {
    let events = NONE;
    for (const event of found) {
      if ((event.type === 'start') === this.speaking) continue;
      this.speaking = event.type === 'start';
      events = [...events, event];
    }
    if (this.energy.isSpeaking === this.speaking) return events;
    const type = this.energy.isSpeaking ? 'start' : 'end';
    return [...events, this.turnTo({ type, at: this.audio.written })];
  }

  /** `byEnergy`: what loudness has found meanwhile, which is worth a suspicion. */
  private askModel(
    line: SileroLine,
    byEnergy: readonly VoiceActivityEvent[],
  ): readonly VoiceActivityEvent[] {
    const { gate } = this;
    if (gate.isOpen || this.speaking) this.analyse(line);
    else this.analysing = false;
    const events = this.collect();
    if (!this.isTooSlow()) return this.speaking ? events : withSuspicion(events, byEnergy);
    this.rest(REST_SAMPLES);
    return [...events, ...this.byEnergy(NONE)];
  }

  private isTooSlow(): boolean {
    const { audio, options } = this;
    const waiting = audio.until - Math.max(audio.done, audio.from);
    if (waiting <= BEHIND_SAMPLES) {
      this.behindSinceMs = null;
      return false;
    }
    const nowMs = options.clock.now();
    this.behindSinceMs ??= nowMs;
    return waiting > TOO_MUCH_SAMPLES || nowMs - this.behindSinceMs > CATCH_UP_MS;
  }

  private analyse(line: SileroLine): void {
    const { audio } = this;
    const { written } = audio;
    // What follows shortly on what was analysed continues it; else a stretch begins that ends now.
    if (!this.analysing && written - audio.until > PRE_ROLL_SAMPLES) {
      this.judged = Math.max(0, written - PRE_ROLL_SAMPLES);
      audio.analyseFrom(this.judged);
      this.decider.reset();
    }
    this.analysing = true;
    const known = audio.until - this.judged;
    audio.analyseUntil(written);
    audio.alert = !this.speaking;
    const isWhole =
      Math.floor((written - this.judged) / FRAME_SAMPLES) > Math.floor(known / FRAME_SAMPLES);
    if (isWhole) line.ring();
  }

  /** A frame may be speech: whoever listens is told now, others with the next push. */
  private alerted(): void {
    if (this.closed || !this.byModel || !this.listener) return;
    for (const event of this.collect()) this.listener(event);
  }

  private collect(): readonly VoiceActivityEvent[] {
    const { audio, decider, gate } = this;
    let events = NONE;
    for (
      const done = audio.done;
      this.judged + FRAME_SAMPLES <= done;
      this.judged += FRAME_SAMPLES
    ) {
      const probability = audio.probabilityAt(this.judged);
      const decision = decider.hear(probability, this.judged + FRAME_SAMPLES, gate);
      if (decision) events = [...events, this.turnTo(decision)];
    }
    return events;
  }

  private turnTo({ type, at }: Decision): VoiceActivityEvent {
    this.speaking = type === 'start';
    const sinceMs = ((this.audio.written - at) * 1000) / SAMPLE_RATE;
    return { type, sinceMs: Math.max(0, Math.round(sinceMs)) };
  }

  /** Drops what waits for the thread and lets loudness decide, for so many samples and until silence. */
  private rest(samples: number): void {
    const { audio } = this;
    this.byModel = false;
    this.analysing = false;
    this.behindSinceMs = null;
    this.restsUntil = audio.written + samples;
    this.judged = audio.written;
    this.decider.reset();
    audio.analyseFrom(audio.written);
  }
}

/** Usually neither has anything to tell. */
function withSuspicion(
  events: readonly VoiceActivityEvent[],
  byEnergy: readonly VoiceActivityEvent[],
): readonly VoiceActivityEvent[] {
  const found = byEnergy.find(({ type }) => type === 'start');
  return found ? [...events, { type: 'maybe', sinceMs: found.sinceMs }] : events;
}
