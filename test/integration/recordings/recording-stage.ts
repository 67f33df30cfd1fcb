import { writeFileSync } from 'node:fs';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ObjectStorage } from '../../../apps/api/src/platform/storage/object-storage';
import { RecordingsService } from '../../../apps/api/src/recordings/recordings.service';
import { AfterCallStage, type EndedCall } from '../reports/after-call-stage';

export const SOUND = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));

/** Ended calls with recordings in the store, without a mixer at work. */
export class RecordingStage {
  private constructor(readonly stage: AfterCallStage) {}

  static async open(): Promise<RecordingStage> {
    const stage = await AfterCallStage.open({
      mix: async ({ outputPath }) => {
        writeFileSync(outputPath, SOUND);
        const peaks = { trainee: [0, 1], persona: [1, 0] };
        return { durationMs: 1234, bytes: SOUND.length, peaks };
      },
    });
    return new RecordingStage(stage);
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  get storage(): ObjectStorage {
    return this.stage.get(ObjectStorage);
  }

  async recordedCall(actor: Actor, call: EndedCall = {}): Promise<string> {
    const callId = await this.stage.endedCall(actor, call);
    await this.stage.get(RecordingsService).mix(actor.organizationId, callId);
    return callId;
  }

  keyOf(actor: Actor, callId: string): string {
    return `recordings/${actor.organizationId}/${callId}.mp3`;
  }

  async isStored(actor: Actor, callId: string): Promise<boolean> {
    return (await this.storage.stat(this.keyOf(actor, callId))) !== undefined;
  }

  async ask<Body>(
    actor: Actor,
    path: string,
    { method = 'GET', body }: { method?: string; body?: object } = {},
  ): Promise<{ status: number; body: Body }> {
    const response = await this.stage.request(actor, path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const said = await response.text();
    return { status: response.status, body: (said ? JSON.parse(said) : null) as Body };
  }
}

export const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
