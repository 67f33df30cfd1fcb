/** A lively office: assumed at first, so that a noisy room is no speech; a quiet one is learnt at once. */
const ASSUMED_DBFS = -45;
const WINDOW_MS = 1000;
const FALL = 0.25;
const RISE_DB_PER_FRAME = 0.06;

/**
 * How loud a room is when nobody speaks. It falls at once and rises slowly. While somebody seems to
 * speak it rises only to the quietest frame of the last one to two seconds: speech dips between
 * syllables, a fan that was switched on does not.
 */
export class NoiseFloor {
  dbfs = ASSUMED_DBFS;
  private windowMs = 0;
  private quietestNow = 0;
  private quietestBefore = 0;

  constructor(private readonly frameMs: number) {
    this.reset();
  }

  update(frameDbfs: number, speaking: boolean): void {
    this.quietestNow = Math.min(this.quietestNow, frameDbfs);
    this.windowMs += this.frameMs;
    if (this.windowMs >= WINDOW_MS) this.turnWindow();
    if (frameDbfs < this.dbfs) this.dbfs += (frameDbfs - this.dbfs) * FALL;
    else if (!speaking) this.dbfs += Math.min(RISE_DB_PER_FRAME, frameDbfs - this.dbfs);
  }

  reset(): void {
    this.dbfs = ASSUMED_DBFS;
    this.windowMs = 0;
    this.quietestNow = 0;
    // Until a whole window was heard there is no telling noise from speech.
    this.quietestBefore = Number.NEGATIVE_INFINITY;
  }

  private turnWindow(): void {
    this.dbfs = Math.max(this.dbfs, Math.min(this.quietestBefore, this.quietestNow));
    this.quietestBefore = this.quietestNow;
    this.quietestNow = 0;
    this.windowMs = 0;
  }
}
