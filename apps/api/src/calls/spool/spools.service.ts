import {
  BYTES_PER_SAMPLE,
  CallSpool,
  type Clock,
  samplesToMs,
  TRAINEE_FILE,
  TRAINEE_SAMPLE_RATE,
} from '@sparline/voice';
import { Injectable, Logger } from '@nestjs/common';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppConfig } from '../../config/app-config';
import { ObjectStorage } from '../../platform/storage/object-storage';
import { untouchedIn } from '../../platform/storage/untouched';
import { CallRepository } from '../call.repository';
import { collectPieces } from './collect-pieces';
import { type OpenSpool, SharedSpool } from './shared-spool';

export type CallRef = { organizationId: string; callId: string };

/** What there is of a call's raw sound, on this machine. */
export type CollectedSound = {
  folder: string;
  /** `part`: its process has not said that this is all. */
  state: 'whole' | 'part' | 'none';
  release: () => Promise<void>;
};

/**
 * Where calls keep their raw sound until it is mixed: a folder of the machine they run on. With an
 * object store it is carried there while they run, so that any machine can mix it.
 */
@Injectable()
export class SpoolsService {
  private readonly logger = new Logger(SpoolsService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly storage: ObjectStorage,
    private readonly calls: CallRepository,
  ) {}

  folderOf(callId: string): string {
    return join(this.config.dataDir, 'spool', callId);
  }

  /** Makes nothing before there is sound. */
  open({ organizationId, callId, clock }: CallRef & { clock: Clock }): OpenSpool {
    const folder = this.folderOf(callId);
    const note = (what: Promise<void>): void => {
      void what.catch((error: unknown) => {
        this.logger.error({ err: error, callId }, 'What became of the sound could not be noted');
      });
    };
    const spool = new CallSpool({
      clock,
      folder,
      onBegun: () => note(this.begin({ organizationId, callId })),
      onError: (error) => {
        this.logger.error({ err: error, callId }, 'A part of the sound could not be written');
        note(this.calls.setRecordingProblem(organizationId, callId, problemOf(error)));
      },
    });
    if (!this.config.s3) return spool;
    return new SharedSpool(spool, {
      clock,
      folder,
      storage: this.storage,
      keyPrefix: keyPrefixOf({ organizationId, callId }),
      onTrouble: (error) =>
        this.logger.warn({ err: error, callId }, 'Sound could not be carried to the store yet'),
    });
  }

  /** The folder first: a call that says it was recorded, and has none, is looked for elsewhere. */
  private async begin({ organizationId, callId }: CallRef): Promise<void> {
    await mkdir(this.folderOf(callId), { recursive: true }).catch(() => undefined);
    await this.calls.setSpooled(organizationId, callId);
  }

  /** How far into the call the trainee's sound goes on this machine; 0 where there is none. */
  async soundMs(callId: string): Promise<number> {
    const file = await stat(join(this.folderOf(callId), TRAINEE_FILE)).catch(() => undefined);
    const samples = Math.floor((file?.size ?? 0) / BYTES_PER_SAMPLE);
    return Math.round(samplesToMs(samples, TRAINEE_SAMPLE_RATE));
  }

  /** From this machine's folder, or else from the store. */
  async collect(call: CallRef): Promise<CollectedSound> {
    const folder = this.folderOf(call.callId);
    const here = await stat(folder).catch(() => undefined);
    if (here) return { folder, state: 'whole', release: async () => undefined };
    if (!this.config.s3) return { folder, state: 'none', release: async () => undefined };
    const parent = join(this.config.dataDir, 'collected');
    await mkdir(parent, { recursive: true });
    const collected = await mkdtemp(join(parent, 'call-'));
    const release = () => rm(collected, { recursive: true, force: true });
    try {
      const state = await collectPieces(this.storage, keyPrefixOf(call), collected);
      return { folder: collected, state, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Nothing happens when it is gone already. */
  async remove(call: CallRef): Promise<void> {
    await this.removeHere(call.callId);
    await this.removeStored(call);
  }

  async removeHere(callId: string): Promise<void> {
    await rm(this.folderOf(callId), { recursive: true, force: true });
  }

  async removeStored(call: CallRef): Promise<void> {
    if (!this.config.s3) return;
    for await (const { key } of this.storage.list(keyPrefixOf(call))) {
      await this.storage.delete(key);
    }
  }

  /** Of this machine alone: the calls whose folders nobody has touched since. */
  async listUntouched(since: Date): Promise<string[]> {
    const names = await untouchedIn(join(this.config.dataDir, 'spool'), since);
    return names.filter((name) => UUID.test(name));
  }

  /** In the store, of this installation or another: the calls whose pieces nobody has touched since. */
  async listStored(since: Date): Promise<CallRef[]> {
    if (!this.config.s3) return [];
    const calls = new Map<string, CallRef & { isTouched: boolean }>();
    for await (const { key, modifiedAt } of this.storage.list('spool')) {
      const [, organizationId = '', callId = ''] = key.split('/');
      if (!UUID.test(organizationId) || !UUID.test(callId)) continue;
      const id = `${organizationId}/${callId}`;
      const isTouched = modifiedAt >= since || (calls.get(id)?.isTouched ?? false);
      calls.set(id, { organizationId, callId, isTouched });
    }
    return [...calls.values()].filter(({ isTouched }) => !isTouched);
  }

  /** For one attempt to mix a call: under our own roof, where the sweep finds what a kill has left. */
  async makeMixFolder(callId: string): Promise<string> {
    const parent = join(this.config.dataDir, 'mixing');
    await mkdir(parent, { recursive: true });
    return mkdtemp(join(parent, `${callId}-`));
  }

  /** Of attempts that were cut off before. */
  async removeMixFolders(before: Date): Promise<void> {
    for (const kind of ['mixing', 'collected']) {
      const parent = join(this.config.dataDir, kind);
      for (const name of await untouchedIn(parent, before)) {
        await rm(join(parent, name), { recursive: true, force: true });
      }
    }
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const keyPrefixOf = ({ organizationId, callId }: CallRef): string =>
  `spool/${organizationId}/${callId}`;

const FULL = ['ENOSPC', 'EDQUOT'];

const problemOf = (error: NodeJS.ErrnoException): string =>
  FULL.includes(error.code ?? '') ? 'disk_full' : 'disk_failed';
