import type { SpokenSpan } from '../speech/heard-text';
import { heardText } from '../speech/heard-text';
import type { VoiceEvent } from './voice-event';

export type DerivedTurn = {
  id: string;
  speaker: 'trainee' | 'persona';
  /** Said by the trainee, or heard of the persona. */
  text: string;
  /** What the persona was about to say; the same as `text` for the trainee. */
  generatedText: string;
  /** On the call's clock, in milliseconds. */
  startMs: number;
  endMs: number;
  /** The persona was cut off before its end. */
  interrupted: boolean;
  /** The cut was placed by proportion, not by word times. */
  estimated: boolean;
  /** Typed by the trainee, not spoken: it has no speaking time. */
  typed: boolean;
};

/**
 * The transcript of a call, from its log alone, in the order the turns began. A persona's turn that
 * was never closed, because the log ends early, is rebuilt from what had been played. Turns of which
 * nothing was heard are left out.
 */
export function deriveTurns(events: readonly VoiceEvent[]): DerivedTurn[] {
  const turns = new Map<string, DerivedTurn>();
  for (const event of events) {
    if (event.type === 'turn.committed') {
      turns.set(event.turnId, traineeTurn(event));
    } else if (event.type === 'turn.spoken') {
      const { turnId: id, heardText: text, generatedText, startMs, endMs } = event;
      const { interrupted, estimated } = event;
      const heard = { id, speaker: 'persona', text, generatedText, startMs, endMs } as const;
      turns.set(id, { ...heard, interrupted, estimated, typed: false });
    }
  }
  for (const open of openTurns(events)) {
    if (!turns.has(open.id)) turns.set(open.id, open);
  }
  return [...turns.values()]
    .filter(({ text }) => text !== '')
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function traineeTurn(event: Extract<VoiceEvent, { type: 'turn.committed' }>): DerivedTurn {
  const { turnId: id, text, startMs, endMs, typed = false } = event;
  const said = { id, speaker: 'trainee', text, generatedText: text, startMs, endMs } as const;
  return { ...said, interrupted: false, estimated: false, typed };
}

type OpenTurn = {
  generatedText: string | null;
  spans: Map<string, SpokenSpan>;
  startMs: number;
  endMs: number;
};

/** Persona turns as far as their segments and playback reports tell of them. */
function openTurns(events: readonly VoiceEvent[]): DerivedTurn[] {
  const turns = new Map<string, OpenTurn>();
  const owners = new Map<string, OpenTurn>();
  let sampleRate = 0;
  for (const event of events) {
    if (event.type === 'session.started') sampleRate = event.outputSampleRate;
    else if (event.type === 'reply.generated') {
      openTurn(turns, event.turnId).generatedText = event.text;
    } else if (event.type === 'segment.started') {
      const turn = openTurn(turns, event.turnId);
      turn.spans.set(event.segmentId, newSpan(event.text));
      owners.set(event.segmentId, turn);
    } else if ('segmentId' in event) {
      const turn = owners.get(event.segmentId);
      if (turn) follow(turn, event, sampleRate);
    }
  }
  return [...turns].map(([id, turn]) => closeTurn(id, turn));
}

function openTurn(turns: Map<string, OpenTurn>, id: string): OpenTurn {
  const known = turns.get(id);
  if (known) return known;
  const turn = { generatedText: null, spans: new Map(), startMs: Infinity, endMs: 0 };
  turns.set(id, turn);
  return turn;
}

const newSpan = (text: string): SpokenSpan => ({
  text,
  words: null,
  producedMs: null,
  complete: false,
  playedMs: 0,
  finished: false,
});

type SegmentEvent = Extract<VoiceEvent, { segmentId: string }>;

function follow(turn: OpenTurn, event: SegmentEvent, sampleRate: number): void {
  const span = turn.spans.get(event.segmentId);
  if (!span) return;
  if (event.type === 'segment.text') span.text = event.text;
  else if (event.type === 'segment.words') span.words = [...(span.words ?? []), ...event.words];
  else if (event.type === 'segment.produced') {
    const partMs = sampleRate > 0 ? (event.samples * 1000) / sampleRate : null;
    span.producedMs = partMs === null ? null : (span.producedMs ?? 0) + partMs;
    span.complete = true;
  } else if (event.type === 'playback.progress' || event.type === 'playback.finished') {
    span.playedMs = event.playedMs;
    span.finished = event.type === 'playback.finished';
    turn.startMs = Math.min(turn.startMs, event.atMs - event.playedMs);
    turn.endMs = Math.max(turn.endMs, event.atMs);
  }
}

function closeTurn(id: string, turn: OpenTurn): DerivedTurn {
  const spans = [...turn.spans.values()];
  const { text, estimated } = heardText(spans);
  return {
    id,
    speaker: 'persona',
    text,
    generatedText: turn.generatedText ?? spans.map((span) => span.text).join(' '),
    startMs: Math.max(0, Math.min(turn.startMs, turn.endMs)),
    endMs: turn.endMs,
    interrupted: true,
    estimated,
    typed: false,
  };
}
