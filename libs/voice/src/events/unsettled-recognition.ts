import { PRE_ROLL_MS } from '../audio/speech-segment';
import type { UsageSource } from '../ports/usage';
import { REPORT_USAGE_EVERY_MS } from '../providers/recognition/usage-reports';
import { lastSession } from './replay';
import type { VoiceEvent } from './voice-event';

type UsageEntry = Extract<VoiceEvent, { type: 'usage' }>;
type Listening = { seq: number; by: UsageSource; sends: 'stream' | 'utterances'; sinceMs: number };

/**
 * What the recogniser of a log that broke off had been sent since it last told what it has used, in
 * milliseconds of audio and as one entry; none where the call was ended properly, or had lost it.
 */
export function unsettledRecognition(events: readonly VoiceEvent[]): UsageEntry[] {
  const session = lastSession(events);
  const isOver = session.some(
    (event) =>
      event.type === 'session.ended' || (event.type === 'provider.failed' && event.fatal === true),
  );
  const listening = isOver ? undefined : listeningIn(session);
  if (!listening) return [];
  const { by, seq, sends } = listening;
  const audioMs = sends === 'stream' ? streamedMs(session, listening) : unansweredMs(session);
  if (audioMs <= 0) return [];
  const quantities = [{ unit: 'audio_ms' as const, quantity: audioMs }];
  const atMs = session.at(-1)?.atMs ?? 0;
  const used = { seq, atMs, type: 'usage', purpose: 'recognition', estimated: true } as const;
  return [{ ...used, ...by, quantities }];
}

/** Who listens at last, which a fallback changes, and since when nobody was told of it. */
function listeningIn(session: readonly VoiceEvent[]): Listening | undefined {
  let listening: Listening | undefined;
  for (const event of session) {
    if (event.type === 'recognition.opened') {
      const { seq, provider, model, sends, atMs: sinceMs } = event;
      listening = { seq, by: { provider, model }, sends, sinceMs };
    } else if (event.type === 'usage' && event.purpose === 'recognition') {
      const { seq, provider, model, atMs: sinceMs } = event;
      // A model that hears by itself has its words written down by another, an utterance at a time.
      const sends = listening?.sends ?? 'utterances';
      listening = { seq: listening?.seq ?? seq, by: { provider, model }, sends, sinceMs };
    } else if (event.type === 'transcript.final' && event.source && listening?.sends === 'stream') {
      listening = { ...listening, by: event.source };
    }
  }
  return listening;
}

/** More than between two reports there cannot be: then it was sent nothing. */
function streamedMs(session: readonly VoiceEvent[], { sinceMs }: Listening): number {
  const endMs = session.at(-1)?.atMs ?? 0;
  const [started] = session;
  const isHeld = started?.type === 'session.started' && started.turn?.talk === 'hold';
  const sentMs = isHeld ? spokenSince(session, sinceMs, endMs) : endMs - sinceMs;
  return Math.min(sentMs, REPORT_USAGE_EVERY_MS);
}

function spokenSince(session: readonly VoiceEvent[], sinceMs: number, endMs: number): number {
  let startMs: number | null = null;
  let sum = 0;
  const add = (untilMs: number): void => {
    if (startMs !== null) sum += Math.max(0, untilMs - Math.max(startMs, sinceMs));
    startMs = null;
  };
  for (const { type, atMs } of session) {
    if (type === 'speech.started') startMs = atMs;
    else if (type === 'speech.ended') add(atMs);
  }
  add(endMs);
  return sum;
}

/** Utterances that have ended and still wait for their words. */
function unansweredMs(session: readonly VoiceEvent[]): number {
  let startMs = 0;
  let wasTold = false;
  let waiting: number[] = [];
  for (const event of session) {
    if (event.type === 'speech.started') startMs = event.atMs - (event.sinceMs ?? 0);
    else if (event.type === 'speech.ended') {
      waiting.push(event.atMs - (event.sinceMs ?? 0) - startMs + PRE_ROLL_MS);
    } else if (event.type === 'usage' && event.purpose === 'recognition') {
      waiting.shift();
      wasTold = true;
    } else if (event.type === 'transcript.final' && event.by === undefined) {
      if (!wasTold) waiting.shift();
      wasTold = false;
    } else if (event.type === 'provider.failed' && event.stage === 'stt') waiting = [];
  }
  return Math.round(waiting.reduce((sum, ms) => sum + ms, 0));
}
