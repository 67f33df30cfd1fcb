/** Frames of 20 ms that go out together. */
const FRAMES = { quiet: 5, speech: 2, unsure: 1 } as const;

/**
 * `speech` that the model hears already: it waits for its end, which is 200 ms of silence, and not for a
 * single frame. `unsure`: it may have to hear this as soon as can be.
 */
export type Urgency = keyof typeof FRAMES;

/**
 * Every message to a model costs as much as its contents. What is quiet may wait for a moment and go
 * out with what follows; the first frame of speech takes along what has waited.
 */
export class QuietBatch {
  private waiting = new Uint8Array(0);
  private length = 0;
  private frames = 0;

  constructor(private readonly send: (audio: Uint8Array) => void) {}

  write(audio: Uint8Array, urgency: Urgency): void {
    const most = FRAMES[urgency];
    if (most === 1 && this.length === 0) return this.send(audio);
    this.keep(audio);
    if (this.frames >= most) this.flush();
  }

  private keep(audio: Uint8Array): void {
    const needed = this.length + audio.length;
    if (needed > this.waiting.length) {
      const larger = new Uint8Array(Math.max(needed, FRAMES.quiet * audio.length));
      larger.set(this.waiting.subarray(0, this.length));
      this.waiting = larger;
    }
    this.waiting.set(audio, this.length);
    this.length = needed;
    this.frames += 1;
  }

  private flush(): void {
    const audio = this.waiting.subarray(0, this.length);
    this.length = 0;
    this.frames = 0;
    this.send(audio);
  }
}
