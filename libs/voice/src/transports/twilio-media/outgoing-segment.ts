import { MULAW_FRAME_BYTES } from '../../audio/framer';
import { decodeMulaw, encodeMulaw, MULAW_SILENCE } from '../../audio/mulaw';
import { OutgoingAudio } from './outgoing-audio';

/** Two seconds: as far as a resumed output may go back. */
const HISTORY_SAMPLES = 16_000;
/** Five milliseconds. */
const FADE_SAMPLES = 40;

const fading = new Int16Array(FADE_SAMPLES);

/** One segment on its way to the far end; places in it are samples from its start. */
export class OutgoingSegment {
  readonly audio = new OutgoingAudio();
  /** The next sample to send. */
  cursor = 0;
  /** Told to the session as played. */
  playedSamples = 0;
  ended = false;
  /** When its last sample is played by schedule, once all of it was sent. */
  endsAtMs: number | null = null;
  private fadesIn = false;

  constructor(readonly id: string) {}

  get isSent(): boolean {
    return this.ended && this.cursor === this.audio.written;
  }

  /**
   * The next whole frames, `most` bytes at most, and the cursor behind them; the last frame is filled
   * up with silence. Null when there is not a frame to send yet.
   */
  take(most: number): Buffer | null {
    const { audio, cursor } = this;
    const left = audio.written - cursor;
    const whole = Math.min(left, most);
    const bytes = whole - (whole % MULAW_FRAME_BYTES);
    if (most < MULAW_FRAME_BYTES || (bytes === 0 && !(this.ended && left > 0))) return null;
    this.cursor += bytes === 0 ? left : bytes;
    const taken = audio.view(cursor, this.cursor);
    const sound = bytes === 0 ? filledUp(taken) : taken;
    if (!this.fadesIn) return sound;
    this.fadesIn = false;
    return fadedIn(sound);
  }

  /** Everything from this sample on is sent again, at the latest from where it would have gone on. */
  rewind(sample: number): void {
    this.cursor = Math.max(this.audio.start, Math.min(sample, this.cursor));
    this.fadesIn = this.cursor > 0;
    this.endsAtMs = null;
  }

  played(samples: number): void {
    this.playedSamples = samples;
    this.audio.forgetBefore(samples - HISTORY_SAMPLES);
  }
}

function filledUp(sound: Buffer): Buffer {
  const frame = Buffer.alloc(MULAW_FRAME_BYTES, MULAW_SILENCE);
  sound.copy(frame);
  return frame;
}

/** Sound that sets in amidst a wave would click. */
function fadedIn(sound: Buffer): Buffer {
  const faded = Buffer.from(sound);
  const start = faded.subarray(0, FADE_SAMPLES);
  decodeMulaw(start, fading);
  for (let at = 0; at < FADE_SAMPLES; at += 1) {
    fading[at] = ((fading[at] ?? 0) * at) / FADE_SAMPLES;
  }
  encodeMulaw(fading, start);
  return faded;
}
