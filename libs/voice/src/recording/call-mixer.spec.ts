import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VoiceEvent, VoiceEventBody } from '../events/voice-event';
import { VirtualClock } from '../testing/virtual-clock';
import { CallMixer } from './call-mixer';
import { CallSpool } from './call-spool';

/** MPEG-2 layer III, which 24 kHz means; index 0 is unused. */
const KBITS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES_PER_FRAME = 576;

/** Walks the frame headers; throws where one is missing. */
function readMp3(bytes: Buffer): { frames: number; kbits: Set<number>; stereo: boolean } {
  const kbits = new Set<number>();
  let frames = 0;
  let stereo = true;
  for (let at = 0; at < bytes.length; frames++) {
    // Sync word, MPEG-2, layer III; sampling rate index 1 is 24 kHz.
    if (bytes.readUInt16BE(at) >> 1 !== 0xfff3 >> 1) throw new Error(`No frame at ${at}.`);
    const header = bytes[at + 2] ?? 0;
    if (((header >> 2) & 3) !== 1) throw new Error('Not 24 kHz.');
    const kbit = KBITS[header >> 4] ?? 0;
    kbits.add(kbit);
    stereo &&= (bytes[at + 3] ?? 0) >> 6 !== 3;
    at += Math.floor((72 * kbit * 1000) / 24_000) + ((header >> 1) & 1);
  }
  return { frames, kbits, stereo };
}

describe('CallMixer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mixer-'));
  const outputPath = join(folder, 'call.mp3');
  const mixer = new CallMixer();
  afterAll(async () => {
    await mixer.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => rmSync(outputPath, { force: true }));

  const log = (bodies: [number, VoiceEventBody][]): VoiceEvent[] =>
    bodies.map(([atMs, body], seq) => ({ seq, atMs, ...body }));

  async function record(): Promise<VoiceEvent[]> {
    const spool = new CallSpool({ clock: new VirtualClock(), folder });
    const frame = new Int16Array(320).fill(8192);
    for (let atMs = 20; atMs <= 3000; atMs += 20) spool.trainee(frame, atMs);
    spool.persona('a', new Int16Array(24_000).fill(16_384));
    await spool.close();
    return log([
      [0, { type: 'session.started', engine: 'scripted', outputSampleRate: 24_000 }],
      [900, { type: 'segment.produced', segmentId: 'a', offsetSamples: 0, samples: 24_000 }],
      [1500, { type: 'playback.progress', segmentId: 'a', playedMs: 500 }],
      [2000, { type: 'playback.finished', segmentId: 'a', playedMs: 1000 }],
    ]);
  }

  it.each([64, 96] as const)(
    'writes a stereo MP3 of the call’s length at %i kbit/s',
    async (kbitPerSecond) => {
      const events = await record();
      const mixed = await mixer.mix({ folder, events, outputPath, kbitPerSecond });
      const bytes = readFileSync(outputPath);
      const mp3 = readMp3(bytes);
      expect(mixed?.durationMs).toBe(3000);
      expect(mixed?.bytes).toBe(bytes.length);
      expect([[...mp3.kbits], mp3.stereo]).toEqual([[kbitPerSecond], true]);
      const decodedMs = (mp3.frames * SAMPLES_PER_FRAME) / 24;
      expect(decodedMs).toBeGreaterThan(2990);
      expect(decodedMs).toBeLessThan(3100);
    },
  );

  it('draws both sides where they were heard', async () => {
    const events = await record();
    const mixed = await mixer.mix({ folder, events, outputPath });
    const { trainee = [], persona = [] } = mixed?.peaks ?? {};
    expect([trainee.length, persona.length]).toEqual([400, 400]);
    expect(trainee[200]).toBeCloseTo(0.25, 2);
    const loud = persona.flatMap((peak, index) => (peak > 0.1 ? [index] : []));
    expect(Math.abs((loud[0] ?? 0) - 133)).toBeLessThanOrEqual(1);
    expect(Math.abs((loud.at(-1) ?? 0) - 266)).toBeLessThanOrEqual(1);
  });

  it('leaves nothing behind when there is nothing to hear', async () => {
    const empty = join(folder, 'empty');
    expect(await mixer.mix({ folder: empty, events: [], outputPath })).toBeUndefined();
    expect(existsSync(outputPath)).toBe(false);
  });

  it('rejects when the recording cannot be written', async () => {
    const events = await record();
    const nowhere = join(folder, 'missing', 'call.mp3');
    await expect(mixer.mix({ folder, events, outputPath: nowhere })).rejects.toThrow('ENOENT');
    expect(readdirSync(folder).filter((name) => name.endsWith('.mp3'))).toEqual([]);
  });
});
