import type { Clock } from '../clock/clock';
import type { EndReason, SessionState, VoiceEvent } from '../events/voice-event';
import type { CallRecorder } from '../ports/call-recorder';
import type { EndOfTurnScorer } from '../ports/end-of-turn';
import type { ChatMessage, LanguageModel, ToolDefinition } from '../ports/language-model';
import type { PlaybackSink } from '../ports/playback-sink';
import type { SpeechToSpeech } from '../ports/speech-to-speech';
import type { SpeechToText } from '../ports/speech-to-text';
import type { TextToSpeech } from '../ports/text-to-speech';
import type { VoiceActivityDetector } from '../ports/voice-activity';
import type { Pace, TurnPolicy } from '../turn/turn.types';
import type { CallSession } from './call-session';

/** What a user interface shows while the call runs. */
export type SessionUpdate =
  | {
      type: 'transcript';
      turnId: string;
      speaker: 'trainee' | 'persona';
      /** A later update of a turn replaces the former; an empty final text withdraws the turn. */
      text: string;
      final: boolean;
      /** Of the persona's words, those that reached the ear. */
      heardText?: string;
    }
  | { type: 'state'; state: SessionState };

/** What the persona says without a language model; `null` or empty says nothing. */
export type SessionPhrases = {
  opening(): string;
  /** The first nudge has count 1. */
  nudge(count: number): string | null;
  closing(reason: EndReason): string | null;
  apology(): string;
  /** What `notice` was asked to say. */
  notice?(): string | null;
};

/** `endCall` makes the persona hang up once its words were heard; `output` goes to the model. */
export type ToolOutcome = { endCall?: EndReason; output?: string };

export type CallSessionOptions = {
  clock: Clock;
  /** Written to the log: `pipeline`, `scripted`, `realtime`. */
  engine: string;
  sink: PlaybackSink;
  /** Null where `speechToSpeech` takes its place. */
  languageModel: LanguageModel | null;
  /** Hears, thinks and speaks in place of the other three, which are not used then. */
  speechToSpeech?: SpeechToSpeech;
  /** Null only for a sink that speaks text by itself, and beside `speechToSpeech`. */
  textToSpeech: TextToSpeech | null;
  /** Null when words only come through `text`. */
  speechToText: SpeechToText | null;
  /** Null when the far end finds speech, or nobody does. */
  voiceActivity: VoiceActivityDetector | null;
  /** Judges what the recogniser does not; without one the words themselves decide. */
  endOfTurn?: EndOfTurnScorer;
  voice: { name: string; style?: string };
  systemPrompt: string;
  /** BCP 47, such as `en` or `de-DE`. */
  language: string;
  keyterms?: readonly string[];
  policy: TurnPolicy;
  /** How the trainee is known to pause. */
  pace?: Pace;
  talk: 'open' | 'hold';
  /** A tool named `end_call` hangs up by itself, without `runTool`. */
  tools?: readonly ToolDefinition[];
  runTool?: (name: string, argumentsJson: string) => Promise<ToolOutcome>;
  phrases: SessionPhrases;
  /** What was said before, such as in a call that broke off. */
  history?: readonly ChatMessage[];
  /** It leads to the practice, as asking what to practise does, and is no part of it. */
  prelude?: true;
  /**
   * The call's earlier session, which has ended: its log goes on here, with its clock and its
   * numbers, and `onEvent` is not used.
   */
  continues?: CallSession;
  recorder?: CallRecorder;
  onEvent: (event: VoiceEvent) => void;
  onUpdate: (update: SessionUpdate) => void;
  /** Once, after the last event. */
  onEnded: (reason: EndReason) => void;
};
