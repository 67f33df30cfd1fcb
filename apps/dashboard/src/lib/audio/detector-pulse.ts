// Whether a speech detector still works, told by the microphone's frames: no clock, because a page's
// timers are slowed down in the background and the sound is not.

const MICROPHONE_FRAME_MS = 20;
/** A detector answers every 32 ms; one that is this far behind will not come back. */
const LOST_AFTER_MS = 1500;
/** Of sound above silence: the server wonders after 1.5 s why nothing was found in it. */
const SAY_AGAIN_AFTER_MS = 700;
/** On the meter's scale, 0 to 1: about -55 dBFS. */
const SOUND_LEVEL = 0.1;

export type Pulse = 'alive' | 'lost' | null;

export class DetectorPulse {
  private behindMs = 0;
  private soundMs = 0;

  /** The detector has answered for a frame. */
  answered(): void {
    this.behindMs = 0;
  }

  /** The server has just been told what is found. */
  said(): void {
    this.soundMs = 0;
  }

  /** 20 ms of the microphone: `alive` when it is time to say so, `lost` when the detector fell silent. */
  heard(level: number): Pulse {
    this.behindMs += MICROPHONE_FRAME_MS;
    if (this.behindMs >= LOST_AFTER_MS) {
      return 'lost';
    }
    this.soundMs += level > SOUND_LEVEL ? MICROPHONE_FRAME_MS : 0;
    if (this.soundMs < SAY_AGAIN_AFTER_MS) {
      return null;
    }
    this.soundMs = 0;
    return 'alive';
  }
}
