import type { UsageSource, VoiceEvent, VoiceEventBody } from '@sparline/voice';

/** A turn and its answer: how long each stage took, where it was measured. */
export type TimedTurn = {
  eotDelayMs?: number;
  finalDelayMs?: number;
  firstTokenMs?: number;
  firstAudioMs?: number;
  transportMs?: number;
  recogniser?: UsageSource;
  languageModel?: UsageSource;
  voice?: UsageSource;
  /** What the trainee said, and what was heard of the answer. */
  said?: [string, string];
};

const TURN_MS = 10_000;

/** The log of a call in which these turns were spoken and answered, a turn every ten seconds. */
export const timedLog = (turns: readonly TimedTurn[], engine = 'pipeline'): VoiceEvent[] => {
  const log: VoiceEvent[] = [];
  const add = (atMs: number, body: VoiceEventBody) => log.push({ seq: log.length, atMs, ...body });
  add(0, { type: 'session.started', engine, outputSampleRate: 24_000 });
  turns.forEach((turn, at) => {
    for (const [atMs, body] of entriesOf(turn, at + 1)) add(atMs, body);
  });
  add((turns.length + 1) * TURN_MS, { type: 'session.ended', reason: 'trainee_hung_up' });
  return log;
};

const entriesOf = (turn: TimedTurn, number: number): [number, VoiceEventBody][] => {
  const { eotDelayMs, finalDelayMs, recogniser, languageModel, voice, said: lines } = turn;
  const [turnId, answers, segmentId] = [`p${number}`, `t${number}`, `p${number}.1`];
  const endMs = number * TURN_MS;
  const committedMs = endMs + (eotDelayMs ?? 0);
  const tokenMs = committedMs + (turn.firstTokenMs ?? 0);
  const audioMs = tokenMs + (turn.firstAudioMs ?? 0);
  const heard = { text: lines?.[0] ?? 'Why?', startMs: endMs - 2000, endMs };
  const answer = lines?.[1] ?? '';
  const whole = { generatedText: answer, heardText: answer, estimated: false, interrupted: false };
  const said = (is: unknown, atMs: number, body: VoiceEventBody): [number, VoiceEventBody][] =>
    is === undefined ? [] : [[atMs, body]];
  return [
    ...said(eotDelayMs, endMs - 2000, { type: 'speech.started' }),
    ...said(eotDelayMs, endMs, { type: 'speech.ended' }),
    ...said(finalDelayMs, endMs + (finalDelayMs ?? 0), {
      type: 'transcript.final',
      text: 'Why?',
      source: recogniser,
    }),
    [committedMs, { type: 'turn.committed', turnId: answers, ...heard, by: 'silence' }],
    [committedMs, { type: 'reply.started', turnId, epoch: number, answers }],
    ...said(turn.firstTokenMs, tokenMs, {
      type: 'reply.first_token',
      turnId,
      source: languageModel,
    }),
    ...said(turn.firstAudioMs, tokenMs, {
      type: 'segment.started',
      turnId,
      segmentId,
      text: 'So.',
    }),
    ...said(turn.firstAudioMs, audioMs, { type: 'segment.first_audio', segmentId, source: voice }),
    ...said(turn.transportMs, audioMs + (turn.transportMs ?? 0) + 100, {
      type: 'playback.progress',
      segmentId,
      playedMs: 100,
    }),
    ...said(lines, audioMs + 3000, {
      type: 'turn.spoken',
      turnId,
      ...whole,
      startMs: audioMs,
      endMs: audioMs + 3000,
    }),
  ];
};
