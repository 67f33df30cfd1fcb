import { decodeWav, encodeWav, wavHeader } from './wav';

describe('WAV', () => {
  const samples = Int16Array.of(0, 1, -1, 32767, -32768, 5);

  it.each([
    [8000, 1],
    [16000, 1],
    [24000, 2],
  ])('reads back what it wrote at %i Hz with %i channels', (sampleRate, channels) => {
    expect(decodeWav(encodeWav(samples, sampleRate, channels))).toEqual({
      sampleRate,
      channels,
      samples,
    });
  });

  it('writes the header fields where the format wants them', () => {
    const header = wavHeader({ sampleRate: 16000, channels: 1, dataBytes: 320 });
    expect(header.toString('latin1', 0, 4)).toBe('RIFF');
    expect(header.readUInt32LE(4)).toBe(356);
    expect(header.readUInt32LE(28)).toBe(32000);
    expect(header.readUInt32LE(40)).toBe(320);
  });

  it('skips chunks it does not know, padded to even length', () => {
    const wav = encodeWav(samples, 16000);
    const extra = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const withExtra = Buffer.concat([wav.subarray(0, 36), extra, wav.subarray(36)]);
    expect(decodeWav(withExtra).samples).toEqual(samples);
  });

  it('reads to the end when a stream announced no length', () => {
    const wav = encodeWav(samples, 16000);
    wav.writeUInt32LE(0xffffffff, 40);
    expect(decodeWav(wav).samples).toEqual(samples);
  });

  it.each([
    ['text', Buffer.from('<html>not found</html>')],
    ['nothing', Buffer.alloc(0)],
    ['a header without audio', encodeWav(samples, 16000).subarray(0, 36)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeWav(bytes)).toThrow(RangeError);
  });
});
