import type { EndReason, VoiceEvent } from '../events/voice-event';
import { CallSession } from '../session/call-session';
import type { CallSessionOptions, SessionUpdate } from '../session/session-options';
import { TURN_POLICIES } from '../turn/policy';
import { LoopbackSink } from './loopback-sink';
import type { ScriptedReply } from './scripted-language-model';
import { ScriptedLanguageModel } from './scripted-language-model';
import { ScriptedSpeechToText } from './scripted-speech-to-text';
import type { ScriptedVoice } from './scripted-text-to-speech';
import { ScriptedTextToSpeech } from './scripted-text-to-speech';
import { ScriptedVoiceActivity } from './scripted-voice-activity';
import { VirtualClock } from './virtual-clock';

export type ScriptedCallOptions = {
  /** For parts of the session that need the call's time before it is made. */
  clock?: VirtualClock;
  replies?: readonly (string | ScriptedReply)[];
  voice?: ScriptedVoice;
  finalBudgetMs?: number;
  /** The sink speaks text by itself. */
  speaksText?: boolean;
  session?: Partial<CallSessionOptions>;
};

const SILENT_FRAME = new Int16Array(320);

/** A whole call on a virtual clock: tell it what is said when, and look at what came of it. */
export class ScriptedCall {
  readonly clock: VirtualClock;
  readonly events: VoiceEvent[] = [];
  readonly updates: SessionUpdate[] = [];
  readonly sink: LoopbackSink;
  readonly model: ScriptedLanguageModel;
  readonly voice: ScriptedTextToSpeech;
  readonly recogniser: ScriptedSpeechToText;
  readonly activity = new ScriptedVoiceActivity();
  /** What the session was made of. */
  readonly options: CallSessionOptions;
  readonly session: CallSession;
  ended: EndReason | null = null;

  constructor(options: ScriptedCallOptions = {}) {
    const { replies, voice, finalBudgetMs, speaksText, session } = options;
    this.clock = options.clock ?? new VirtualClock();
    this.sink = new LoopbackSink(this.clock, voice?.sampleRate ?? 16_000, speaksText ?? false);
    this.model = new ScriptedLanguageModel(this.clock, replies ?? ['I see.']);
    this.voice = new ScriptedTextToSpeech(this.clock, voice);
    this.recogniser = new ScriptedSpeechToText(finalBudgetMs);
    this.options = {
      clock: this.clock,
      engine: 'pipeline',
      sink: this.sink,
      languageModel: this.model,
      textToSpeech: speaksText ? null : this.voice,
      speechToText: this.recogniser,
      voiceActivity: this.activity,
      voice: { name: 'ash' },
      systemPrompt: 'You are Sarah.',
      language: 'en',
      policy: TURN_POLICIES.cold_call,
      talk: 'open',
      phrases: {
        opening: () => 'Hello, Sarah here.',
        nudge: (count) => (count === 1 ? 'Are you still there?' : 'Hello?'),
        closing: () => 'Goodbye then.',
        apology: () => 'Sorry, I missed that.',
      },
      onEvent: (event) => this.events.push(event),
      onUpdate: (update) => this.updates.push(update),
      onEnded: (reason) => (this.ended = reason),
      ...session,
    };
    this.session = new CallSession(this.options);
  }

  /** Starts and lets the greeting be heard to its end. */
  async greeted(): Promise<this> {
    this.session.start();
    await this.clock.until(() => this.count('turn.spoken') === 1);
    return this;
  }

  /** The trainee's voice begins or ends, by the server's own detector. */
  speech(active: boolean): void {
    this.activity.next(active ? 'start' : 'end');
    this.session.audio(SILENT_FRAME);
  }

  /** The trainee says something that takes `ms` and is recognised right after. */
  async says(text: string, ms = 800): Promise<void> {
    this.speech(true);
    await this.clock.advance(ms);
    this.speech(false);
    await this.clock.advance(50);
    this.recogniser.final(text);
  }

  /** Waits until the persona is heard and `ms` more. */
  async heardFor(ms: number): Promise<void> {
    await this.clock.until(() => this.sink.sounding);
    await this.clock.advance(ms);
  }

  all<T extends VoiceEvent['type']>(type: T): Extract<VoiceEvent, { type: T }>[] {
    return this.events.filter(
      (event): event is Extract<VoiceEvent, { type: T }> => event.type === type,
    );
  }

  last<T extends VoiceEvent['type']>(type: T): Extract<VoiceEvent, { type: T }> {
    const event = this.all(type).at(-1);
    if (!event) throw new Error(`There was no ${type}.`);
    return event;
  }

  count(type: VoiceEvent['type']): number {
    return this.all(type).length;
  }

  /** The trainee's turns that more than one audible reply was given to; always empty. */
  answeredTwice(): string[] {
    const audible = new Set(
      this.all('turn.spoken')
        .filter(({ heardText }) => heardText !== '')
        .map(({ turnId }) => turnId),
    );
    const answered = [...this.all('reply.started'), ...this.all('reply.speculated')]
      .filter(({ turnId, answers }) => answers !== undefined && audible.has(turnId))
      .map(({ answers }) => answers ?? '');
    return answered.filter((id, at) => answered.indexOf(id) !== at);
  }
}
