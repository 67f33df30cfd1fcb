import { randomUUID } from 'node:crypto';
import type { AppConfig } from '../config/app-config';
import { storageOf } from '../platform/storage/storage.module';
import { type Check, failed, passed } from './check';
import { within } from './within';

const NAME = 'Storage';
const WITHIN_MS = 8000;
const CONTENT = Buffer.from('Written by npm run doctor; can be deleted.\n');

/** Writes a small object, looks for it and deletes it. */
export const checkStorage = async (config: AppConfig): Promise<Check> => {
  const { s3, dataDir } = config;
  const place = s3 ? `bucket ${s3.bucket} at ${new URL(s3.endpoint).host}` : dataDir;
  try {
    const bytes = await within(WITHIN_MS, roundTrip(config));
    if (bytes === CONTENT.length) return passed(NAME, `${place} can be written to`);
    throw new Error(`${bytes ?? 0} bytes came back of ${CONTENT.length}`);
  } catch (error) {
    const fix = s3
      ? 'Check S3_ENDPOINT, S3_REGION, S3_BUCKET and the keys, which need to read, write and delete.'
      : 'Let the user who runs the service write there, or set DATA_DIR to another folder.';
    return failed(NAME, `${place} cannot be written to (${(error as Error).message})`, fix);
  }
};

const roundTrip = async (config: AppConfig): Promise<number | undefined> => {
  const storage = storageOf(config);
  const key = `doctor/${randomUUID()}`;
  await storage.put(key, CONTENT, 'text/plain');
  try {
    return (await storage.stat(key))?.bytes;
  } finally {
    await storage.delete(key);
  }
};
