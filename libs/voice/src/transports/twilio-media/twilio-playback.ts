import { MULAW_FRAME_BYTES } from '../../audio/framer';
import { encodeMulaw, MULAW_SAMPLE_RATE } from '../../audio/mulaw';
import { msToSamples, samplesToMs } from '../../audio/pcm';
import type { Clock, Timer } from '../../clock/clock';
import type { PlaybackEvent, PlaybackSink } from '../../ports/playback-sink';
import { OutgoingSegment } from './outgoing-segment';
import { PlayOutEstimate } from './play-out-estimate';
import { SocketWatch } from './socket-watch';
import { TwilioOutgoing } from './twilio-outgoing';
import type { TwilioWire } from './twilio-wire';

/** As far as sound is sent ahead of play-out: bridges the network's jitter and a busy process. */
const AHEAD_MS = 400;
/** With less than this at the far end new sound is sent at once, not with the next refill. */
const LOW_MS = 200;
const REFILL_MS = 100;
const FRAME_MS = 20;
const MARK_EVERY_SAMPLES = 1600;
/** Ten minutes: longer than a model speaks in one go. */
const MOST_WAITING_SAMPLES = 10 * 60 * MULAW_SAMPLE_RATE;

/**
 * `socket_stalled`: for five seconds the socket took nothing. `marks_overdue`: the far end no longer
 * tells what it has played. Either way the line is probably dead, though nothing has closed it.
 * `overflow`: more than ten minutes of sound wait, and what came on top was dropped.
 */
export type TwilioTrouble = 'socket_stalled' | 'marks_overdue' | 'overflow';

export type TwilioPlaybackOptions = {
  clock: Clock;
  wire: TwilioWire;
  /** From Twilio's `start`. */
  streamSid: string;
  /** Once for every time it sets in. */
  onTrouble?: (trouble: TwilioTrouble) => void;
};

/**
 * The telephone's ear, at 8 kHz. Twilio plays what it is sent in order and in real time, cannot
 * pause and answers marks when it has played what came before them. So little is sent ahead of
 * play-out; a pause empties Twilio's buffer, and what it had not played is sent again.
 */
export class TwilioPlayback implements PlaybackSink {
  readonly sampleRate = MULAW_SAMPLE_RATE;
  readonly speaksText = false;
  private readonly outgoing: TwilioOutgoing;
  private readonly estimate = new PlayOutEstimate<OutgoingSegment>();
  private queue: OutgoingSegment[] = [];
  private listener: (event: PlaybackEvent) => void = () => undefined;
  private paused = false;
  private closed = false;
  /** Counts what was begun anew, so that marks of what was cleared are not taken for later ones. */
  private generation = 1;
  private markCount = 0;
  private sinceMark = 0;
  private timer: Timer | null = null;
  private timerDueMs = Infinity;
  private refillAtMs = 0;
  private readonly socket: SocketWatch;
  private readonly told = new Set<TwilioTrouble>();

  constructor(private readonly options: TwilioPlaybackOptions) {
    this.outgoing = new TwilioOutgoing(options.streamSid);
    this.socket = new SocketWatch(options.wire);
  }

  subscribe(listener: (event: PlaybackEvent) => void): void {
    this.listener = listener;
  }

  write(segmentId: string, samples: Int16Array): void {
    const room = this.extend(segmentId, samples.length);
    if (!room) return;
    encodeMulaw(samples, room);
    this.more();
  }

  /** Sound that is µ-law already; the array may be reused. */
  writeMulaw(segmentId: string, mulaw: Uint8Array): void {
    const room = this.extend(segmentId, mulaw.length);
    if (!room) return;
    room.set(mulaw);
    this.more();
  }

  /** @throws Error always: a telephone has no voice of its own. */
  speak(): void {
    throw new Error('A telephone plays sound only.');
  }

  end(segmentId: string): void {
    if (this.closed) return;
    this.segment(segmentId).ended = true;
    this.pump();
  }

  /** The sound breaks off where Twilio's buffer is emptied; to fade it out there is no way. */
  pause(): void {
    if (this.paused || this.closed) return;
    const nowMs = this.options.clock.now();
    const reachedMs = this.estimate.reachedMs(nowMs);
    const held = this.estimate.position(nowMs);
    this.paused = true;
    this.emptyFarEnd(nowMs);
    this.report(held);
    // The last segment is not finished while it is held, or its reply would be over and still paused.
    this.finishUntil(reachedMs, 1);
    if (held) this.hold(held);
    this.startAnew();
  }

  resume(segmentId: string, fromMs: number): void {
    if (!this.paused || this.closed) return;
    this.paused = false;
    const segment = this.queue.find(({ id }) => id === segmentId);
    segment?.rewind(msToSamples(fromMs, MULAW_SAMPLE_RATE));
    for (const waiting of this.queue) waiting.playedSamples = waiting.cursor;
    this.pump();
  }

  /** Everything that waits is forgotten; a segment that no longer waits clears nothing. */
  clear(segmentId: string): void {
    if (this.queue.length > 0 && this.queue.every(({ id }) => id !== segmentId)) return;
    this.paused = false;
    this.queue = [];
    this.emptyFarEnd(this.options.clock.now());
    this.startAnew();
  }

  /** Twilio has sent a mark back. */
  mark(name: string): void {
    const passed = this.closed ? null : this.estimate.marked(name, this.options.clock.now());
    if (!passed) return;
    this.told.delete('marks_overdue');
    if (passed.ends) this.confirm(passed.ends);
    this.settle();
    this.arm();
  }

  /** The call is over: nothing is sent or reported any more. */
  close(): void {
    this.closed = true;
    this.queue = [];
    this.listener = () => undefined;
    this.startAnew();
  }

  /** What follows the place that is held begins anew, whatever had been believed of it. */
  private hold({ segment, samples }: { segment: OutgoingSegment; samples: number }): void {
    const at = this.queue.indexOf(segment);
    segment.rewind(samples);
    for (const later of this.queue.slice(at + 1)) later.rewind(0);
  }

  private segment(id: string): OutgoingSegment {
    const known = this.queue.find((segment) => segment.id === id);
    if (known) return known;
    const segment = new OutgoingSegment(id);
    this.queue.push(segment);
    return segment;
  }

  private extend(segmentId: string, samples: number): Uint8Array | null {
    if (this.closed) return null;
    const waiting = this.queue.reduce((sum, { audio, cursor }) => sum + audio.written - cursor, 0);
    if (waiting + samples > MOST_WAITING_SAMPLES) {
      this.tell('overflow');
      return null;
    }
    this.told.delete('overflow');
    return this.segment(segmentId).audio.extend(samples);
  }

  private more(): void {
    const nowMs = this.options.clock.now();
    if (!this.timer || this.estimate.aheadMs(nowMs) < LOW_MS) this.pump();
  }

  /** Sends what there is, up to the horizon, and sees to it that this goes on. */
  private pump(): void {
    const nowMs = this.options.clock.now();
    if (this.paused || this.closed) return;
    if (!this.isStuck(nowMs)) while (this.sendNext(nowMs)) continue;
    this.settle();
    this.arm();
  }

  private sendNext(nowMs: number): boolean {
    const segment = this.sending;
    if (!segment) return false;
    if (segment.isSent) {
      if (this.estimate.needsMark) this.sendMark(segment, nowMs);
      segment.endsAtMs = this.estimate.sentUntilMs;
      return true;
    }
    const frames = Math.floor((AHEAD_MS - this.estimate.aheadMs(nowMs)) / FRAME_MS);
    const most = Math.min(frames * MULAW_FRAME_BYTES, MARK_EVERY_SAMPLES - this.sinceMark);
    const from = segment.cursor;
    const sound = segment.take(most);
    if (!sound) return false;
    this.options.wire.send(this.outgoing.media(sound));
    this.estimate.sent({ segment, from, samples: sound.length }, nowMs);
    this.sinceMark += sound.length;
    if (this.sinceMark === MARK_EVERY_SAMPLES) this.sendMark(segment, nowMs);
    return true;
  }

  private get sending(): OutgoingSegment | undefined {
    return this.queue.find(({ endsAtMs }) => endsAtMs === null);
  }

  private sendMark({ id, cursor }: OutgoingSegment, nowMs: number): void {
    this.markCount += 1;
    const ms = Math.round(samplesToMs(cursor, MULAW_SAMPLE_RATE));
    const name = `g${this.generation}:m${this.markCount}:${id}:${ms}`;
    this.options.wire.send(this.outgoing.mark(name));
    this.estimate.mark(name, nowMs);
    this.sinceMark = 0;
  }

  private emptyFarEnd(nowMs: number): void {
    if (!this.closed && this.estimate.isOut(nowMs)) this.options.wire.send(this.outgoing.clear());
  }

  private startAnew(): void {
    this.timer?.cancel();
    this.timer = null;
    this.timerDueMs = Infinity;
    this.generation += 1;
    this.sinceMark = 0;
    this.estimate.reset();
  }

  private isStuck(nowMs: number): boolean {
    const state = this.socket.look(nowMs);
    if (state === 'free') this.told.delete('socket_stalled');
    if (state === 'stalled') this.tell('socket_stalled');
    return state !== 'free';
  }

  private tell(trouble: TwilioTrouble): void {
    if (this.told.has(trouble)) return;
    this.told.add(trouble);
    this.options.onTrouble?.(trouble);
  }

  private report(position: { segment: OutgoingSegment; samples: number } | null): void {
    const last = position ? this.queue.indexOf(position.segment) : -1;
    this.queue.slice(0, last + 1).forEach((segment, at) => {
      const { written } = segment.audio;
      const played = at === last ? Math.min(position?.samples ?? 0, written) : written;
      if (played <= segment.playedSamples) return;
      segment.played(played);
      const playedMs = samplesToMs(played, MULAW_SAMPLE_RATE);
      this.listener({ type: 'progress', segmentId: segment.id, playedMs });
    });
  }

  private confirm({ segment, samples }: { segment: OutgoingSegment; samples: number }): void {
    const playedMs = samplesToMs(samples, MULAW_SAMPLE_RATE);
    this.listener({ type: 'confirmed', segmentId: segment.id, playedMs });
  }

  private settle(): void {
    this.finishUntil(this.estimate.provenUntilMs, 0);
  }

  private finishUntil(scheduledMs: number, atLeastLeft: number): void {
    for (let [head] = this.queue; head && this.queue.length > atLeastLeft; [head] = this.queue) {
      if (head.endsAtMs === null || head.endsAtMs > scheduledMs) return;
      this.queue.shift();
      this.finish(head);
    }
  }

  private finish({ id: segmentId, audio }: OutgoingSegment): void {
    const playedMs = samplesToMs(audio.written, MULAW_SAMPLE_RATE);
    const { shownRoundTripMs: roundTripMs } = this.estimate;
    const finished = { type: 'finished', segmentId, playedMs } as const;
    this.listener(roundTripMs === undefined ? finished : { ...finished, roundTripMs });
  }

  private tick(): void {
    this.timer = null;
    this.timerDueMs = Infinity;
    const nowMs = this.options.clock.now();
    // A mark that the socket held cannot be taken for lost.
    if (this.estimate.giveUpOverdue(nowMs, this.socket.stuckUntilMs)) this.tell('marks_overdue');
    this.report(this.estimate.position(nowMs));
    this.pump();
  }

  /** One timer while something plays or waits for room, none otherwise. */
  private arm(): void {
    const nowMs = this.options.clock.now();
    const isWaiting = this.socket.isStuck && this.queue.length > 0;
    const isPlaying = this.estimate.isOut(nowMs) || this.estimate.aheadMs(nowMs) > 0;
    if (this.paused || this.closed || !(isPlaying || isWaiting)) {
      this.timer?.cancel();
      this.timer = null;
      this.timerDueMs = Infinity;
      return;
    }
    if (this.refillAtMs <= nowMs) this.refillAtMs = this.nextRefill(nowMs);
    const dueMs = Math.min(this.refillAtMs, this.nextEndMs(nowMs));
    if (this.timer && this.timerDueMs <= dueMs) return;
    this.timer?.cancel();
    this.timerDueMs = dueMs;
    this.timer = this.options.clock.setTimer(dueMs - nowMs, () => this.tick());
  }

  private nextRefill(nowMs: number): number {
    const missed = Math.floor((nowMs - this.refillAtMs) / REFILL_MS);
    return missed < 1 ? this.refillAtMs + REFILL_MS : nowMs + REFILL_MS;
  }

  /** A segment's end is reported when it is there, or the recording would hold a gap before it. */
  private nextEndMs(nowMs: number): number {
    const ends = [this.queue[0]?.endsAtMs ?? Infinity, this.estimate.sentUntilMs];
    const moments = ends.map((endMs) => this.estimate.momentOf(endMs));
    return Math.min(...moments.filter((moment) => moment > nowMs));
  }
}
