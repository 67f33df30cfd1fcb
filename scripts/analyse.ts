import { measureDelivery, readTranscript } from '@sparline/personas';
import { readFileSync } from 'node:fs';

const USAGE = 'Usage: npm run --silent analyse -- transcript.json';

/** Prints the delivery metrics of a transcript file; exit code 1 and one line when it cannot. */
const main = (path: string | undefined): void => {
  if (!path) throw new Error(USAGE);
  const turns = readTranscript(parsed(path, contentOf(path)));
  process.stdout.write(`${JSON.stringify(measureDelivery(turns), null, 2)}\n`);
};

const contentOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${reasonOf(error)}`);
  }
};

const parsed = (path: string, content: string): unknown => {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new Error(`${path} is not JSON: ${reasonOf(error)}`);
  }
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

try {
  main(process.argv[2]);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
