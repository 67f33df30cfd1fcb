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

/** Of the persona's audio, in hertz, as the call's log says. */
export function outputSampleRate(events: readonly VoiceEvent[]): number {
  const started = events.find((event) => event.type === 'session.started');
  return started?.type === 'session.started' ? started.outputSampleRate : USUAL_SAMPLE_RATE;
}

/**
 * When which part of the persona's audio was heard, in order and without overlap. Only playback
 * reports count: what was produced and cleared before it played is not in it.
 */
export function playbackSpans(events: readonly VoiceEvent[]): PlaybackSpan[] {
  const sampleRate = outputSampleRate(events);
  const spans: PlaybackSpan[] = [];
  for (const [segmentId, playback] of readPlayback(events)) {
    spans.push(...playback.spans(sampleRate).map((span) => ({ segmentId, ...span })));
  }
  spans.sort((left, right) => left.startMs - right.startMs);
  return withoutOverlap(spans, sampleRate);
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
    if (event.type === 'playback.finished') segment.finished(event.atMs, event.playedMs);
    if (event.type === 'output.paused') segment.paused(event.atMs);
    if (event.type === 'output.resumed' && event.fromMs !== undefined) {
      segment.wentBack(event.fromMs);
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

/** Reports arrive a little late or early; a speaker plays one thing after the other. */
function withoutOverlap(spans: readonly PlaybackSpan[], sampleRate: number): PlaybackSpan[] {
  let freeFromMs = 0;
  return spans.map((span) => {
    const startMs = Math.max(span.startMs, freeFromMs);
    freeFromMs = startMs + (span.samples * 1000) / sampleRate;
    return { ...span, startMs };
  });
}
