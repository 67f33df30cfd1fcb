import type { VoiceEvent, VoiceEventBody } from '@sparline/voice';

const MS_PER_WORD = 370;
const TURN_GAP_MS = 450;
/** How far the one who cuts in overlaps the other. */
const OVERLAP_MS = 350;

/** The event log that a conversation of these lines would have left, without audio. */
export const sampleEvents = (lines: readonly string[]): VoiceEvent[] => {
  const log: VoiceEvent[] = [];
  const add = (atMs: number, body: VoiceEventBody) => log.push({ seq: log.length, atMs, ...body });

  let atMs = 400;
  add(0, { type: 'session.started', engine: 'scripted', outputSampleRate: 24_000 });
  lines.forEach((line, index) => {
    const interrupted = line.endsWith('/');
    const text = interrupted ? line.slice(0, -1) : line;
    const startMs = atMs;
    const endMs = startMs + text.split(/\s+/).length * MS_PER_WORD;
    const turnId = `sample-${index}`;
    if (index % 2 === 0) {
      add(endMs, {
        type: 'turn.spoken',
        turnId,
        generatedText: interrupted ? `${text} a figure like that?` : text,
        heardText: text,
        estimated: false,
        interrupted,
        startMs,
        endMs,
      });
    } else {
      add(endMs, { type: 'turn.committed', turnId, text, startMs, endMs, by: 'silence' });
    }
    atMs = interrupted ? endMs - OVERLAP_MS : endMs + TURN_GAP_MS;
  });
  add(atMs, { type: 'session.ended', reason: 'trainee_hung_up' });
  return log;
};
