import { OpenAiSimulator } from '../simulators/openai/openai-simulator';
import { beeps, type SpokenText } from '../simulators/voices/spoken-text';

const spoken = new Map<string, SpokenText | Promise<SpokenText>>();

/** Made once, or this process would have more to do than the one that is measured. */
function sayAgain(text: string): SpokenText | Promise<SpokenText> {
  const known = spoken.get(text) ?? beeps(text, '');
  spoken.set(text, known);
  return known;
}

/** The other end of a Realtime connection, in a process of its own, so that its work is not counted. */
async function main(): Promise<void> {
  const simulator = new OpenAiSimulator({ realtime: sayAgain });
  simulator.realtime.knobs = { delayMs: 300, transcriptDelayMs: 200 };
  simulator.realtime.replyWith(() => ({
    text: 'That is a fair question. Give me the short version.',
  }));
  const { baseUrl } = await simulator.start();
  process.send?.(baseUrl);
  process.once('disconnect', () => process.exit());
}

void main();
