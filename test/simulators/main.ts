import { parseArgs } from 'node:util';
import { CARTESIA_VOICES } from '../../libs/voice/src/providers/cartesia/cartesia-voices';
import { ELEVENLABS_VOICES } from '../../libs/voice/src/providers/elevenlabs/elevenlabs-voices';
import { EspeakTextToSpeech } from '../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import { AssemblyAiSimulator } from './assemblyai/assemblyai-simulator';
import { CartesiaSimulator } from './cartesia/cartesia-simulator';
import { DeepgramSimulator } from './deepgram/deepgram-simulator';
import { ElevenLabsSimulator } from './elevenlabs/elevenlabs-simulator';
import { OpenAiSimulator } from './openai/openai-simulator';
import { toneBursts, type SpeechBody, type SpeechScript } from './openai/speech-endpoint';
import { builtInVoice, spokenBy } from './voices/built-in-voice';

const USUAL_PORT = '4010';

/** Words where the built-in voice is installed, beeps where it is not. */
function speechOf(voice: EspeakTextToSpeech | undefined): SpeechScript {
  if (!voice) return toneBursts;
  return async ({ input, voice: name }: SpeechBody) =>
    (await spokenBy(voice, input, String(name))).samples;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: USUAL_PORT } } });
  const voice = EspeakTextToSpeech.available() ? new EspeakTextToSpeech() : undefined;
  const simulator = new OpenAiSimulator({ speech: speechOf(voice) });
  const port = Number(values.port);
  const { baseUrl } = await simulator.start(port);
  const vendors = {
    DEEPGRAM: new DeepgramSimulator(),
    ASSEMBLYAI: new AssemblyAiSimulator(),
    CARTESIA: new CartesiaSimulator(voice && builtInVoice(voice, CARTESIA_VOICES)),
    ELEVENLABS: new ElevenLabsSimulator(voice && builtInVoice(voice, ELEVENLABS_VOICES)),
  };
  const addresses: string[] = [];
  for (const [index, [name, vendor]] of Object.entries(vendors).entries()) {
    const started = await vendor.start(port && port + 1 + index);
    addresses.push(`export ${name}_API_KEY=simulated ${name}_BASE_URL=${started.baseUrl}`);
  }
  console.log('Provider simulators are running. In another terminal:\n');
  console.log(`export OPENAI_API_KEY=simulated OPENAI_BASE_URL=${baseUrl}`);
  for (const address of addresses) console.log(address);
  console.log('npm start\n\nStop with Ctrl-C.');
  const stop = (): void => {
    void Promise.all([
      simulator.close(),
      ...Object.values(vendors).map((vendor) => vendor.close()),
      voice?.close(),
    ]);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The simulators could not start.');
  process.exitCode = 1;
});
