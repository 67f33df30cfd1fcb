import { WAV_HEADER_BYTES } from '../../audio/wav';
import { badResponse } from './openai-errors';

const RIFF = 'RIFF';
/** Headers hold more than they must, but not so much. */
const LONGEST_HEADER_BYTES = 4_096;

type Expected = { sampleRate: number; provider: string };

/**
 * The samples alone, where a server puts a WAV header in front of them. It may come in pieces.
 * @throws ProviderError of a header that is not that of mono PCM at the expected rate in hertz.
 */
export async function* withoutWavHeader(
  chunks: AsyncIterable<Uint8Array>,
  expected: Expected,
): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const start = startOfSamples(head, expected);
    if (start === undefined) continue;
    yield head.subarray(start);
    head = undefined;
  }
  if (head && head.length > 0) yield head;
}

/** `undefined` while that cannot be told. */
function startOfSamples(head: Buffer, { sampleRate, provider }: Expected): number | undefined {
  const begun = head.toString('latin1', 0, RIFF.length);
  if (!RIFF.startsWith(begun)) return 0;
  const data = head.indexOf('data', 12, 'latin1');
  const isWhole = head.length >= WAV_HEADER_BYTES && data >= 0 && head.length >= data + 8;
  if (!isWhole && head.length < LONGEST_HEADER_BYTES) return undefined;
  const isMono = isWhole && head.readUInt16LE(22) === 1;
  if (!isMono || head.readUInt32LE(24) !== sampleRate) throw badResponse(provider);
  return data + 8;
}
