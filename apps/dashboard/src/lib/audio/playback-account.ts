// When what the player rendered was heard: rendered sound reaches the ear after the output's delay.
// All times are milliseconds on the audio context's clock.

/** What the server is told: so much of the segment has left the loudspeaker. */
export type PlaybackProgress = {
  segmentId: string;
  playedMs: number;
  done?: boolean;
  /** The server's last resume before this was played: an earlier report would tell of sound taken back. */
  resumeId?: number;
};

type Point = {
  segmentId: string;
  playedMs: number;
  done: boolean;
  atMs: number;
  resumeId: number;
};

/** A little under the wire's 100 ms, so that a block's length does not make it 150. */
const EVERY_MS = 90;

export class PlaybackAccount {
  private points: Point[] = [];
  private sent: Point | null = null;

  note(point: Point): void {
    this.points.push(point);
  }

  /** What has become audible by now and is due to be told; the last word on a segment always is. */
  due(nowMs: number, delayMs: number): PlaybackProgress[] {
    const heard = this.points.filter((point) => point.atMs + delayMs <= nowMs);
    this.points = this.points.slice(heard.length);
    return this.tell(heard, nowMs, EVERY_MS);
  }

  /** On a pause or a stop: what is rendered still leaves the loudspeaker, so all of it is heard. */
  flush(nowMs: number): PlaybackProgress[] {
    const heard = this.points;
    this.points = [];
    return this.tell(heard, nowMs, 0);
  }

  private tell(heard: Point[], nowMs: number, everyMs: number): PlaybackProgress[] {
    const progress = heard.filter((point) => point.done).map(asProgress);
    const open = heard.at(-1);
    if (!open || open.done) {
      return progress;
    }
    const same = this.sent?.segmentId === open.segmentId && this.sent.resumeId === open.resumeId;
    const before = same ? this.sent : null;
    const moved = open.playedMs > (before?.playedMs ?? -1);
    if (moved && nowMs - (before?.atMs ?? -Infinity) >= everyMs) {
      this.sent = { ...open, atMs: nowMs };
      return [...progress, asProgress(open)];
    }
    return progress;
  }
}

const asProgress = ({ segmentId, playedMs, done, resumeId }: Point): PlaybackProgress =>
  done ? { segmentId, playedMs, done, resumeId } : { segmentId, playedMs, resumeId };
