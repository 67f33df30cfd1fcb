import { bytesToSamples, samplesToBytes } from './pcm';

/** RIFF/WAVE with one `fmt ` and one `data` chunk, PCM16. Sizes are 32 bits: under 4 GiB. */
export const WAV_HEADER_BYTES = 44;
const PCM_FORMAT = 1;

export type WavAudio = { sampleRate: number; channels: number; samples: Int16Array };

export function wavHeader(audio: {
  sampleRate: number;
  channels: number;
  dataBytes: number;
}): Buffer {
  const frameBytes = audio.channels * 2;
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + audio.dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM_FORMAT, 20);
  header.writeUInt16LE(audio.channels, 22);
  header.writeUInt32LE(audio.sampleRate, 24);
  header.writeUInt32LE(audio.sampleRate * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(audio.dataBytes, 40);
  return header;
}

export function encodeWav(samples: Int16Array, sampleRate: number, channels = 1): Buffer {
  const header = wavHeader({ sampleRate, channels, dataBytes: samples.byteLength });
  return Buffer.concat([header, samplesToBytes(samples)]);
}

/**
 * Reads PCM16 WAV; interleaved when it has several channels. A data chunk longer than the file, as
 * streamed files announce it, reads to the end.
 * @throws RangeError when it is not PCM16 WAV.
 */
export function decodeWav(bytes: Uint8Array): WavAudio {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || tag(file, 0) !== 'RIFF' || tag(file, 8) !== 'WAVE') {
    throw new RangeError('This is not a WAV file.');
  }
  let format: { sampleRate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const body = at + 8;
    if (tag(file, at) === 'fmt ') format = readFormat(file, body);
    if (tag(file, at) === 'data') {
      if (!format) break;
      const end = Math.min(body + size, file.length);
      return { ...format, samples: bytesToSamples(file.subarray(body, end - ((end - body) % 2))) };
    }
    at = body + size + (size % 2);
  }
  throw new RangeError('This WAV file has no audio.');
}

function readFormat(file: Buffer, at: number): { sampleRate: number; channels: number } {
  if (at + 16 > file.length) throw new RangeError('This WAV file is cut short.');
  if (file.readUInt16LE(at) !== PCM_FORMAT || file.readUInt16LE(at + 14) !== 16) {
    throw new RangeError('Only 16-bit PCM WAV is understood.');
  }
  return { channels: file.readUInt16LE(at + 2), sampleRate: file.readUInt32LE(at + 4) };
}

function tag(file: Buffer, at: number): string {
  return file.toString('latin1', at, at + 4);
}
