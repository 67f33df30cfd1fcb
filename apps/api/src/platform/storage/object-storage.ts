import type { Readable } from 'node:stream';

/** Both ends are included, as in HTTP. */
export type ByteSpan = { start?: number; end?: number };

export type StoredObject = { key: string; bytes: number; modifiedAt: Date };

/**
 * Where files outlive the process. Keys are paths of plain names, separated by `/`; whoever stores
 * decides them, and they never hold what a person typed.
 */
export abstract class ObjectStorage {
  /** Replaces what is there. A file is copied, and stays with the caller. */
  abstract put(key: string, source: string | Buffer, contentType: string): Promise<void>;
  abstract stat(key: string): Promise<{ bytes: number } | undefined>;
  /** Fails with `ENOENT` when the object is not there. */
  abstract readStream(key: string, span?: ByteSpan): Promise<Readable>;
  /** Deleting what is not there succeeds. */
  abstract delete(key: string): Promise<void>;
  /** What lies under a folder, in no order. Fails where the store itself cannot be read. */
  abstract list(folder: string): AsyncIterable<StoredObject>;
}
