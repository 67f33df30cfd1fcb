import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The names in a folder that nobody has changed since; none where there is no folder. */
export const untouchedIn = async (folder: string, since: Date): Promise<string[]> => {
  const old: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    // It may be gone by now.
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && found.mtimeMs < since.getTime()) old.push(name);
  }
  return old;
};
