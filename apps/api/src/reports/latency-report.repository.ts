import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type LatencyGroup, LatencyStage, type StageFigures } from './latency-report.schemas';
import type { Period } from './report-period';

/** Without a key: of all groups together. */
export type LatencyRow = StageFigures & { key: string | null; label: string | null };

type Grouping = { key: string; label?: string; ofCalls?: true };
type Measured = { column: string; by?: 'stt' | 'llm' | 'tts' };

const GROUPINGS: Record<LatencyGroup, Grouping> = {
  provider: { key: 'stage.provider' },
  model: { key: `stage.provider || ' ' || stage.model` },
  persona: {
    key: 'calls.persona_id::text',
    label: '(array_agg(persona_name ORDER BY occurred_at DESC))[1]',
    ofCalls: true,
  },
  mode: { key: 'calls.mode', ofCalls: true },
  day: { key: `to_char(measured.occurred_at AT TIME ZONE $4, 'YYYY-MM-DD')` },
};

const MEASURED: Record<LatencyStage, Measured> = {
  eotDelay: { column: 'eot_delay_ms' },
  finalDelay: { column: 'final_delay_ms', by: 'stt' },
  firstToken: { column: 'first_token_ms', by: 'llm' },
  firstSentence: { column: 'first_sentence_ms', by: 'llm' },
  firstAudio: { column: 'first_audio_ms', by: 'tts' },
  transport: { column: 'transport_ms' },
  response: { column: 'response_ms' },
  saved: { column: 'saved_ms' },
};

/** A model that hears and speaks by itself answers for every stage that anybody answers for. */
const answeringFor = ({ by }: Measured, what: 'provider' | 'model'): string =>
  by ? `coalesce(${by}_${what}, realtime_${what})` : 'NULL';

const STAGES = LatencyStage.options
  .map((stage, place) => {
    const measured = MEASURED[stage];
    const owner = [answeringFor(measured, 'provider'), answeringFor(measured, 'model')];
    return `(${place}, ${measured.column}, ${owner.join(', ')})`;
  })
  .join(', ');

/** Reads the latencies of calls; answers in calls that were deleted since count as well. */
@Injectable()
export class LatencyReportRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Groups and the whole in one go, each stage in the order they pass. */
  async group(organizationId: string, period: Period, by: LatencyGroup): Promise<LatencyRow[]> {
    const { key, label = 'key', ofCalls } = GROUPINGS[by];
    const rows: (Omit<LatencyRow, 'stage'> & { place: number })[] = await this.database.query(
      `WITH times AS (
         SELECT (${key}) COLLATE "C" AS key, measured.occurred_at, place, ms
           ${ofCalls ? ', calls.persona_name' : ''}
         FROM turn_latencies measured
           ${ofCalls ? 'JOIN calls ON calls.id = measured.call_id' : ''}
           CROSS JOIN LATERAL (VALUES ${STAGES}) AS stage (place, ms, provider, model)
         WHERE measured.organization_id = $1 AND ms IS NOT NULL
           AND measured.occurred_at >= $2::date::timestamp AT TIME ZONE $4
           AND measured.occurred_at < ($3::date + 1)::timestamp AT TIME ZONE $4)
       SELECT key, CASE WHEN grouping(key) = 0 THEN ${label} END AS label, place,
         count(*)::int AS n,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms))::int AS "p50Ms",
         round(percentile_cont(0.95) WITHIN GROUP (ORDER BY ms))::int AS "p95Ms"
       FROM times
       GROUP BY GROUPING SETS ((place, key), (place))
       HAVING grouping(key) = 1 OR key IS NOT NULL
       ORDER BY label, key, place`,
      [organizationId, period.from, period.to, period.timeZone],
    );
    return rows.flatMap(({ place, ...row }) => {
      const stage = LatencyStage.options[place];
      return stage ? [{ ...row, stage }] : [];
    });
  }
}
