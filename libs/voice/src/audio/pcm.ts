/**
 * PCM16 means signed 16-bit little-endian samples. Typed arrays share their machine's byte order, so
 * these conversions are for little-endian machines, which is every one that Node supports but s390x.
 */
export const BYTES_PER_SAMPLE = 2;

/**
 * Views bytes as samples, copying only when they are not aligned in memory.
 * @throws RangeError on an odd number of bytes.
 */
export function bytesToSamples(bytes: Uint8Array): Int16Array {
  if (bytes.byteLength % BYTES_PER_SAMPLE !== 0) {
    throw new RangeError(`PCM16 takes an even number of bytes, not ${bytes.byteLength}.`);
  }
  if (bytes.byteOffset % BYTES_PER_SAMPLE !== 0) {
    return new Int16Array(Uint8Array.from(bytes).buffer);
  }
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / BYTES_PER_SAMPLE);
}

/** Views samples as bytes; both share their memory. */
export function samplesToBytes(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function concatSamples(parts: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Milliseconds that so many samples last; not rounded. */
export function samplesToMs(samples: number, sampleRate: number): number {
  return (samples * 1000) / sampleRate;
}

/** Whole samples nearest to a time. */
export function msToSamples(ms: number, sampleRate: number): number {
  return Math.round((ms * sampleRate) / 1000);
}
