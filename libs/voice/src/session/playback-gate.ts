import type { CallRecorder } from '../ports/call-recorder';
import type { PlaybackEvent, PlaybackSink } from '../ports/playback-sink';
import type { SpokenWord } from '../ports/text-to-speech';
import { lastWordBoundary } from '../speech/heard-text';
import type { CallLog } from './call-log';
import type { PersonaTurn, Segment } from './persona-turn';

/** Time since the last report that is credited as heard when the output is cut off. */
const MAX_INTERPOLATION_MS = 150;

type Waiter = { epoch: number; atMost: number; resolve: () => void };

/**
 * The one place between replies and the ear. Whatever belongs to another epoch than the open one,
 * audio on its way out or reports on their way in, ends here; and nothing of a reply that is kept
 * back gets past, be it one that was begun early or one that the trainee is talking into.
 */
export class PlaybackGate {
  private turn: PersonaTurn | null = null;
  private heldAtMs: number | null = null;
  /** What the sink is told once the reply is let out; null while it is. */
  private backlog: (() => void)[] | null = null;
  private recordedSamples = 0;
  private waiters: Waiter[] = [];

  constructor(
    private readonly sink: PlaybackSink,
    private readonly log: CallLog,
    private readonly recorder: CallRecorder | undefined,
    private readonly onPlayed: (turn: PersonaTurn, firstSound: boolean) => void,
  ) {
    sink.subscribe((event) => this.played(event));
  }

  /** `keptBack`: nothing gets out before `release`. */
  open(turn: PersonaTurn, keptBack = false): void {
    this.turn = turn;
    this.heldAtMs = null;
    this.backlog = keptBack ? [] : null;
    this.wakeWaiters();
  }

  /** Lets out what was kept back, and everything after it. */
  release(): void {
    const { backlog } = this;
    this.backlog = null;
    backlog?.forEach((tell) => tell());
  }

  /** Null when the epoch is over. */
  begin(epoch: number, text: string): string | null {
    const turn = this.admit(epoch);
    if (!turn) return null;
    const segment = turn.add(text, this.sink.speaksText);
    const { id } = segment;
    this.log.add({ type: 'segment.started', turnId: turn.turnId, segmentId: id, text });
    if (this.sink.speaksText) {
      this.send(segment, () => this.sink.speak(id, text));
      this.end(epoch, id);
    }
    return id;
  }

  /** `mulaw`: the same sound in the telephone's own form, for a sink that takes it. */
  write(epoch: number, segmentId: string, samples: Int16Array, mulaw?: Uint8Array): void {
    const segment = this.find(epoch, segmentId);
    if (!segment || samples.length === 0) return;
    segment.samples = (segment.samples ?? 0) + samples.length;
    if (!this.backlog) {
      segment.sent = true;
      this.put(segment, samples, mulaw);
      return;
    }
    // Whoever made them may use the arrays again.
    const [kept, codes] = [samples.slice(), mulaw?.slice()];
    this.send(segment, () => this.put(segment, kept, codes));
  }

  /** More of the text of a segment whose words come along with its sound. */
  extend(epoch: number, segmentId: string, text: string): void {
    const segment = this.find(epoch, segmentId);
    if (!segment) return;
    segment.text += text;
    segment.grows = true;
  }

  private put(segment: Segment, samples: Int16Array, mulaw?: Uint8Array): void {
    const { id: segmentId } = segment;
    const offset = this.recorder?.persona(segmentId, samples).offsetSamples ?? this.recordedSamples;
    this.recordedSamples += samples.length;
    const last = segment.parts.at(-1);
    if (last && last.offsetSamples + last.samples === offset) last.samples += samples.length;
    else segment.parts.push({ offsetSamples: offset, samples: samples.length });
    if (mulaw && this.sink.writeMulaw) this.sink.writeMulaw(segmentId, mulaw);
    else this.sink.write(segmentId, samples);
  }

  private send(segment: Segment, tell: () => void): void {
    const act = (): void => {
      segment.sent = true;
      tell();
    };
    if (this.backlog) this.backlog.push(act);
    else act();
  }

  words(epoch: number, segmentId: string, words: readonly SpokenWord[]): void {
    const segment = this.find(epoch, segmentId);
    if (!segment) return;
    segment.words = [...(segment.words ?? []), ...words];
    this.log.add({ type: 'segment.words', segmentId, words: [...words] });
  }

  /** No more audio follows for the segment, cut off or complete; true when it has any. */
  end(epoch: number, segmentId: string, complete = true): boolean {
    const segment = this.find(epoch, segmentId);
    if (!segment || segment.ended) return false;
    segment.ended = true;
    segment.complete = complete;
    this.logText(segment);
    if (segment.samples === 0) segment.finished = true;
    else {
      this.send(segment, () => {
        this.logProduced(segment);
        this.sink.end(segmentId);
      });
    }
    this.wakeWaiters();
    return segment.samples !== 0;
  }

  /** Holds the output where it is; before its first sound nothing gets out at all. */
  pause(): void {
    const segment = this.turn?.playing;
    if (!this.turn || this.paused) return;
    if (!segment?.sent) {
      this.backlog ??= [];
      return;
    }
    this.heldAtMs = this.log.nowMs();
    this.sink.pause(segment.id);
    this.log.add({ type: 'output.paused', segmentId: segment.id });
  }

  /** Also tells a far end to go on that had held its output by itself. */
  resume(): void {
    if (this.backlog) {
      this.release();
      return;
    }
    const segment = this.turn?.playing;
    if (!segment) return;
    // A word that was cut by the pause is said again; of one that was heard nothing is.
    const fromMs = lastWordBoundary(segment.words, segment.playedMs);
    this.sink.resume(segment.id, fromMs);
    if (this.paused) {
      const back = fromMs < segment.playedMs ? { fromMs: Math.round(fromMs) } : {};
      this.log.add({ type: 'output.resumed', segmentId: segment.id, ...back });
    }
    this.heldAtMs = null;
    segment.playedMs = fromMs;
    segment.progressAtMs = null;
  }

  /** Stops the output at once and closes the epoch; what was heard is settled by then. */
  clear(): void {
    const { turn } = this;
    const segment = turn?.playing;
    if (turn && segment) this.creditUnreported(turn, segment);
    const audible = turn?.segments.filter(({ finished, sent }) => sent && !finished) ?? [];
    // A sink that is cleared is held no longer.
    if (audible.length > 0) this.heldAtMs = null;
    this.close();
    for (const { id } of audible) {
      this.sink.clear(id);
      this.log.add({ type: 'output.cleared', segmentId: id });
    }
    // Of the others its end has told.
    for (const cut of turn?.segments.filter(({ ended }) => !ended) ?? []) {
      this.logText(cut);
      this.logProduced(cut);
    }
  }

  /** The epoch is over; a sink that is still held, for a report crossed the pause, is let go. */
  close(): void {
    const last = this.turn?.segments.findLast(({ sent }) => sent);
    if (this.paused && last) this.sink.resume(last.id, last.playedMs);
    this.turn = null;
    this.heldAtMs = null;
    this.backlog = null;
    this.wakeWaiters();
  }

  /** Resolves when no more than `atMost` segments wait to be played to their end, or the epoch is over. */
  whenAtMost(epoch: number, atMost: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push({ epoch, atMost, resolve });
      this.wakeWaiters();
    });
  }

  private get paused(): boolean {
    return this.heldAtMs !== null;
  }

  private wakeWaiters(): void {
    const waiting: Waiter[] = [];
    for (const waiter of this.waiters) {
      const turn = this.admit(waiter.epoch);
      if (turn && turn.unfinished > waiter.atMost) waiting.push(waiter);
      else waiter.resolve();
    }
    this.waiters = waiting;
  }

  private admit(epoch: number): PersonaTurn | null {
    return this.turn?.epoch === epoch ? this.turn : null;
  }

  private find(epoch: number, segmentId: string): Segment | undefined {
    return this.admit(epoch)?.segments.find(({ id }) => id === segmentId);
  }

  private played(event: PlaybackEvent): void {
    const { type, segmentId, playedMs } = event;
    const { turn } = this;
    const segment = turn?.segments.find(({ id }) => id === segmentId);
    if (!turn || !segment || segment.finished) return;
    if (type === 'confirmed') {
      this.log.add({ type: 'playback.confirmed', segmentId, playedMs: Math.round(playedMs) });
      return;
    }
    const atMs = this.log.nowMs();
    const producedMs = turn.producedMs(segment) ?? playedMs;
    segment.playedMs = Math.max(segment.playedMs, Math.min(playedMs, producedMs));
    segment.progressAtMs = atMs;
    segment.finished = type === 'finished';
    if (!segment.ended) this.logMaking(segment);
    const told = { segmentId, playedMs: Math.round(segment.playedMs) };
    if (event.type === 'finished' && event.roundTripMs !== undefined) {
      const roundTripMs = Math.round(event.roundTripMs);
      this.log.add({ type: 'playback.finished', ...told, roundTripMs });
    } else this.log.add({ type: `playback.${type}`, ...told });
    const firstSound = !turn.audible && (segment.playedMs > 0 || segment.finished);
    if (firstSound) turn.startMs = Math.max(0, Math.round(atMs - segment.playedMs));
    if (turn.audible) turn.endMs = atMs;
    this.onPlayed(turn, firstSound);
    this.wakeWaiters();
  }

  /** Of what was held it was heard until then, unless the far end has told by itself. */
  private creditUnreported(turn: PersonaTurn, segment: Segment): void {
    if (segment.progressAtMs === null) return;
    const passedMs = (this.heldAtMs ?? this.log.nowMs()) - segment.progressAtMs;
    const sinceMs = Math.min(Math.max(0, passedMs), MAX_INTERPOLATION_MS);
    const limitMs = turn.producedMs(segment) ?? Infinity;
    segment.playedMs = Math.min(segment.playedMs + sinceMs, limitMs);
  }

  private logText({ id: segmentId, text, grows }: Segment): void {
    if (grows) this.log.add({ type: 'segment.text', segmentId, text });
  }

  /** What is heard is told of before it is all made: a log that a crash cuts off has it. */
  private logMaking(segment: Segment): void {
    if (segment.playedMs <= (segment.toldSamples * 1000) / this.sink.sampleRate) return;
    const { id: segmentId, parts } = segment;
    let at = 0;
    for (const part of parts) {
      const known = Math.max(0, segment.toldSamples - at);
      at += part.samples;
      if (known >= part.samples) continue;
      const offsetSamples = part.offsetSamples + known;
      const samples = part.samples - known;
      this.log.add({ type: 'segment.making', segmentId, offsetSamples, samples });
    }
    segment.toldSamples = at;
  }

  private logProduced({ id: segmentId, parts }: Segment): void {
    for (const part of parts) this.log.add({ type: 'segment.produced', segmentId, ...part });
  }
}
