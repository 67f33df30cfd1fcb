// The beginning of a sound that could be speech, from the microphone's meter alone: an "s" or a "p" is
// no speech to a model yet, and a tenth of a second passes before the vowel. A click is over by then.

const DB_OF_SCALE = 48;
/** Over the room, on the meter's scale of 0 to 1. */
const LOUDER = 18 / DB_OF_SCALE;
/** Less than a click falls from one frame to the next. */
const SUSTAINED = 6 / DB_OF_SCALE;
/** Frames of 20 ms. */
const FRAMES = 3;
/** The room's loudness falls at once and rises by 5 dB a second. */
const FALL = 0.3;
const RISE = 0.1 / DB_OF_SCALE;

export class SoundOnset {
  private floor = 0;
  private loudFrames = 0;
  private before = 0;
  private over = 0;

  /** The level of 20 ms, 0 to 1; true once for each sound. */
  heard(level: number): boolean {
    this.over = level - this.floor;
    this.floor +=
      level < this.floor ? (level - this.floor) * FALL : Math.min(RISE, level - this.floor);
    const sustained = this.loudFrames === 0 || level > this.before - SUSTAINED;
    this.before = level;
    if (this.over < LOUDER) {
      this.loudFrames = 0;
    } else {
      this.loudFrames = sustained ? this.loudFrames + 1 : 1;
    }
    return this.loudFrames === FRAMES;
  }

  /** Of the newest frame over the room. */
  get overFloorDb(): number {
    return this.over * DB_OF_SCALE;
  }
}
