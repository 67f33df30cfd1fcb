import { MAILBOX_DONE, mailboxGreeting } from '@sparline/personas';
import { TURN_POLICIES, type TurnPolicy } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { EngineFactory } from '../../engines/engine-factory';
import { BeepingVoice, HoldVoice, PoorLineVoice } from './effect-voices';
import { GatekeeperModel, SilentModel } from './gatekeeper-model';
import { HAND_OVER } from './greeter-model';
import type { Scene, SceneOptions } from './scene';
import type { PersonaCasting } from './scenes.service';

export type NextScene = () => Promise<Scene>;

/** Two voices of the catalogue; the other one where the persona has the first. */
const GATEKEEPER_VOICES = ['coral', 'nova'] as const;
const MUSIC = '(Music)';
const LANGUAGE = 'en';

/** A mailbox waits longer than a person, and then takes the message for said. */
const MAILBOX: TurnPolicy = {
  ...TURN_POLICIES.interview,
  nudgeAfterMs: 5_000,
  maxNudges: 0,
  cutInAfterMs: null,
  cutInWords: null,
  maxSpeculations: 0,
};

/** What comes between the trainee and the one they want to talk to. */
@Injectable()
export class RealismScenes {
  constructor(private readonly engines: EngineFactory) {}

  /** Skipped where nobody could hear the trainee. */
  async gatekeeper(casting: PersonaCasting, next: NextScene): Promise<Scene> {
    const { definition } = casting.persona;
    const [usual, other] = GATEKEEPER_VOICES;
    const voice = definition.voice === usual ? other : usual;
    const gatekeeper = new GatekeeperModel(definition);
    const scene = this.part(casting, voice, {
      languageModel: gatekeeper,
      policy: TURN_POLICIES.gatekeeper,
      opening: gatekeeper.opening(),
      closing: 'Goodbye.',
    });
    if (casting.input === 'audio' && !scene.options.speechToText) return next();
    return { ...scene, next };
  }

  /** Skipped where the far end speaks text by itself, which cannot play music. */
  async hold(casting: PersonaCasting, next: NextScene): Promise<Scene> {
    if (casting.speaksText) return next();
    const scene = this.part(casting, casting.persona.definition.voice, { closing: MUSIC });
    const options = { ...scene.options, textToSpeech: new HoldVoice() };
    return { ...scene, options, monologue: true, next };
  }

  /** Nobody picks up: the greeting of a mailbox, a beep, and a message to be spoken. */
  async mailbox(casting: PersonaCasting): Promise<Scene> {
    const { name, voice } = casting.persona.definition;
    const greeting = mailboxGreeting(name);
    const scene = this.part(casting, voice, { closing: greeting });
    const { textToSpeech } = scene.options;
    return {
      ...scene,
      options: {
        ...scene.options,
        textToSpeech: textToSpeech && new BeepingVoice(textToSpeech, greeting),
      },
      monologue: true,
      next: async () =>
        this.part(casting, voice, {
          languageModel: new SilentModel(),
          policy: MAILBOX,
          closing: MAILBOX_DONE,
        }),
    };
  }

  private part(
    casting: PersonaCasting,
    voice: string,
    part: Partial<Pick<SceneOptions, 'languageModel' | 'policy'>> & {
      opening?: string;
      closing: string;
    },
  ): Scene {
    const { input, persona, realism, seed, speaksText } = casting;
    const voices = this.engines.forGreeter({ voice, speaksText });
    const { textToSpeech } = voices;
    const spoken =
      textToSpeech && realism.poorLine ? new PoorLineVoice(textToSpeech, seed) : textToSpeech;
    return {
      engine: voices.engine,
      persona,
      discard: () => undefined,
      options: {
        engine: voices.engine,
        languageModel: part.languageModel ?? new SilentModel(),
        textToSpeech: speaksText ? null : spoken,
        speechToText: voices.speechToText,
        voiceActivity: input === 'text' ? null : this.engines.voiceActivity(voices),
        voice: { name: voice },
        systemPrompt: '',
        language: LANGUAGE,
        policy: part.policy ?? TURN_POLICIES.greeter,
        tools: [],
        runTool: async (name) => (name === HAND_OVER ? { endCall: 'handed_over' } : {}),
        phrases: {
          opening: () => part.opening ?? '',
          nudge: () => 'Hello? Are you still there?',
          closing: () => part.closing,
          apology: () => 'Sorry, could you say that again?',
        },
      },
    };
  }
}
