import { EnergyVoiceActivity } from '../audio/energy-voice-activity';
import { samplesToMs } from '../audio/pcm';

/** Loud audio of which the far end says nothing: far longer than any detector needs. */
const MISSED_START_MS = 1500;
/** Speech that the far end says goes on may be quiet, and pauses; this long it is over. */
const MISSED_END_MS = 5000;

/**
 * A page that finds speech by itself may die in doing so, while its microphone goes on. This
 * compares what it tells with how loud the audio is, in time of the audio itself.
 */
export class FarEndWatch {
  private readonly loudness: EnergyVoiceActivity;
  private loud = false;
  private apartMs = 0;

  constructor(private readonly sampleRate: number) {
    this.loudness = new EnergyVoiceActivity({ sampleRate });
  }

  /** The far end has told something, be it the same again. */
  told(): void {
    this.apartMs = 0;
  }

  /** True once the audio has been other than the far end's last word, `active`, for too long. */
  isMissing(samples: Int16Array, active: boolean): boolean {
    for (const { type } of this.loudness.push(samples)) this.loud = type === 'start';
    const apart = this.loud !== active;
    this.apartMs = apart ? this.apartMs + samplesToMs(samples.length, this.sampleRate) : 0;
    return this.apartMs >= (active ? MISSED_END_MS : MISSED_START_MS);
  }
}
