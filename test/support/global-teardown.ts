import { rmSync } from 'node:fs';
import { keep, kept } from './test-server';

export default async function teardown(): Promise<void> {
  const own = kept();
  if (!own) return;
  keep(undefined);
  await own.server.stop('immediate');
  rmSync(own.folder, { recursive: true, force: true });
}
