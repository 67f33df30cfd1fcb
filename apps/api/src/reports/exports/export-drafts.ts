import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '../../config/app-config';
import { untouchedIn } from '../../platform/storage/untouched';

/**
 * Where an export is written before it is stored: under our own roof, where the sweep of this machine
 * finds what a kill has left.
 */
@Injectable()
export class ExportDrafts {
  private readonly folder: string;

  constructor(config: AppConfig) {
    this.folder = join(config.dataDir, 'exporting');
  }

  /** Gives `work` the path of a file that is not there yet, and takes the file away in the end. */
  async with<Result>(id: string, work: (path: string) => Promise<Result>): Promise<Result> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, `${id}-${randomUUID()}.csv`);
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async removeUntouched(since: Date): Promise<void> {
    for (const name of await untouchedIn(this.folder, since)) {
      await rm(join(this.folder, name), { force: true });
    }
  }
}
