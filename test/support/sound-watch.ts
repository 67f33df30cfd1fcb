import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectStorage } from '../../apps/api/src/platform/storage/object-storage';

const LOOK_EVERY_MS = 25;
/** Wherever sound of calls can lie under a data folder, and in a store. */
const FOLDERS = ['spool', 'collected', 'mixing', 'objects'];
const PREFIXES = ['spool', 'recordings'];

/** Sees every file and object in which sound was ever kept, however shortly. */
export class SoundWatch {
  private readonly files = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  private readonly put: jest.SpyInstance;

  constructor(
    private readonly dataDir: string,
    private readonly storage: ObjectStorage,
  ) {
    const put = storage.put.bind(storage);
    this.put = jest.spyOn(storage, 'put').mockImplementation((key, source, contentType) => {
      this.keys.add(key);
      return put(key, source, contentType);
    });
  }

  close(): void {
    clearInterval(this.timer);
    this.put.mockRestore();
  }

  /** Everything so far, and what lies there now. */
  async seen(): Promise<string[]> {
    this.look();
    for (const prefix of PREFIXES) {
      for await (const { key } of this.storage.list(prefix)) this.keys.add(key);
    }
    return [...this.files, ...this.keys];
  }

  private look(): void {
    for (const name of FOLDERS) {
      const folder = join(this.dataDir, name);
      if (!existsSync(folder)) continue;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) this.files.add(join(entry.parentPath, entry.name));
      }
    }
  }
}
