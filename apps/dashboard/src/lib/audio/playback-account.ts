// When what the player rendered was heard: rendered sound reaches the ear after the output's delay.
// All times are milliseconds on the audio context's clock.

/** What the server is told: so much of the segment has left the loudspeaker. */
export type PlaybackProgress = {
  segmentId: string;
  playedMs: number;
  done?: boolean;
  /** Said by a voice of the browser's own, which knows its words but not their times. */
  heardChars?: number;
};

type Point = { segmentId: string; playedMs: number; done: boolean; atMs: number };

/** A little under the wire's 100 ms, so that a block's length does not make it 150. */
const EVERY_MS = 90;

export class PlaybackAccount {
  private points: Point[] = [];
  private sent: { segmentId: string; playedMs: number; atMs: number } | null = null;

  note(point: Point): void {
    this.points.push(point);
  }

  /** What has become audible by now and is due to be told; the last word on a segment always is. */
  due(nowMs: number, delayMs: number): PlaybackProgress[] {
    const heard = this.points.filter((point) => point.atMs + delayMs <= nowMs);
    this.points = this.points.slice(heard.length);
    const open = heard.at(-1);
    const progress = heard.filter((point) => point.done).map(asProgress);
    if (open && !open.done) {
      const again = this.sent?.segmentId === open.segmentId;
      const moved = !again || open.playedMs > (this.sent?.playedMs ?? 0);
      if (moved && (!again || nowMs - (this.sent?.atMs ?? 0) >= EVERY_MS)) {
        progress.push(asProgress(open));
        this.sent = { segmentId: open.segmentId, playedMs: open.playedMs, atMs: nowMs };
      }
    }
    return progress;
  }

  /** On a pause or a stop: what is rendered still leaves the loudspeaker, so all of it is heard. */
  flush(): PlaybackProgress[] {
    const last = this.points.at(-1);
    const progress = this.points.filter((point) => point.done).map(asProgress);
    if (last && !last.done) {
      progress.push(asProgress(last));
    }
    this.points = [];
    return progress;
  }
}

const asProgress = (point: Point): PlaybackProgress =>
  point.done
    ? { segmentId: point.segmentId, playedMs: point.playedMs, done: true }
    : { segmentId: point.segmentId, playedMs: point.playedMs };
