import type { VoiceActivityDetector, VoiceActivityEvent } from '../ports/voice-activity';
import { powerToDbfs } from './level';
import { NoiseFloor } from './noise-floor';

/**
 * Voice activity by loudness over a noise floor that follows the room: no model, no download, a few
 * multiplications a sample. It takes any loud sound for speech, so prefer a trained detector where
 * one can be loaded.
 */
export type EnergyVoiceActivityOptions = {
  sampleRate: number;
  /** Decibels over the noise floor that count as speech. */
  startOverFloorDb: number;
  /** Decibels over the floor under which speech counts as silent; lower than the start. */
  endOverFloorDb: number;
  /** Nothing quieter than this is speech, however quiet the room is. */
  quietestSpeechDbfs: number;
  /** Loud time before speech has started: long enough to pass over clicks. */
  startMs: number;
  /** Quiet time before speech has ended: bridges the gaps between syllables and words. */
  hangoverMs: number;
};

const DEFAULTS: EnergyVoiceActivityOptions = {
  sampleRate: 16_000,
  startOverFloorDb: 12,
  endOverFloorDb: 7,
  quietestSpeechDbfs: -50,
  startMs: 60,
  hangoverMs: 240,
};

const FRAME_MS = 10;
/** One-pole high-pass that takes out offset, hum and desk rumble, which carry power but no speech. */
const HIGH_PASS_HZ = 90;

/**
 * Of a sample. In digital silence the filter would fade towards zero for ever, through numbers so small
 * that some processors take a hundred times as long for each.
 */
const INAUDIBLE = 1e-9;

const NONE: readonly VoiceActivityEvent[] = [];

export class EnergyVoiceActivity implements VoiceActivityDetector {
  /** The loudest 10 ms that the last push completed; minus infinity when it completed none. */
  loudestDbfs = Number.NEGATIVE_INFINITY;
  private readonly options: EnergyVoiceActivityOptions;
  private readonly start: readonly VoiceActivityEvent[];
  private readonly end: readonly VoiceActivityEvent[];
  private readonly frameSamples: number;
  private readonly decay: number;
  private readonly floor: NoiseFloor;
  private speaking = false;
  private loudMs = 0;
  private quietMs = 0;
  private framed = 0;
  private power = 0;
  private lastInput = 0;
  private lastOutput = 0;

  constructor(options: Partial<EnergyVoiceActivityOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.frameSamples = Math.round((this.options.sampleRate * FRAME_MS) / 1000);
    this.decay = Math.exp((-2 * Math.PI * HIGH_PASS_HZ) / this.options.sampleRate);
    this.floor = new NoiseFloor(FRAME_MS);
    this.start = [{ type: 'start', sinceMs: this.options.startMs }];
    this.end = [{ type: 'end', sinceMs: this.options.hangoverMs }];
  }

  /** Whether speech has started and not ended. */
  get isSpeaking(): boolean {
    return this.speaking;
  }

  /** How loud the room is when nobody speaks. */
  get floorDbfs(): number {
    return this.floor.dbfs;
  }

  push(samples: Int16Array): readonly VoiceActivityEvent[] {
    const { decay, frameSamples } = this;
    let { framed, power, lastInput, lastOutput } = this;
    let events = NONE;
    this.loudestDbfs = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < samples.length; index++) {
      const input = samples[index] ?? 0;
      lastOutput = decay * (lastOutput + input - lastInput);
      lastInput = input;
      power += lastOutput * lastOutput;
      if (++framed < frameSamples) continue;
      const change = this.hearFrame(powerToDbfs(power / frameSamples));
      if (change !== NONE) events = events === NONE ? change : [...events, ...change];
      framed = 0;
      power = 0;
      if (Math.abs(lastOutput) < INAUDIBLE) lastOutput = 0;
    }
    this.framed = framed;
    this.power = power;
    this.lastInput = lastInput;
    this.lastOutput = lastOutput;
    return events;
  }

  reset(): void {
    this.floor.reset();
    this.speaking = false;
    this.loudMs = this.quietMs = this.framed = this.power = 0;
    this.lastInput = this.lastOutput = 0;
  }

  private hearFrame(dbfs: number): readonly VoiceActivityEvent[] {
    if (dbfs > this.loudestDbfs) this.loudestDbfs = dbfs;
    this.floor.update(dbfs, this.speaking);
    return this.speaking ? this.whileSpeaking(dbfs) : this.whileSilent(dbfs);
  }

  private whileSilent(dbfs: number): readonly VoiceActivityEvent[] {
    const { startOverFloorDb, quietestSpeechDbfs, startMs } = this.options;
    const loud = dbfs >= Math.max(this.floor.dbfs + startOverFloorDb, quietestSpeechDbfs);
    // A quiet frame takes back one loud one: voices flutter, clicks do not repeat.
    this.loudMs = loud ? this.loudMs + FRAME_MS : Math.max(0, this.loudMs - FRAME_MS);
    if (this.loudMs < startMs) return NONE;
    this.speaking = true;
    this.loudMs = this.quietMs = 0;
    return this.start;
  }

  private whileSpeaking(dbfs: number): readonly VoiceActivityEvent[] {
    const { endOverFloorDb, quietestSpeechDbfs, hangoverMs } = this.options;
    const quiet = dbfs < Math.max(this.floor.dbfs + endOverFloorDb, quietestSpeechDbfs - 5);
    this.quietMs = quiet ? this.quietMs + FRAME_MS : 0;
    if (this.quietMs < hangoverMs) return NONE;
    this.speaking = false;
    this.loudMs = this.quietMs = 0;
    return this.end;
  }
}
