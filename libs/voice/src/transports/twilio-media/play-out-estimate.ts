import { MULAW_SAMPLE_RATE } from '../../audio/mulaw';

const SAMPLES_PER_MS = MULAW_SAMPLE_RATE / 1000;
/** To the far end and back, before a mark has shown how long that takes. */
const USUAL_ROUND_TRIP_MS = 250;
/** How late a mark may be before play-out is taken to stand still. */
const PATIENCE_MS = 150;
/** How late it may be before it is taken to be lost. */
const OVERDUE_MS = 3000;

/** Audio of one segment that is played without a break. */
type Sent<S> = { segment: S; from: number; samples: number };
type Run<S> = Sent<S> & { atMs: number };

/** A sample of a segment, silence behind its end included. */
type Place<S> = { segment: S; samples: number };

type Mark<S> = {
  name: string;
  /** What ends where it was put; null where that had ended before. */
  ends: Place<S> | null;
  /** When, by schedule, everything before it has been played. */
  playedAtMs: number;
  /** When it passes, by schedule; later than that where it was sent after the sound had ended. */
  dueAtMs: number;
};

/**
 * Where the far end is in what was sent to it. Audio is played from the moment it is sent, or from
 * the end of what was sent before: that schedule is absolute, so nothing adds up over a long reply.
 *
 * A mark proves that play-out has passed it, one way of the network ago. Where it takes d to the far
 * end, sound sent at t is played at t + d, and a `clear` sent now cuts it d from now: it will have been
 * played for exactly the time since t. So the schedule itself tells what a cut leaves, whatever the
 * distance, and marks correct it only by how much later they come than the quickest of the call: by
 * that much the far end stood still. No estimate runs far ahead of the first mark that is still out.
 */
export class PlayOutEstimate<S> {
  private runs: Run<S>[] = [];
  private marks: Mark<S>[] = [];
  private endMs = -Infinity;
  private provenMs = -Infinity;
  private quickestMs = Infinity;
  private lastLateMs = Infinity;
  private lagMs = 0;
  /** Marks were lost: until one comes again, the clock is believed. */
  private unmarked = false;

  /** Told right after sending. */
  sent({ segment, from, samples }: Sent<S>, nowMs: number): void {
    const startsAtMs = Math.max(this.endMs, nowMs);
    // Run dry, the far end plays what comes next at once.
    if (startsAtMs > this.endMs) this.lagMs = 0;
    const last = this.runs.at(-1);
    const goesOn = last?.segment === segment && startsAtMs === this.endMs;
    if (last && goesOn) last.samples += samples;
    else this.runs.push({ segment, from, samples, atMs: startsAtMs });
    this.endMs = startsAtMs + samples / SAMPLES_PER_MS;
  }

  mark(name: string, nowMs: number): void {
    const last = this.runs.at(-1);
    const isBehind = last !== undefined && nowMs <= this.endMs;
    const ends = isBehind ? { segment: last.segment, samples: last.from + last.samples } : null;
    const dueAtMs = Math.max(this.endMs, nowMs);
    this.marks.push({ name, ends, playedAtMs: this.endMs, dueAtMs });
  }

  /** Null for a mark that is not expected: of what was cleared, unknown, or given up. */
  marked(name: string, nowMs: number): Pick<Mark<S>, 'ends'> | null {
    const at = this.marks.findIndex((mark) => mark.name === name);
    const mark = this.marks[at];
    if (!mark) return null;
    const lateMs = nowMs - mark.dueAtMs;
    this.quickestMs = Math.min(this.quickestMs, lateMs);
    // One late mark may be the network's fault; two in a row are the far end's.
    this.lagMs = Math.max(0, Math.min(lateMs, this.lastLateMs) - this.quickestMs);
    this.lastLateMs = lateMs;
    this.unmarked = false;
    this.prove(at, mark);
    return mark;
  }

  /** Takes marks that are overdue, since then at the earliest, for come; true when there were any. */
  giveUpOverdue(nowMs: number, sinceMs: number): boolean {
    const waitedMs = nowMs - this.roundTripMs - OVERDUE_MS;
    const isLost = ({ dueAtMs }: Mark<S>): boolean => waitedMs > Math.max(dueAtMs, sinceMs);
    const at = this.marks.findLastIndex(isLost);
    const mark = this.marks[at];
    if (!mark) return false;
    this.unmarked = true;
    this.prove(at, mark);
    return true;
  }

  /** The far end's buffer is empty from here on. What was learnt about the network stays. */
  reset(): void {
    this.runs = [];
    this.marks = [];
    this.endMs = -Infinity;
    this.provenMs = -Infinity;
    this.lagMs = 0;
  }

  /** When everything sent has been played by schedule; `-Infinity` when nothing was sent. */
  get sentUntilMs(): number {
    return this.endMs;
  }

  /** Up to here the schedule is proven, or given up. */
  get provenUntilMs(): number {
    return this.provenMs;
  }

  /** The last sample sent has no mark behind it. */
  get needsMark(): boolean {
    return (this.marks.at(-1)?.playedAtMs ?? this.provenMs) < this.endMs;
  }

  aheadMs(nowMs: number): number {
    return Math.max(0, this.endMs - nowMs);
  }

  /** Some of what was sent may not have been played yet. */
  isOut(nowMs: number): boolean {
    return this.marks.length > 0 || this.reachedMs(nowMs) < this.endMs;
  }

  /** How far the far end has got, as a time of the schedule. */
  reachedMs(nowMs: number): number {
    const [first] = this.marks;
    const byClock = nowMs - this.lagMs;
    const most = first ? first.dueAtMs + this.roundTripMs + PATIENCE_MS : Infinity;
    const reached = this.unmarked ? byClock : Math.min(byClock, most);
    return Math.min(Math.max(reached, this.provenMs), this.endMs);
  }

  /** The moment at which the far end gets to a time of the schedule, as far as one can tell. */
  momentOf(scheduledMs: number): number {
    return scheduledMs + this.lagMs;
  }

  /** The sample of a segment that the far end has got to; silence after a segment counts with it. */
  position(nowMs: number): Place<S> | null {
    const reachedMs = this.reachedMs(nowMs);
    const run = this.runs.findLast(({ atMs }) => atMs <= reachedMs) ?? this.runs[0];
    if (!run) return null;
    const played = Math.round((reachedMs - run.atMs) * SAMPLES_PER_MS);
    const samples = run.from + Math.max(0, Math.min(played, run.samples));
    return { segment: run.segment, samples };
  }

  /** To the far end and back at the quickest, in milliseconds; undefined before a mark has shown it. */
  get shownRoundTripMs(): number | undefined {
    return this.quickestMs === Infinity ? undefined : Math.max(0, this.quickestMs);
  }

  private get roundTripMs(): number {
    return this.shownRoundTripMs ?? USUAL_ROUND_TRIP_MS;
  }

  private prove(at: number, mark: Mark<S>): void {
    this.provenMs = mark.playedAtMs;
    this.marks.splice(0, at + 1);
    const current = this.runs.at(-1);
    this.runs = this.runs.filter((run) => run === current || this.provenMs < endOf(run));
  }
}

const endOf = ({ atMs, samples }: { atMs: number; samples: number }): number =>
  atMs + samples / SAMPLES_PER_MS;
