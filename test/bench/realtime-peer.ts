import { OpenAiSimulator } from '../simulators/openai/openai-simulator';

/** The other end of a Realtime connection, in a process of its own, so that its work is not counted. */
async function main(): Promise<void> {
  const simulator = new OpenAiSimulator();
  simulator.realtime.knobs = { delayMs: 300, transcriptDelayMs: 200 };
  simulator.realtime.replyWith(() => ({
    text: 'That is a fair question. Give me the short version.',
  }));
  const { baseUrl } = await simulator.start();
  process.send?.(baseUrl);
  process.once('disconnect', () => process.exit());
}

void main();
