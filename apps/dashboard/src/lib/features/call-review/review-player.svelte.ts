import type { ReviewTurn } from './call-detail';
import { turnAt } from './call-detail';

export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

/** One position for recording and transcript: moving either moves both. */
export class ReviewPlayer {
  positionSec = $state(0);
  paused = $state(true);
  speed = $state<number>(1);
  broken = $state(false);
  /** Counts jumps, so that the transcript scrolls even to a turn that is current already. */
  jumps = $state(0);
  private readonly turns: () => readonly ReviewTurn[];
  private readonly lengthSec: () => number;

  constructor(turns: () => readonly ReviewTurn[], lengthSec: () => number) {
    this.turns = turns;
    this.lengthSec = lengthSec;
  }

  get current(): ReviewTurn | undefined {
    const started = this.positionSec > 0 || !this.paused;
    return started ? turnAt(this.turns(), this.positionSec * 1000) : undefined;
  }

  toggle(): void {
    this.paused = !this.paused;
  }

  /** To a moment, and a breath before it is not cut off: the turn begins exactly there. */
  jumpTo(atMs: number): void {
    // Never quite zero: a position of zero means that nothing has been chosen yet.
    this.positionSec = Math.max(0.001, Math.min(atMs / 1000, this.lengthSec()));
    this.jumps += 1;
  }

  /** To the turn after the one that plays, or before it; at either end nothing happens. */
  step(by: 1 | -1): void {
    const turns = this.turns();
    const at = turns.findIndex(({ id }) => id === this.current?.id);
    const next = at === -1 ? turns[0] : turns[at + by];
    if (next) {
      this.jumpTo(next.startMs);
    }
  }

  skip(seconds: number): void {
    this.jumpTo((this.positionSec + seconds) * 1000);
  }
}
