import { EspeakTextToSpeech } from '@sparline/voice';
import { callOptions, CallUsageError } from './call/call-options';
import { placeCall } from './call/place-call';
import { typedActs } from './call/read-acts';

const print = (line: string): void => console.log(line);

/** A caller in the terminal: `npm run call -- --help`. */
async function main(): Promise<void> {
  const options = callOptions(process.argv.slice(2), process.env);
  const voice = EspeakTextToSpeech.available() ? new EspeakTextToSpeech() : undefined;
  if (!voice) print('The built-in voice is not installed, so you speak in beeps.');
  const { stdin } = process;
  if (!options.acts && stdin.isTTY) {
    print('Type what you say; #1 presses 1, an empty line hangs up.');
  }
  try {
    const outcome = await placeCall(options, {
      voice,
      print,
      typed: (over) => typedActs(stdin, over),
      byHand: stdin.isTTY,
    });
    print(outcome.explanation);
    if (options.out) print(`What you heard is in ${options.out}.`);
    process.exitCode = outcome.ok ? 0 : 1;
  } finally {
    await voice?.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The call failed.');
  process.exitCode = error instanceof CallUsageError ? 2 : 1;
});
