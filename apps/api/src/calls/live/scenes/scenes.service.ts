import {
  buildSystemPrompt,
  createBrain,
  GREETER_QUESTION,
  type GreeterContext,
  NOBODY_THERE,
  type PersonaBrain,
  type Realism,
  TIME_IS_UP,
  timeWarning,
} from '@sparline/personas';
import { type ChatMessage, type EndReason, type Pace, TURN_POLICIES } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import type { PinnedPersona } from '../../../personas/personas.service';
import { noRecogniser, noVoice } from '../../calls.errors';
import type { CallTurn } from '../../calls.schemas';
import { type CallVoices, EngineFactory } from '../../engines/engine-factory';
import { turnPolicyOf } from '../turn-policy';
import { PoorLineVoice } from './effect-voices';
import { GreeterModel, HAND_OVER } from './greeter-model';
import { InCallModel } from './in-call-model';
import { OpeningModel } from './opening-model';
import { practiceTools } from './practice-tools';
import type { GreeterScene, NextPractice, Scene } from './scene';

/** What the far end is like. */
export type FarEnd = { input: 'audio' | 'text' | 'both'; speaksText: boolean };

type Timed = { secondsLeft: () => number | undefined };

export type PersonaCasting = FarEnd &
  Timed & {
    persona: PinnedPersona;
    pace: Pace | undefined;
    brief: string | undefined;
    realism: Realism;
    /** What is left to chance in the call is chosen by it. */
    seed: number;
    /** The persona rings the trainee. */
    ringsBack: boolean;
    /** Of a call that broke off, to go on from there. */
    before: readonly CallTurn[];
    /** The catalogue that may be switched to, and what to do then; undefined where one may not. */
    switching?: {
      catalogue: NonNullable<GreeterContext['catalogue']>;
      onSwitch: (next: NextPractice) => void;
    };
  };

export type GreeterCasting = FarEnd &
  Timed & {
    context: Omit<GreeterContext, 'random'>;
    /** The call that `context.brokeOff` belongs to. */
    brokenCallId?: string;
    /** We have rung the trainee, who may say hello first. */
    ringsBack: boolean;
  };

/** One of the catalogue's voices that no cold call has. */
const HOUSE_VOICE = 'marin';
const LANGUAGE = 'en';
const APOLOGY = 'Sorry, I lost you for a second there. Could you say that again?';
const WHERE_WERE_WE = 'So, where were we?';

/** Casts the parts of a call: who talks, with which voice, by what means. */
@Injectable()
export class Scenes {
  constructor(private readonly engines: EngineFactory) {}

  /** Throws `calls.no_recogniser`, `calls.no_voice`. */
  async withGreeter(casting: GreeterCasting): Promise<GreeterScene> {
    const { context, secondsLeft, speaksText } = casting;
    const voices = this.engines.forGreeter({ voice: HOUSE_VOICE, speaksText });
    refuseWhatCannotWork(casting, voices);
    const now = (): GreeterContext => ({
      ...context,
      secondsLeft: secondsLeft(),
      random: Math.random,
    });
    const model = new GreeterModel(now, this.engines.askModel());
    return {
      engine: voices.engine,
      persona: null,
      discard: () => undefined,
      choice: () => {
        const { step } = model;
        if (step.next !== 'hand_over') return null;
        const { mode, persona, goesOn } = step;
        const broken = goesOn && casting.brokenCallId;
        return { mode, personaId: persona.key, ...(broken ? { goesOn: broken } : {}) };
      },
      mayRecord: () => context.consent !== 'ask' || model.step.state.recorded === true,
      options: {
        engine: voices.engine,
        languageModel: casting.ringsBack
          ? new OpeningModel(model, {
              opening: () => model.step.say,
              hears: false,
              skipsIt: (said) => model.isWish(said),
            })
          : model,
        textToSpeech: speaksText ? null : voices.textToSpeech,
        speechToText: voices.speechToText,
        voiceActivity: this.ears(casting, voices),
        voice: { name: HOUSE_VOICE },
        systemPrompt: '',
        language: LANGUAGE,
        keyterms: (context.catalogue ?? []).map(({ name }) => name),
        policy: TURN_POLICIES.greeter,
        prelude: true,
        tools: [],
        runTool: async (name) => (name === HAND_OVER ? { endCall: 'handed_over' } : {}),
        phrases: {
          opening: () => model.step.say,
          nudge: () => model.silence(),
          closing: (reason) => (reason === 'silence' ? NOBODY_THERE : lastWords(reason)),
          apology: () => `Sorry, I did not hear that. ${GREETER_QUESTION}`,
          notice: () => noticeOf(secondsLeft()),
        },
      },
    };
  }

  /** Throws `calls.no_recogniser`, `calls.no_voice`. */
  async withPersona(casting: PersonaCasting): Promise<Scene> {
    const { definition } = casting.persona;
    const { voice } = definition;
    const voices = await this.engines.forCall({ voice, speaksText: casting.speaksText });
    const discard = (): void => voices.speechToSpeech?.discard();
    try {
      refuseWhatCannotWork(casting, voices);
    } catch (error) {
      discard();
      throw error;
    }
    return {
      engine: voices.engine,
      persona: casting.persona,
      discard,
      options: this.personaOptions(casting, voices),
    };
  }

  private personaOptions(casting: PersonaCasting, voices: CallVoices): Scene['options'] {
    const { persona, before, brief, secondsLeft, switching } = casting;
    const { definition } = persona;
    const ringsBack = casting.ringsBack && before.length === 0;
    const brain = createBrain(definition, { seed: casting.seed, brief, ringsBack });
    const goesOn = before.length > 0;
    if (goesOn) remember(brain, before);
    const opening = (): string => (goesOn ? WHERE_WERE_WE : brain.open().text);
    const alone = voices.languageModel(brain);
    const model = ringsBack ? new OpeningModel(alone, { opening, hears: true }) : alone;
    return {
      engine: voices.engine,
      ...(voices.speechToSpeech ? { speechToSpeech: voices.speechToSpeech } : {}),
      languageModel: switching ? new InCallModel(model, { ...switching, secondsLeft }) : model,
      textToSpeech: casting.speaksText ? null : voiceOf(casting, voices),
      speechToText: voices.speechToText,
      voiceActivity: this.ears(casting, voices),
      voice: { name: definition.voice, style: styleOf(persona) },
      systemPrompt: buildSystemPrompt(definition, { brief, ringsBack }),
      language: LANGUAGE,
      keyterms: [definition.name],
      policy: turnPolicyOf(definition, casting.input),
      pace: casting.pace,
      history: before.map(toMessage),
      ...practiceTools(secondsLeft, switching?.onSwitch),
      phrases: {
        opening,
        nudge: () => brain.nudge().text,
        closing: (reason) => lastWords(reason) ?? brain.close().text,
        apology: () => APOLOGY,
        notice: () => noticeOf(secondsLeft()),
      },
    };
  }

  private ears({ input }: FarEnd, voices: CallVoices) {
    return input === 'text' ? null : this.engines.voiceActivity(voices);
  }
}

const refuseWhatCannotWork = ({ input, speaksText }: FarEnd, voices: CallVoices): void => {
  if (speaksText || voices.speechToSpeech) return;
  if (input === 'audio' && !voices.speechToText) throw noRecogniser();
  if (!voices.textToSpeech) throw noVoice();
};

/** Where the call has another reason to end than the persona's own; null leaves it to the persona. */
const lastWords = (reason: EndReason): string | null => {
  if (reason === 'time_limit') return TIME_IS_UP;
  return reason === 'switched' || reason === 'handed_over' ? '' : null;
};

const noticeOf = (secondsLeft: number | undefined): string | null =>
  secondsLeft === undefined ? null : timeWarning(secondsLeft);

const voiceOf = ({ realism, seed }: PersonaCasting, { textToSpeech }: CallVoices) =>
  textToSpeech && realism.poorLine ? new PoorLineVoice(textToSpeech, seed) : textToSpeech;

const styleOf = ({ definition }: PinnedPersona): string =>
  [definition.voiceDescription, definition.speech.delivery].filter(Boolean).join('. ');

/** The built-in brain knows where a conversation stands by having had it. */
const remember = (brain: PersonaBrain, before: readonly CallTurn[]): void => {
  brain.open();
  for (const { speaker, text } of before) if (speaker === 'trainee') brain.reply({ text });
};

const toMessage = ({ speaker, text: content }: CallTurn): ChatMessage => ({
  role: speaker === 'trainee' ? 'user' : 'assistant',
  content,
});
