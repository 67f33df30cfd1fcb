// The events of the Socket.IO namespace /practice, as the server's contract names them.
import type { PlaybackProgress } from '../../audio/playback-account';
import type { ServerResume } from '../../audio/voice-output';

import type { Realism } from '@sparline/personas';
import type { Mode } from '../../api/types';

export type { Mode };
export type Speaker = 'trainee' | 'persona';
export type CallInput = 'audio' | 'text' | 'both';
export type CallStage = 'greeting' | 'choosing' | 'listening' | 'thinking' | 'speaking' | 'closing';

export type LivePersona = {
  id: string;
  version: number;
  name: string;
  title: string;
  mode: Mode;
};

export type StartCall = {
  personaId?: string;
  mode?: Mode;
  brief?: string;
  /** What is in the way of this call; the persona's own where it says nothing. */
  realism?: Realism;
  /** Said by the page, which has told about recording. */
  recording?: 'on' | 'off';
  input: CallInput;
  sampleRate: 16000 | 24000 | 48000;
  speech?: 'server' | 'browser';
  talk?: 'open' | 'hold';
};

export type CallStarted = {
  callId: string;
  /** Null while the greeter asks what to practise; `state` tells who takes over. */
  persona: LivePersona | null;
  outputSampleRate: number;
};
export type CallProblem = { code: string; message: string };
export type StartAnswer = CallStarted | { error: CallProblem };

export type TranscriptEvent = {
  turnId: string;
  speaker: Speaker;
  text: string;
  final: boolean;
  heardText?: string;
};

/**
 * What the page's own voice activity found, ahead of the server's, `sinceMs` before it could say so;
 * said again now and then. `lost`: it finds nothing any more, the server listens by itself.
 */
export type SpeechFound = { active: boolean; sinceMs?: number; lost?: boolean };

type OfSegment = { segmentId: string };

export type ServerEvents = {
  audio: (head: OfSegment & { seq: number }, pcm: ArrayBuffer) => void;
  'audio.end': (of: OfSegment) => void;
  'audio.pause': (of: OfSegment) => void;
  'audio.resume': (from: ServerResume) => void;
  'audio.clear': (of: OfSegment) => void;
  speak: (line: OfSegment & { text: string }) => void;
  transcript: (event: TranscriptEvent) => void;
  state: (event: { state: CallStage; persona?: LivePersona }) => void;
  quota: (event: { secondsLeft: number; over?: boolean }) => void;
  'call.ended': (event: { callId: string; reason: string }) => void;
  'call.ready': (event: { callId: string }) => void;
  error: (problem: CallProblem) => void;
};

export type ClientEvents = {
  'call.start': (request: StartCall, answer: (reply: StartAnswer) => void) => void;
  'call.resume': (
    from: { callId: string; lastSeq: number },
    answer: (reply: StartAnswer) => void,
  ) => void;
  audio: (pcm: ArrayBuffer) => void;
  text: (event: { text: string; final: boolean; by: 'typing' | 'recognition' }) => void;
  playback: (progress: PlaybackProgress) => void;
  talk: (event: { pressed: boolean }) => void;
  speech: (event: SpeechFound) => void;
  'call.end': (event: Record<string, never>) => void;
};
