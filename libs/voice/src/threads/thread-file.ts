import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

const SOURCE = join('libs', 'voice', 'src');

/**
 * The compiled file of a thread that is written beside its caller. Node cannot start a thread from
 * TypeScript, so code that runs from source (in tests) borrows the twin from the last build.
 * @param folder the caller's `__dirname`
 * @param name of the thread, without `.thread.js`
 * @throws Error when the project has not been built.
 */
export function threadFile(folder: string, name: string): string {
  const file = `${name}.thread.js`;
  const beside = join(folder, file);
  if (existsSync(beside)) return beside;
  const twin = compiledTwin(folder, file);
  if (twin && existsSync(twin)) return twin;
  throw new Error(`The thread ${file} has not been compiled; run \`npm run build\` first.`);
}

function compiledTwin(folder: string, file: string): string | undefined {
  const at = folder.lastIndexOf(sep + SOURCE);
  if (at < 0) return undefined;
  return join(folder.slice(0, at), 'dist', folder.slice(at + 1), file);
}
