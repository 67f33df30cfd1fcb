import { PERSONA_FILE, TRAINEE_FILE } from '@sparline/voice';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStorage } from '../../platform/storage/object-storage';
import { WHOLE_MARK } from './shared-spool';

const FILES: readonly string[] = [TRAINEE_FILE, PERSONA_FILE];

/** Puts a call's pieces together again, each at its place; what was never carried over is silence. */
export const collectPieces = async (
  storage: ObjectStorage,
  keyPrefix: string,
  folder: string,
): Promise<'whole' | 'part' | 'none'> => {
  const begun = new Set<string>();
  let isWhole = false;
  for await (const { key } of storage.list(keyPrefix)) {
    const [name = '', place] = key.slice(keyPrefix.length + 1).split('/');
    if (name === WHOLE_MARK) isWhole = true;
    if (!FILES.includes(name) || place === undefined) continue;
    const path = join(folder, name);
    if (!begun.has(name)) await writeFile(path, '');
    begun.add(name);
    const target = createWriteStream(path, { flags: 'r+', start: Number(place) });
    await pipeline(await storage.readStream(key), target);
  }
  if (isWhole) return 'whole';
  return begun.size > 0 ? 'part' : 'none';
};
