import { bytesToSamples, concatSamples, msToSamples, samplesToBytes, samplesToMs } from './pcm';
import { PcmByteStream } from './pcm-byte-stream';

describe('bytesToSamples', () => {
  it('reads samples at any offset of a larger buffer', () => {
    const samples = Int16Array.of(1, -2, 32767, -32768);
    for (const offset of [0, 1, 2, 3]) {
      const buffer = new Uint8Array(offset + 8 + 5);
      buffer.set(samplesToBytes(samples), offset);
      expect(bytesToSamples(buffer.subarray(offset, offset + 8))).toEqual(samples);
    }
  });

  it('refuses half a sample', () => {
    expect(() => bytesToSamples(new Uint8Array(3))).toThrow('even number of bytes, not 3');
  });
});

describe('samplesToBytes', () => {
  it('covers only the samples of a view, little-endian', () => {
    const view = Int16Array.of(9, 0x0102, -1, 9).subarray(1, 3);
    expect([...samplesToBytes(view)]).toEqual([0x02, 0x01, 0xff, 0xff]);
  });
});

describe('PcmByteStream', () => {
  it('gives the same samples however the bytes are cut', () => {
    const samples = Int16Array.from({ length: 50 }, (_, index) => index * 600 - 15000);
    const bytes = samplesToBytes(samples);
    for (const size of [1, 2, 3, 5, 7, 33, 99]) {
      const stream = new PcmByteStream();
      const parts: Int16Array[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        parts.push(stream.push(bytes.subarray(at, at + size)));
      }
      expect(concatSamples(parts)).toEqual(samples);
      expect(stream.pendingBytes).toBe(0);
    }
  });

  it('keeps a lone byte through empty chunks', () => {
    const stream = new PcmByteStream();
    expect(stream.push(Uint8Array.of(0x34))).toHaveLength(0);
    expect(stream.push(new Uint8Array(0))).toHaveLength(0);
    expect(stream.pendingBytes).toBe(1);
    expect(stream.push(Uint8Array.of(0x12))).toEqual(Int16Array.of(0x1234));
  });

  it('does not share memory with the chunk it was given', () => {
    const chunk = Uint8Array.of(1, 0, 2, 0);
    const samples = new PcmByteStream().push(chunk);
    chunk.fill(99);
    expect(samples).toEqual(Int16Array.of(1, 2));
  });
});

it('converts between samples and milliseconds', () => {
  expect(samplesToMs(480, 24000)).toBe(20);
  expect(msToSamples(20, 24000)).toBe(480);
  expect(msToSamples(12.5, 8000)).toBe(100);
});
