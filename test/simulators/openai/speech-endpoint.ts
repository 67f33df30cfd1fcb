import { samplesToBytes } from '../../../libs/voice/src/audio/pcm';
import { encodeWav } from '../../../libs/voice/src/audio/wav';
import type { SimulatedResponse } from '../http/simulated-response';

export type SpeechBody = { model: string; input: string; voice: unknown; response_format?: string };

/** Mono PCM16 at 24 kHz. */
export type SpeechScript = (body: SpeechBody) => Int16Array | Promise<Int16Array>;

const SAMPLE_RATE = 24_000;
/** Odd on purpose: networks cut samples in two. */
const PIECE_BYTES = 4801;
const MS_PER_CHARACTER = 60;

/** A message means a refusal with 400; otherwise the answer was sent. */
export async function answerSpeech(
  body: SpeechBody,
  options: { script: SpeechScript; response: SimulatedResponse },
): Promise<string | undefined> {
  const { response, script } = options;
  if (!body.input || body.input.length > 4096) return 'input must have 1 to 4096 characters.';
  const format = body.response_format ?? 'mp3';
  if (format !== 'pcm' && format !== 'wav') return `Only pcm and wav here, not ${format}.`;
  const samples = await script(body);
  const bytes = format === 'wav' ? encodeWav(samples, SAMPLE_RATE) : samplesToBytes(samples);
  await response.begin(200, format === 'wav' ? 'audio/wav' : 'audio/pcm');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    if (!(await response.write(bytes.subarray(at, at + PIECE_BYTES)))) return undefined;
  }
  response.end();
  return undefined;
}

/** A beep per word, as long as the word would take to say, with short gaps. */
export function toneBursts(body: SpeechBody): Int16Array {
  const words = body.input.split(/\s+/).filter(Boolean);
  const parts = words.map((word) =>
    Math.round((word.length * MS_PER_CHARACTER * SAMPLE_RATE) / 1000),
  );
  const gap = SAMPLE_RATE / 20;
  const samples = new Int16Array(parts.reduce((total, length) => total + length + gap, 0));
  let at = 0;
  for (const length of parts) {
    for (let index = 0; index < length; index++) {
      samples[at + index] = Math.round(9000 * Math.sin((2 * Math.PI * 220 * index) / SAMPLE_RATE));
    }
    at += length + gap;
  }
  return samples;
}
