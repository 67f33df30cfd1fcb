import type { VoiceEvent } from '../events/voice-event';
import { type ProducedPart, SegmentPlayback } from './segment-playback';

/** A piece of the persona's audio that left the speaker in one go. */
export type PlaybackSpan = {
  segmentId: string;
  /** On the call's clock. */
  startMs: number;
  /** In the persona's audio, in samples at the sink's rate. */
  offsetSamples: number;
  samples: number;
};

const USUAL_SAMPLE_RATE = 24_000;
/** Less than this lies between two spans only because times are rounded. */
const SILENCE_MS = 1;

/** Of the persona's audio, in hertz, as the call's log says. */
export function outputSampleRate(events: readonly VoiceEvent[]): number {
  const started = events.find((event) => event.type === 'session.started');
  return started?.type === 'session.started' ? started.outputSampleRate : USUAL_SAMPLE_RATE;
}

/**
 * When which part of the persona's audio was heard, in order and without overlap, on the clock by which
 * the trainee's sound arrives. Only playback reports count: what was produced and cleared before it
 * played is not in it.
 */
export function playbackSpans(events: readonly VoiceEvent[]): PlaybackSpan[] {
  const sampleRate = outputSampleRate(events);
  const laterMs = leastRoundTripMs(events);
  const segments = [...readPlayback(events)]
    .map(([segmentId, playback]) =>
      playback.spans(sampleRate, laterMs).map((span) => ({ segmentId, ...span })),
    )
    .sort(([left], [right]) => (left?.startMs ?? 0) - (right?.startMs ?? 0));
  return inTurn(segments.flat(), sampleRate);
}

/** Of a sink that reports by its schedule, and not when it is told by the far end. */
function leastRoundTripMs(events: readonly VoiceEvent[]): number {
  const told = events.flatMap((event) =>
    event.type === 'playback.finished' && event.roundTripMs !== undefined
      ? [event.roundTripMs]
      : [],
  );
  return told.length === 0 ? 0 : Math.min(...told);
}

function readPlayback(events: readonly VoiceEvent[]): Map<string, SegmentPlayback> {
  // Of a segment in which a crash cut the log off, only what was told while it was made.
  const parts = new Map([
    ...partsIn(events, 'segment.making'),
    ...partsIn(events, 'segment.produced'),
  ]);
  const segments = new Map([...parts].map(([id, made]) => [id, new SegmentPlayback(made)]));
  for (const event of events) {
    const segment = 'segmentId' in event ? segments.get(event.segmentId) : undefined;
    if (!segment) continue;
    if (event.type === 'playback.progress') segment.progress(event.atMs, event.playedMs);
    if (event.type === 'playback.confirmed') segment.confirmed(event.atMs, event.playedMs);
    if (event.type === 'playback.finished') segment.finished(event.atMs, event.playedMs);
    if (event.type === 'output.paused') segment.paused(event.atMs);
    if (event.type === 'output.resumed') {
      segment.resumed();
      if (event.fromMs !== undefined) segment.wentBack(event.fromMs);
    }
    if (event.type === 'output.cleared') segment.cleared(event.atMs);
  }
  return segments;
}

function partsIn(
  events: readonly VoiceEvent[],
  type: 'segment.making' | 'segment.produced',
): Map<string, ProducedPart[]> {
  const parts = new Map<string, ProducedPart[]>();
  for (const event of events) {
    if (event.type !== type) continue;
    const { segmentId, offsetSamples, samples } = event;
    const before = parts.get(segmentId);
    if (before) before.push({ offsetSamples, samples });
    else parts.set(segmentId, [{ offsetSamples, samples }]);
  }
  return parts;
}

/**
 * A speaker plays one thing after the other, and reports are late rather than early: where two overlap,
 * a silence within the former was none, or shorter. Whatever is left puts the latter off.
 */
function inTurn(spans: readonly PlaybackSpan[], sampleRate: number): PlaybackSpan[] {
  const endOf = ({ startMs, samples }: PlaybackSpan): number =>
    startMs + (samples * 1000) / sampleRate;
  const placed: PlaybackSpan[] = [];
  for (const span of spans) {
    const last = placed.at(-1);
    if (last) shortenSilence(placed, endOf(last) - span.startMs, endOf);
    placed.push({ ...span, startMs: Math.max(span.startMs, last ? endOf(last) : 0) });
  }
  return placed;
}

/** Moves the end of the last segment, as far back as to the last silence in it, to an earlier time. */
function shortenSilence(
  placed: readonly PlaybackSpan[],
  byMs: number,
  endOf: (span: PlaybackSpan) => number,
): void {
  for (let at = placed.length - 1; byMs > 0 && at > 0; at -= 1) {
    const [before, span] = [placed[at - 1], placed[at]];
    if (!before || before.segmentId !== span?.segmentId) return;
    const silenceMs = span.startMs - endOf(before);
    if (silenceMs < SILENCE_MS) continue;
    const shift = Math.min(byMs, silenceMs);
    for (const moved of placed.slice(at)) moved.startMs -= shift;
    return;
  }
}
