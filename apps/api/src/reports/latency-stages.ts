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

/** `(place, ms, provider, model)` of each stage of a row of latencies, in the order they pass. */
export const STAGE_VALUES = LatencyStage.options
  .map((stage, place) => {
    const measured = MEASURED[stage];
    const owner = [answeringFor(measured, 'provider'), answeringFor(measured, 'model')];
    return `(${place}, measured.${measured.column}, ${owner.join(', ')})`;
  })
  .join(', ');
