import { FRAME_SAMPLES, SAMPLE_RATE } from './call-audio';

/** At least this probable, twice in a row, is speech. */
export const START_PROBABILITY = 0.5;
/** So probable once is speech already; noise that is none stays under 0.3. */
const CERTAIN_PROBABILITY = 0.8;
/** Less probable than this is none any more. */
const END_PROBABILITY = 0.35;

const samplesOf = (ms: number): number => (ms * SAMPLE_RATE) / 1000;
/** Shorter silences are pauses between words. Counted from the last sound of the voice. */
const HANGOVER_SAMPLES = samplesOf(250);
/** The model itself must have heard so many frames without speech: dips inside words are shorter. */
const QUIET_FRAMES = 3;
/** The model lets go of a voice, and takes hold of one, this much later than it stops and begins. */
const MODEL_LAG_SAMPLES = samplesOf(160);

/** What loudness knows better than the model: where exactly sound begins and stops. */
export type Sound = {
  /** Where the sound began that is heard now, or was heard last. */
  loudFrom: number;
  /** Where it was heard last. */
  loudUntil: number;
};

/** Where speech began or stopped; positions are those of `CallAudio`. */
export type Decision = { type: 'start' | 'end'; at: number };

/** Turns the model's probabilities, frame by frame, into the beginnings and ends of speech. */
export class SpeechDecider {
  speaking = false;
  /** Start of the frames that may become speech, or nothing. */
  private candidate: number | null = null;
  private voiceUntil = 0;
  private quietFrames = 0;

  /** `end`: where the frame ends. */
  hear(probability: number, end: number, sound: Sound): Decision | null {
    if (probability >= END_PROBABILITY) {
      this.voiceUntil = end;
      this.quietFrames = 0;
    } else this.quietFrames += 1;
    return this.speaking
      ? this.whileSpeaking(end, sound)
      : this.whileSilent(probability, end, sound);
  }

  /** Goes on from what somebody else has decided. */
  reset(speaking = false): void {
    this.speaking = speaking;
    this.candidate = null;
    this.quietFrames = 0;
  }

  private whileSilent(probability: number, end: number, { loudFrom }: Sound): Decision | null {
    if (probability < START_PROBABILITY) {
      this.candidate = null;
      return null;
    }
    const isSecond = this.candidate !== null;
    this.candidate ??= end - FRAME_SAMPLES;
    if (!isSecond && probability < CERTAIN_PROBABILITY) return null;
    const at = clamp(loudFrom, this.candidate - MODEL_LAG_SAMPLES, this.candidate);
    this.reset(true);
    return { type: 'start', at };
  }

  private whileSpeaking(end: number, { loudUntil }: Sound): Decision | null {
    const at = clamp(loudUntil, this.voiceUntil - MODEL_LAG_SAMPLES, this.voiceUntil);
    if (this.quietFrames < QUIET_FRAMES || end - at < HANGOVER_SAMPLES) return null;
    this.reset();
    return { type: 'end', at };
  }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);
