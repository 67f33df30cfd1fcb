import { VirtualClock } from '../../testing/virtual-clock';
import { TwilioInbound } from './twilio-inbound';

const FRAME_BYTES = 160;

const start = () => {
  const clock = new VirtualClock();
  const mulaw: number[] = [];
  let samples = 0;
  const inbound = new TwilioInbound({
    clock,
    onMulaw: (bytes) => mulaw.push(...bytes),
    onSamples: (piece) => void (samples += piece.length),
  });
  /** A frame full of one code. */
  const frame = (timestampMs: number, code: number): void =>
    inbound.media(timestampMs, Buffer.alloc(FRAME_BYTES, code).toString('base64'));
  return { clock, inbound, frame, mulaw, samples: () => samples };
};

/** Runs of equal codes as `code x milliseconds`. */
function runs(mulaw: readonly number[]): string[] {
  const found: { code: number; bytes: number }[] = [];
  for (const code of mulaw) {
    const last = found.at(-1);
    if (last?.code === code) last.bytes += 1;
    else found.push({ code, bytes: 1 });
  }
  return found.map(({ code, bytes }) => `${code} x ${bytes / 8}`);
}

describe('TwilioInbound', () => {
  it('gives the line as it is, and at 16 kHz', () => {
    const { frame, inbound, mulaw, samples } = start();
    for (let at = 0; at < 50; at += 1) frame(at * 20, 1 + at);
    expect(runs(mulaw)).toEqual(Array.from({ length: 50 }, (_, at) => `${1 + at} x 20`));
    expect(samples()).toBe(16_000);
    inbound.close();
  });

  it.each<[string, [timestampMs: number, code: number][], string[]]>([
    [
      'a hole of 400 ms with silence',
      [
        [0, 1],
        [420, 2],
      ],
      ['1 x 20', '255 x 400', '2 x 20'],
    ],
    [
      'a missing frame',
      [
        [5, 1],
        [25, 2],
        [65, 3],
      ],
      ['1 x 20', '2 x 20', '255 x 20', '3 x 20'],
    ],
    [
      'no more than ten seconds',
      [
        [0, 1],
        [60_000, 2],
      ],
      ['1 x 20', '255 x 10000', '2 x 20'],
    ],
    [
      'nothing where timestamps are rounded',
      [
        [0, 1],
        [21, 2],
        [40, 3],
        [61, 4],
      ],
      ['1 x 20', '2 x 20', '3 x 20', '4 x 20'],
    ],
    ['nothing before the first message', [[5000, 1]], ['1 x 20']],
  ])('fills %s', (_name, frames, heard) => {
    const { frame, inbound, mulaw } = start();
    frames.forEach(([timestampMs, code]) => frame(timestampMs, code));
    expect(runs(mulaw)).toEqual(heard);
    inbound.close();
  });

  it('drops what comes twice or after its time', () => {
    const { frame, inbound, mulaw } = start();
    for (const [at, code] of [
      [0, 1],
      [20, 2],
      [20, 2],
      [0, 1],
      [40, 3],
    ] as const) {
      frame(at, code);
    }
    expect(runs(mulaw)).toEqual(['1 x 20', '2 x 20', '3 x 20']);
    inbound.close();
  });

  it('makes up silence when speech stands open and nothing comes', async () => {
    const { clock, frame, inbound, mulaw } = start();
    frame(0, 1);
    inbound.speech(true);
    await clock.advance(749);
    expect(runs(mulaw)).toEqual(['1 x 20']);
    await clock.advance(1);
    expect(runs(mulaw)).toEqual(['1 x 20', '255 x 1000']);
    inbound.speech(false);
    await clock.advance(10_000);
    expect(runs(mulaw)).toEqual(['1 x 20', '255 x 1000']);
    expect(clock.pending).toBe(0);
  });

  it('does not fill with silence again what it has made up', async () => {
    const { clock, frame, inbound, mulaw } = start();
    frame(0, 1);
    inbound.speech(true);
    await clock.advance(800);
    inbound.speech(false);
    frame(1520, 2);
    frame(1640, 3);
    expect(runs(mulaw)).toEqual(['1 x 20', '255 x 1500', '2 x 20', '255 x 100', '3 x 20']);
    inbound.close();
  });

  it('keeps what was only held up, though silence was made up for it', async () => {
    const { clock, frame, inbound, mulaw } = start();
    frame(0, 1);
    inbound.speech(true);
    await clock.advance(800);
    frame(20, 2);
    frame(40, 3);
    expect(runs(mulaw)).toEqual(['1 x 20', '255 x 1000', '2 x 20', '3 x 20']);
    inbound.close();
  });

  it('goes on making up silence while speech stays open, for ten seconds', async () => {
    const { clock, frame, inbound, mulaw } = start();
    frame(0, 1);
    inbound.speech(true);
    await clock.advance(60_000);
    expect(runs(mulaw)).toEqual(['1 x 20', '255 x 10000']);
    expect(clock.pending).toBe(0);
    inbound.close();
  });

  it('waits no longer with a steady line, and leaves no timer behind', async () => {
    const { clock, frame, inbound, mulaw } = start();
    inbound.speech(true);
    for (let at = 0; at < 100; at += 1) {
      frame(at * 20, 1);
      await clock.advance(20);
      expect(clock.pending).toBe(1);
    }
    expect(runs(mulaw)).toEqual(['1 x 2000']);
    inbound.close();
    expect(clock.pending).toBe(0);
    frame(2000, 1);
    expect(runs(mulaw)).toEqual(['1 x 2000']);
  });
});
