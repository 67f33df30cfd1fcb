import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../auth/actor';
import { CallsService, type FinishedCall } from '../calls/calls.service';
import { Clock } from '../platform/clock/clock';
import { ObjectStorage } from '../platform/storage/object-storage';
import { type CollectedSound, SpoolsService } from '../calls/spool/spools.service';
import type { ByteRange } from './byte-range';
import { DeletionReceiptRepository } from './deletion/deletion-receipt.repository';
import { RecordingMixer } from './recording-mixer';
import { packPeaks, unpackPeaks } from './recording-peaks';
import type { RecordingEntity } from './recording.entity';
import { RecordingRepository, type RecordingRow } from './recording.repository';
import { recordingNotFound } from './recordings.errors';
import { type CallRecording, type RecordingGone, RecordingProblem } from './recordings.schemas';

/** A recording ready to be sent. */
export type RecordingFile = {
  bytes: number;
  /** A strong validator: the same tag means the same bytes. */
  etag: string;
  open: (range?: ByteRange) => Promise<Readable>;
};

@Injectable()
export class RecordingsService {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly calls: CallsService,
    private readonly spools: SpoolsService,
    private readonly mixer: RecordingMixer,
    private readonly storage: ObjectStorage,
    private readonly receipts: DeletionReceiptRepository,
    private readonly clock: Clock,
  ) {}

  /** Mixes what a call left in its spool and keeps the file; once, however often it runs. */
  async mix(organizationId: string, callId: string): Promise<void> {
    const call = await this.calls.findForWork(organizationId, callId);
    if (!call) return;
    if (!(await this.recordings.find(organizationId, callId))) await this.mixAndKeep(call);
    await this.spools.remove({ organizationId, callId });
  }

  async open(actor: Actor, callId: string): Promise<RecordingFile> {
    await this.calls.get(actor, callId);
    const row = await this.recordings.find(actor.organizationId, callId);
    const file = row && (await this.fileOf(row));
    if (!file) throw recordingNotFound();
    return file;
  }

  /** Undefined when there is none, or the store does not have it. */
  async fileOf(row: RecordingRow): Promise<RecordingFile | undefined> {
    const { objectKey: key } = row;
    if (!key || !(await this.storage.stat(key))) return undefined;
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
    const row = await this.recordings.findWithPeaks(organizationId, callId);
    return row?.objectKey && !row.lostAt ? toRecording(row) : undefined;
  }

  /** Why there is nothing to hear, where there was something to record. */
  async goneOf(organizationId: string, callId: string): Promise<RecordingGone | undefined> {
    const row = await this.recordings.find(organizationId, callId);
    if (!row) return undefined;
    if (row.lostAt) return gone('lost', row.lostAt);
    if (row.objectKey) return undefined;
    const receipt = await this.receipts.latestOfCall(organizationId, callId);
    if (receipt) {
      const { deletedAt, requestedAt, reason } = receipt;
      if (deletedAt) return gone('deleted', deletedAt, { reason });
      return gone('being_deleted', requestedAt, { reason });
    }
    const problem = problemOf(row);
    return problem ? gone('failed', row.createdAt, { problem }) : undefined;
  }

  private async mixAndKeep(call: FinishedCall): Promise<void> {
    const { organizationId, id: callId } = call;
    const sound = await this.spools.collect({ organizationId, callId });
    const folder = await this.spools.makeMixFolder(callId);
    try {
      this.refuseWhatIsYetToCome(call, sound);
      await this.keep(call, sound, join(folder, 'call.mp3'));
    } finally {
      await rm(folder, { recursive: true, force: true });
      await sound.release();
    }
  }

  /** Another machine's sound may be on its way; after a while what is there is all there will be. */
  private refuseWhatIsYetToCome(call: FinishedCall, { state }: CollectedSound): void {
    const isMissing = call.spooled && state === 'none';
    const isGrowing = state === 'part' && call.endReason !== CRASHED;
    const endedMs = this.clock.now().getTime() - call.endedAt.getTime();
    if (endedMs > ARRIVES_WITHIN_MS) return;
    if (isMissing) {
      throw new Error(
        'The sound of this call is on no disk this process sees: share DATA_DIR between api and worker, or set S3_BUCKET',
      );
    }
    if (isGrowing) throw new Error('Not all of the sound of this call is in the store yet');
  }

  private async keep(
    call: FinishedCall,
    { folder, state }: CollectedSound,
    outputPath: string,
  ): Promise<void> {
    const { organizationId, id: callId } = call;
    const events = await this.calls.events(organizationId, callId);
    const mixed = await this.mixer.mix({ folder, events, outputPath });
    // A run side by side with this one writes its row before it removes the spool. So whoever may
    // have read half a spool finds the row here, and does not replace the whole recording.
    if (await this.recordings.find(organizationId, callId)) return;
    if (!mixed) {
      const problem = call.spooled && state === 'none' ? 'spool_missing' : call.recordingProblem;
      await this.recordings.insert(organizationId, { callId, ...NOTHING_RECORDED, problem });
      return;
    }
    const objectKey = `recordings/${organizationId}/${callId}.mp3`;
    const sha256 = await digestOf(outputPath);
    await this.storage.put(objectKey, outputPath, 'audio/mpeg');
    const { durationMs, bytes } = mixed;
    const isCut = state === 'part' || call.endReason === CRASHED;
    const problem = call.recordingProblem ?? (isCut ? 'cut_short' : null);
    const peaks = packPeaks(mixed.peaks);
    const file = { objectKey, sha256, durationMs, bytes, peaks, problem };
    await this.recordings.insert(organizationId, { callId, ...file });
  }
}

/** How the sweep says that a call's process died. */
const CRASHED = 'crashed';
const ARRIVES_WITHIN_MS = 10 * 60_000;

const NOTHING_RECORDED = {
  objectKey: null,
  sha256: null,
  durationMs: 0,
  bytes: 0,
  peaks: Buffer.of(),
};

const gone = (
  state: RecordingGone['state'],
  at: Date,
  { reason = null, problem = null }: Partial<Pick<RecordingGone, 'reason' | 'problem'>> = {},
): RecordingGone => ({ state, at: at.toISOString(), reason, problem });

const problemOf = ({ problem }: RecordingRow): RecordingProblem | null =>
  RecordingProblem.safeParse(problem).data ?? null;

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const toRecording = (row: RecordingEntity): CallRecording => ({
  url: `/api/calls/${row.callId}/recording`,
  durationMs: row.durationMs,
  bytes: row.bytes,
  peaks: unpackPeaks(row.peaks),
  problem: problemOf(row),
});
