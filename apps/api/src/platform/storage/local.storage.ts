import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  copyFile,
  mkdir,
  open,
  opendir,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { AppConfig } from '../../config/app-config';
import { type ByteSpan, ObjectStorage, type StoredObject } from './object-storage';
import { checkedKey } from './storage-key';

/** A draft that is being written changes all the time. */
const ABANDONED_AFTER_MS = 10_000;

@Injectable()
export class LocalStorage extends ObjectStorage {
  private readonly root: string;

  constructor(config: AppConfig) {
    super();
    this.root = join(config.dataDir, 'objects');
  }

  /** Written beside its place and moved there, so that nobody ever reads half an object. */
  async put(key: string, source: string | Buffer, _contentType: string): Promise<void> {
    const path = this.pathOf(key);
    const draft = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true });
    await this.clearDrafts(path);
    try {
      await (typeof source === 'string' ? copyFile(source, draft) : writeFile(draft, source));
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async stat(key: string): Promise<{ bytes: number } | undefined> {
    try {
      return { bytes: (await stat(this.pathOf(key))).size };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async readStream(key: string, span: ByteSpan = {}): Promise<Readable> {
    const path = this.pathOf(key);
    // Opened first: a missing object fails here, not after the headers of an answer are out.
    const file = await open(path);
    return createReadStream(path, { fd: file, ...span });
  }

  async delete(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Also names what a killed process left half written: it belongs to nobody. */
  async *list(folder: string): AsyncGenerator<StoredObject> {
    const path = this.pathOf(folder);
    if (!(await this.stat(folder))) return;
    for await (const entry of await opendir(path, { recursive: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const found = await stat(file).catch(() => undefined);
      if (!found) continue;
      yield { key: relative(this.root, file), bytes: found.size, modifiedAt: found.mtime };
    }
  }

  /** Whoever was killed while writing this object has left a draft, and it is written again now. */
  private async clearDrafts(path: string): Promise<void> {
    const beginning = `${basename(path)}.`;
    for (const name of await readdir(dirname(path))) {
      if (!name.startsWith(beginning) || !name.endsWith('.part')) continue;
      const draft = join(dirname(path), name);
      const found = await stat(draft).catch(() => undefined);
      const isLeft = found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS;
      if (isLeft) await rm(draft, { force: true });
    }
  }

  private pathOf(key: string): string {
    return join(this.root, checkedKey(key));
  }
}
