import { decodeWav } from '../../../libs/voice/src/audio/wav';
import type { Knobs } from '../http/knobs';
import type { MultipartPart } from '../http/multipart';
import type { SimulatedResponse } from '../http/simulated-response';

export type TranscriptionScript = (audioMs: number) => string;

const OFTEN_BILLED_BY_DURATION = /^whisper/;

/** A message means a refusal with 400; otherwise the answer was sent. */
export async function answerTranscription(
  parts: readonly MultipartPart[],
  options: { script: TranscriptionScript; knobs: Knobs; response: SimulatedResponse },
): Promise<string | undefined> {
  const file = parts.find((part) => part.name === 'file');
  const model = parts.find((part) => part.name === 'model')?.body.toString('utf8');
  if (!file?.filename || !model) return 'The form needs a file and a model.';
  const audioMs = durationOf(file.body);
  if (audioMs === undefined) return 'Audio file might be corrupted or unsupported.';
  if (audioMs < 100) return 'Audio file is too short. Minimum audio length is 0.1 seconds.';
  const text = options.script(audioMs);
  const usage = usageOf(model, text, audioMs);
  await options.response.begin(200, 'application/json');
  const body = options.knobs.omit?.includes('usage') ? { text } : { text, usage };
  await options.response.write(JSON.stringify(body));
  options.response.end();
  return undefined;
}

function durationOf(wav: Buffer): number | undefined {
  try {
    const audio = decodeWav(wav);
    return (audio.samples.length * 1000) / (audio.sampleRate * audio.channels);
  } catch {
    return undefined;
  }
}

function usageOf(model: string, text: string, audioMs: number): object {
  if (OFTEN_BILLED_BY_DURATION.test(model)) {
    return { type: 'duration', seconds: Math.ceil(audioMs / 1000) };
  }
  const audioTokens = Math.ceil(audioMs / 100);
  const outputTokens = Math.max(1, Math.ceil(text.length / 4));
  return {
    type: 'tokens',
    input_tokens: audioTokens,
    input_token_details: { text_tokens: 0, audio_tokens: audioTokens },
    output_tokens: outputTokens,
    total_tokens: audioTokens + outputTokens,
  };
}
