import { type Clock, EnergyVoiceActivity, type Timer } from '@sparline/voice';

export const SAMPLE_RATE = 16_000;
export const FRAME_MS = 20;
const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;
const SILENCE = new Int16Array(FRAME_SAMPLES);

/** A second of a quiet room, -62 dBFS, in frames; a real microphone is never quite silent. */
export const QUIET_ROOM: readonly Int16Array[] = Array.from({ length: 1000 / FRAME_MS }, () =>
  Int16Array.from({ length: FRAME_SAMPLES }, () => Math.round((Math.random() - 0.5) * 90)),
);

/** A voice of 140 Hz with its overtones, rising and falling about four times a second. */
export const VOICED = voicedFrames(3000);

function voicedFrames(ms: number): Int16Array[] {
  return Array.from({ length: ms / FRAME_MS }, (_frame, frame) =>
    Int16Array.from({ length: FRAME_SAMPLES }, (_sample, at) => {
      const seconds = (frame * FRAME_SAMPLES + at) / SAMPLE_RATE;
      const swell = 0.65 + 0.35 * Math.sin(2 * Math.PI * 4 * seconds);
      const tone = [1, 2, 3, 5].reduce(
        (sum, overtone) => sum + Math.sin(2 * Math.PI * 140 * overtone * seconds) / overtone,
        0,
      );
      return Math.round(5000 * swell * tone);
    }),
  );
}

/**
 * What the detector itself takes to notice, in milliseconds: of the start, from the first sample of
 * speech; of the end, from the last. The same audio through the same detector, without a clock.
 */
export function detectionDelays(speechMs: number): { startMs: number; endMs: number } {
  const detector = new EnergyVoiceActivity({ sampleRate: SAMPLE_RATE });
  const delays = { startMs: Number.NaN, endMs: Number.NaN };
  for (let ms = 0; ms < 2000; ms += FRAME_MS) detector.push(SILENCE);
  for (let ms = 0; Number.isNaN(delays.endMs) && ms < speechMs + 2000; ms += FRAME_MS) {
    const frame = ms < speechMs ? VOICED[ms / FRAME_MS] : SILENCE;
    for (const { type } of detector.push(frame ?? SILENCE)) {
      if (type === 'start') delays.startMs = ms + FRAME_MS;
      else delays.endMs = ms + FRAME_MS - speechMs;
    }
  }
  return delays;
}

export type MicrophoneOptions = {
  phaseMs?: number;
  voice?: readonly Int16Array[];
  room?: readonly Int16Array[];
};

/** Sends a frame every 20 ms on an absolute schedule: speech when there is some to say. */
export class Microphone {
  /** How much was said so far. */
  saidMs = 0;
  private readonly startedAt: number;
  private frames = 0;
  private speechFrames = 0;
  private saidFrames = 0;
  private startsAt: ((atMs: number) => void) | null = null;
  private said: ((atMs: number) => void) | null = null;
  private timer: Timer | null = null;

  private readonly voice: readonly Int16Array[];
  private readonly room: readonly Int16Array[];

  /**
   * `phaseMs` tells callers apart that would otherwise all send at one moment; `voice` is what is said,
   * `room` what is heard besides, both in frames.
   */
  constructor(
    private readonly clock: Clock,
    private readonly send: (frame: Int16Array) => void,
    { phaseMs = 0, voice = VOICED, room = [SILENCE] }: MicrophoneOptions = {},
  ) {
    this.room = room;
    this.voice = voice;
    this.startedAt = clock.now() + phaseMs;
    this.next();
  }

  /** Resolves with the moment at which the last sample was said. At most as long as the voice. */
  say(ms: number, onStart?: (atMs: number) => void): Promise<number> {
    this.speechFrames = ms / FRAME_MS;
    this.saidFrames = 0;
    this.startsAt = onStart ?? null;
    return new Promise((resolve) => (this.said = resolve));
  }

  close(): void {
    this.timer?.cancel();
  }

  private next(): void {
    const dueAt = this.startedAt + (this.frames + 1) * FRAME_MS;
    this.timer = this.clock.setTimer(dueAt - this.clock.now(), () => this.frame(dueAt));
  }

  /** The frame holds what was said up to `dueAt`, whenever the timer got round to it. */
  private frame(dueAt: number): void {
    this.frames += 1;
    const speaking = this.saidFrames < this.speechFrames;
    const voiced = speaking ? this.voice[this.saidFrames] : undefined;
    if (speaking && this.saidFrames === 0) this.startsAt?.(dueAt - FRAME_MS);
    if (speaking) {
      this.saidFrames += 1;
      this.saidMs += FRAME_MS;
    }
    this.send(voiced ?? this.room[this.frames % this.room.length] ?? SILENCE);
    if (speaking && this.saidFrames === this.speechFrames) this.said?.(dueAt);
    this.next();
  }
}
