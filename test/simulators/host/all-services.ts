import { CARTESIA_VOICES } from '../../../libs/voice/src/providers/cartesia/cartesia-voices';
import { AURA_VOICES, auraModel } from '../../../libs/voice/src/providers/deepgram/deepgram-voices';
import { ELEVENLABS_VOICES } from '../../../libs/voice/src/providers/elevenlabs/elevenlabs-voices';
import type { TextToSpeech } from '../../../libs/voice/src/ports/text-to-speech';
import { AssemblyAiSimulator } from '../assemblyai/assemblyai-simulator';
import { CartesiaSimulator } from '../cartesia/cartesia-simulator';
import { DeepgramSimulator } from '../deepgram/deepgram-simulator';
import { DeepgramSpeakSimulator } from '../deepgram/speak-simulator';
import { ElevenLabsSimulator } from '../elevenlabs/elevenlabs-simulator';
import { OpenAiSimulator } from '../openai/openai-simulator';
import { toneBursts, type SpeechBody, type SpeechScript } from '../openai/speech-endpoint';
import { builtInVoice, spokenBy } from '../voices/built-in-voice';
import type { TwilioSimulator } from '../twilio/twilio-simulator';
import { AccountEndpoints } from './account-endpoints';
import type { SaidPage } from './said-page';
import { SentMessages } from './sent-messages';
import type { SimulatedService } from './simulator-host';

/** Where each vendor's base URL lies on the port. */
export const ACCOUNTS = {
  OPENAI: '/v1',
  GEMINI: '/v1beta/openai',
  DEEPGRAM: '',
  ASSEMBLYAI: '',
  CARTESIA: '',
  ELEVENLABS: '',
} as const;

const AURA_MODELS = Object.fromEntries(
  Object.keys(AURA_VOICES).map((name) => [name, { id: auraModel('aura-2', name) }]),
);

/** Every protocol that is simulated; told apart by their paths. */
export function allServices(
  said: SaidPage,
  voice: TextToSpeech | undefined,
  telephone: TwilioSimulator,
): readonly SimulatedService[] {
  return [
    said,
    new OpenAiSimulator({
      speech: speechOf(voice),
      transcript: said.next,
      realtime: voice && ((text, name) => spokenBy(voice, text, name)),
    }),
    new DeepgramSimulator(said.next),
    new DeepgramSpeakSimulator(voice && builtInVoice(voice, AURA_MODELS)).server,
    new AssemblyAiSimulator(undefined, said.next),
    new CartesiaSimulator(voice && builtInVoice(voice, CARTESIA_VOICES)).server,
    new ElevenLabsSimulator(voice && builtInVoice(voice, ELEVENLABS_VOICES)).server,
    telephone,
    new AccountEndpoints(),
    new SentMessages(telephone),
  ];
}

/** Words where the built-in voice is installed, beeps where it is not. */
function speechOf(voice: TextToSpeech | undefined): SpeechScript {
  if (!voice) return toneBursts;
  return async ({ input, voice: name }: SpeechBody) =>
    (await spokenBy(voice, input, String(name))).samples;
}
