import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Options } from '../../../apps/api/src/platform/storage/s3-client';

/** The only account that server knows. */
export const S3_ACCOUNT = {
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
};
export const S3_BUCKET = 'recordings';

/** Another project's S3 server on a free port, with one bucket. */
export const startS3Server = async (): Promise<{ options: S3Options; close(): Promise<void> }> => {
  const directory = mkdtempSync(join(tmpdir(), 'sparline-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: S3_BUCKET }],
  });
  const { port } = await server.run();
  return {
    options: {
      ...S3_ACCOUNT,
      endpoint: `http://127.0.0.1:${port}`,
      bucket: S3_BUCKET,
      backoffMs: 5,
    },
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
