// What a speech detector's frames tell beside its own events: how long ago speech began or stopped,
// and that it may be beginning. Knows no browser.

/** A frame of Silero: 512 samples at 16 kHz. */
export const DETECTOR_FRAME_MS = 32;
export const SPEECH_LIKELY = 0.5;
export const SPEECH_UNLIKELY = 0.35;

const QUIETEST_DB = -90;
/** Of the way to a new level: the room is learnt within half a second, a pause between words is not. */
const FLOOR_RISE = 0.05;
const FLOOR_FALL = 0.3;
const START_FLOOR_DB = -50;

const toDb = (rms: number): number => Math.max(QUIETEST_DB, 20 * Math.log10(rms));

export class SpeechFrames {
  private floorDb = START_FLOOR_DB;
  private levelDb = QUIETEST_DB;
  private framesOfSpeech = 0;
  private framesSinceSpeech = 0;

  /** `probability` of speech and `rms` (0 to 1) of the newest frame. */
  push(probability: number, rms: number): void {
    this.levelDb = toDb(rms);
    const likely = probability >= SPEECH_LIKELY;
    this.framesSinceSpeech = likely ? 0 : this.framesSinceSpeech + 1;
    this.framesOfSpeech = likely || this.framesOfSpeech > 0 ? this.framesOfSpeech + 1 : 0;
    if (probability < SPEECH_UNLIKELY) {
      const pace = this.levelDb < this.floorDb ? FLOOR_FALL : FLOOR_RISE;
      this.floorDb += (this.levelDb - this.floorDb) * pace;
    }
  }

  /** What began was no speech, or is over. */
  over(): void {
    this.framesOfSpeech = 0;
  }

  /** The newest frame may be the first of speech. */
  get mayBeFirst(): boolean {
    return this.framesOfSpeech === 1;
  }

  /** Of the newest frame over the room. */
  get overFloorDb(): number {
    return this.levelDb - this.floorDb;
  }

  /** Since the first frame of speech began. */
  get speechForMs(): number {
    return this.framesOfSpeech * DETECTOR_FRAME_MS;
  }

  /** Since the last frame of speech ended. */
  get silentForMs(): number {
    return this.framesSinceSpeech * DETECTOR_FRAME_MS;
  }
}
