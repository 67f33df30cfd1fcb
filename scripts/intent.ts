import { detectIntent } from '@sparline/personas';
import { once } from 'node:events';
import { boundedLines } from './bounded-lines';

const USAGE = 'Usage: npm run --silent intent [-- --in-call] < phrases.txt';
const MAX_PHRASE_CHARS = 4_000;

/** One JSON line for each line read, empty ones too, so that both can be laid side by side. */
const main = async (args: readonly string[]): Promise<void> => {
  if (args.some((arg) => arg !== '--in-call')) throw new Error(USAGE);
  const inCall = args.includes('--in-call');
  const { stdin, stdout } = process;
  if (stdin.isTTY) process.stderr.write('Type a phrase a line; Ctrl-D ends.\n');
  for await (const line of boundedLines(stdin, MAX_PHRASE_CHARS)) {
    const answer = JSON.stringify(detectIntent(line.replace(/^\uFEFF/, '').trim(), { inCall }));
    if (!stdout.write(`${answer}\n`)) await once(stdout, 'drain');
  }
};

/** Whoever reads the answers may have read enough: `... | head -1`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
