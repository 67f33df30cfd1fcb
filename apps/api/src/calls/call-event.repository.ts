import type { VoiceEvent } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { storableJson } from '../platform/database/storable-text';
import { CallEventEntity } from './call-event.entity';

@Injectable()
export class CallEventRepository {
  constructor(
    @InjectRepository(CallEventEntity) private readonly rows: Repository<CallEventEntity>,
  ) {}

  /** One round trip for the batch and the sign of life; a batch written twice stays once. */
  async append(
    organizationId: string,
    callId: string,
    events: readonly VoiceEvent[],
  ): Promise<void> {
    await this.rows.query(
      `WITH batch AS (
         INSERT INTO call_events (organization_id, call_id, first_seq, events)
         SELECT $1, $2, $3::integer, $4::jsonb WHERE $3::integer IS NOT NULL
         ON CONFLICT (call_id, first_seq) DO NOTHING
       )
       UPDATE calls SET last_seen_at = now() WHERE organization_id = $1 AND id = $2`,
      [organizationId, callId, events[0]?.seq ?? null, storableJson(events)],
    );
  }

  async list(organizationId: string, callId: string): Promise<VoiceEvent[]> {
    const rows = await this.rows.find({
      where: { organizationId, callId },
      order: { firstSeq: 'ASC' },
    });
    return rows.flatMap((row) => row.events);
  }
}
