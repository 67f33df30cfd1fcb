import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../auth/actor';
import { CallsService, type FinishedCall } from '../calls/calls.service';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import { ObjectStorage } from '../platform/storage/object-storage';
import type { ByteRange } from './byte-range';
import { RecordingMixer } from './recording-mixer';
import type { RecordingEntity } from './recording.entity';
import { RecordingRepository } from './recording.repository';
import { recordingNotFound } from './recordings.errors';
import type { CallRecording } from './recordings.schemas';

/** A recording ready to be sent. */
export type RecordingFile = {
  bytes: number;
  /** A strong validator: the same tag means the same bytes. */
  etag: string;
  open: (range?: ByteRange) => Promise<Readable>;
};

const DAY_MS = 86_400_000;
const NOTHING_RECORDED = {
  objectKey: null,
  sha256: null,
  durationMs: 0,
  bytes: 0,
  peaks: { trainee: [], persona: [] },
};

@Injectable()
export class RecordingsService {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly calls: CallsService,
    private readonly mixer: RecordingMixer,
    private readonly storage: ObjectStorage,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Mixes what a call left in its spool and keeps the file; once, however often it runs. */
  async mix(organizationId: string, callId: string): Promise<void> {
    const call = await this.calls.findForWork(organizationId, callId);
    if (!call) return;
    if (!(await this.recordings.find(organizationId, callId))) await this.mixAndKeep(call);
    await rm(call.spoolFolder, { recursive: true, force: true });
  }

  async open(actor: Actor, callId: string): Promise<RecordingFile> {
    await this.calls.get(actor, callId);
    const row = await this.recordings.find(actor.organizationId, callId);
    const key = row?.objectKey;
    if (!key || !(await this.storage.stat(key))) throw recordingNotFound();
    return {
      bytes: row.bytes,
      etag: `"${row.sha256}"`,
      open: (range) => this.storage.readStream(key, range),
    };
  }

  /** Undefined while it has not been mixed. */
  async stateOf(organizationId: string, callId: string): Promise<'done' | 'none' | undefined> {
    const row = await this.recordings.find(organizationId, callId);
    return row && (row.objectKey ? 'done' : 'none');
  }

  async recordingOf(organizationId: string, callId: string): Promise<CallRecording | undefined> {
    const row = await this.recordings.find(organizationId, callId);
    return row?.objectKey ? toRecording(row) : undefined;
  }

  /** Over all organizations: removes the files of deleted calls and of calls kept long enough. */
  async deleteExpired(): Promise<void> {
    const keptMs = this.config.recordings.retentionDays * DAY_MS;
    const before = new Date(this.clock.now().getTime() - keptMs);
    for (;;) {
      const expired = await this.recordings.expired(before);
      if (expired.length === 0) return;
      for (const { organizationId, callId, objectKey } of expired) {
        await this.storage.delete(objectKey);
        await this.recordings.forgetFile(organizationId, callId);
      }
    }
  }

  private async mixAndKeep(call: FinishedCall): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'sparline-mix-'));
    try {
      await this.keep(call, join(folder, 'call.mp3'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async keep(call: FinishedCall, outputPath: string): Promise<void> {
    const { organizationId, id: callId, spoolFolder: folder } = call;
    const events = await this.calls.events(organizationId, callId);
    const mixed = await this.mixer.mix({ folder, events, outputPath });
    // A run side by side with this one writes its row before it removes the spool. So whoever may
    // have read half a spool finds the row here, and does not replace the whole recording.
    if (await this.recordings.find(organizationId, callId)) return;
    if (!mixed) {
      await this.recordings.insert(organizationId, { callId, ...NOTHING_RECORDED });
      return;
    }
    const objectKey = `recordings/${organizationId}/${callId}.mp3`;
    const sha256 = await digestOf(outputPath);
    await this.storage.put(objectKey, outputPath, 'audio/mpeg');
    await this.recordings.insert(organizationId, { callId, objectKey, sha256, ...mixed });
  }
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const toRecording = (row: RecordingEntity): CallRecording => ({
  url: `/api/calls/${row.callId}/recording`,
  durationMs: row.durationMs,
  bytes: row.bytes,
  peaks: row.peaks,
});
