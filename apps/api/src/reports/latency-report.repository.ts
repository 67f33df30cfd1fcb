import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { LatencyGroup, StageFigures } from './latency-report.schemas';
import type { Period } from './report-period';

/** Without a key: of all groups together. */
export type LatencyRow = StageFigures & { key: string | null; label: string | null };

type Grouping = { key: string; label: string; order: string };

const GROUPINGS: Record<LatencyGroup, Grouping> = {
  provider: { key: 'stage.provider', label: 'max(provider)', order: 'label' },
  model: {
    key: `stage.provider || ' ' || stage.model`,
    label: `max(provider || ' ' || model)`,
    order: 'label',
  },
  persona: {
    key: 'calls.persona_id::text',
    label: '(array_agg(persona_name ORDER BY occurred_at DESC))[1]',
    order: 'label',
  },
  mode: { key: 'calls.mode', label: 'max(mode)', order: 'label' },
  day: {
    key: `to_char(measured.occurred_at AT TIME ZONE $4, 'YYYY-MM-DD')`,
    label: `max(key)`,
    order: 'key',
  },
};

/** Each stage with the one who answers for it; a model that speaks by itself answers for all. */
const STAGES = `
  (1, 'eotDelay', eot_delay_ms, NULL, NULL),
  (2, 'finalDelay', final_delay_ms,
    coalesce(stt_provider, realtime_provider), coalesce(stt_model, realtime_model)),
  (3, 'firstToken', first_token_ms,
    coalesce(llm_provider, realtime_provider), coalesce(llm_model, realtime_model)),
  (4, 'firstSentence', first_sentence_ms,
    coalesce(llm_provider, realtime_provider), coalesce(llm_model, realtime_model)),
  (5, 'firstAudio', first_audio_ms,
    coalesce(tts_provider, realtime_provider), coalesce(tts_model, realtime_model)),
  (6, 'transport', transport_ms, NULL, NULL),
  (7, 'response', response_ms, NULL, NULL),
  (8, 'saved', saved_ms, NULL, NULL)`;

/** Reads the latencies of calls; answers in calls that were deleted since count as well. */
@Injectable()
export class LatencyReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Groups and the whole in one go, each stage in the order they pass. */
  async group(organizationId: string, period: Period, by: LatencyGroup): Promise<LatencyRow[]> {
    const { key, label, order } = GROUPINGS[by];
    return this.database.query(
      `WITH times AS (
         SELECT ${key} AS key, measured.occurred_at, calls.persona_name, calls.mode, stage.*
         FROM turn_latencies measured JOIN calls ON calls.id = measured.call_id
           CROSS JOIN LATERAL (VALUES ${STAGES}) AS stage (place, stage, ms, provider, model)
         WHERE measured.organization_id = $1 AND stage.ms IS NOT NULL
           AND measured.occurred_at >= $2::date::timestamp AT TIME ZONE $4
           AND measured.occurred_at < ($3::date + 1)::timestamp AT TIME ZONE $4)
       SELECT key, CASE WHEN grouping(key) = 0 THEN ${label} END AS label, stage,
         count(*)::int AS n,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::int AS "p50Ms",
         round(percentile_cont(0.95) WITHIN GROUP (ORDER BY ms))::int AS "p95Ms"
       FROM times
       GROUP BY GROUPING SETS ((key, place, stage), (place, stage))
       HAVING grouping(key) = 1 OR key IS NOT NULL
       ORDER BY ${order}, key, place`,
      [organizationId, period.from, period.to, period.timeZone],
    );
  }
}
