import { SAMPLE_RATE } from './call-audio';

/** Looser than any detector of speech: what stays under this is not worth a thought. */
const LOUD_OVER_FLOOR_DB = 6;
const QUIETEST_DBFS = -58;
/** A voice that pauses for less makes one sound. */
const SAME_SOUND_SAMPLES = (100 * SAMPLE_RATE) / 1000;
/** The gate closes so long after the last sound; less than what is analysed again when it opens. */
const OPEN_AFTER_SOUND_SAMPLES = (200 * SAMPLE_RATE) / 1000;

export type Loudness = { loudestDbfs: number; floorDbfs: number };

/** Keeps silence from the model: open while something sounds, and a moment longer. */
export class SoundGate {
  isOpen = false;
  loudFrom = 0;
  loudUntil = Number.NEGATIVE_INFINITY;

  /**
   * @param from where the audio of this loudness begins, and `until` where it ends; as in `CallAudio`.
   */
  hear({ loudestDbfs, floorDbfs }: Loudness, from: number, until: number): void {
    if (loudestDbfs >= Math.max(floorDbfs + LOUD_OVER_FLOOR_DB, QUIETEST_DBFS)) {
      if (from - this.loudUntil > SAME_SOUND_SAMPLES) this.loudFrom = from;
      this.loudUntil = until;
    }
    this.isOpen = until - this.loudUntil < OPEN_AFTER_SOUND_SAMPLES;
  }
}
