import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '../config/app-config';

/** Where a running call keeps its raw audio until it is mixed. */
@Injectable()
export class SpoolFolders {
  constructor(private readonly config: AppConfig) {}

  folderOf(callId: string): string {
    return join(this.config.dataDir, 'spool', callId);
  }

  /** Nothing happens when it is gone already. */
  async remove(callId: string): Promise<void> {
    await rm(this.folderOf(callId), { recursive: true, force: true });
  }
}
