import { LatencyStage } from './latency-report.schemas';

type Measured = { column: string; by?: 'stt' | 'llm' | 'tts' };

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

const MEASURES = LatencyStage.options.map((stage) => MEASURED[stage]);

/**
 * Columns that make of a row `measured` of latencies one for each stage, in the order they pass. Unnested
 * side by side and not joined to a list of values, which takes five times as long.
 */
export const STAGES = [
  `unnest(ARRAY[${MEASURES.map((_measure, place) => place).join(', ')}]) AS place`,
  `unnest(ARRAY[${MEASURES.map(({ column }) => `measured.${column}`).join(', ')}]) AS ms`,
  ...(['provider', 'model'] as const).map(
    (what) =>
      `unnest(ARRAY[${MEASURES.map((measure) => answeringFor(measure, what)).join(', ')}]::text[]) AS ${what}`,
  ),
].join(', ');
