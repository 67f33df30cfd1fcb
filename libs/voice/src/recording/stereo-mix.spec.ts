import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { levelDbfs } from '../audio/level';
import { concatSamples, samplesToBytes } from '../audio/pcm';
import { VirtualClock } from '../testing/virtual-clock';
import { burstAt, BurstFinder, offBy } from './bursts.fixture';
import { CallSpool, PERSONA_FILE, TRAINEE_FILE, TRAINEE_SAMPLE_RATE } from './call-spool';
import type { PlaybackSpan } from './playback-spans';
import { MIX_SAMPLE_RATE, StereoMix } from './stereo-mix';
import { Waveform } from './waveform';

const folder = mkdtempSync(join(tmpdir(), 'mix-'));
afterAll(() => rmSync(folder, { recursive: true }));

function tone(ms: number, sampleRate: number, frequency = 400): Int16Array {
  return Int16Array.from({ length: (ms * sampleRate) / 1000 }, (_, index) =>
    Math.round(12_000 * Math.cos((2 * Math.PI * frequency * index) / sampleRate)),
  );
}

const silence = (ms: number, sampleRate: number) => new Int16Array((ms * sampleRate) / 1000);

async function mix(options: {
  trainee: Int16Array;
  persona: Int16Array;
  sampleRate: number;
  spans: Omit<PlaybackSpan, 'segmentId'>[];
}) {
  writeFileSync(join(folder, TRAINEE_FILE), samplesToBytes(options.trainee));
  writeFileSync(join(folder, PERSONA_FILE), samplesToBytes(options.persona));
  const spans = options.spans.map((span) => ({ segmentId: 's', ...span }));
  const source = { folder, personaSampleRate: options.sampleRate, spans };
  const stereo = await StereoMix.open(source);
  const blocks = [];
  for (let block = stereo.next(); block; block = stereo.next()) blocks.push(block);
  const total = stereo.totalSamples;
  stereo.close();
  const left = concatSamples(blocks.map((block) => block.left));
  const right = concatSamples(blocks.map((block) => block.right));
  expect([left.length, right.length]).toEqual([total, total]);
  return { left, right, longest: Math.max(...blocks.map((block) => block.left.length)) };
}

/** Times at which sound begins and ends, in 2 ms steps. */
function sounds(samples: Int16Array): number[][] {
  const step = MIX_SAMPLE_RATE / 500;
  const found: number[][] = [];
  let start: number | undefined;
  for (let at = 0; at <= samples.length; at += step) {
    const loud = levelDbfs(samples.subarray(at, at + step)) > -40;
    if (loud) start ??= at / 24;
    else if (start !== undefined) {
      found.push([start, at / 24]);
      start = undefined;
    }
  }
  return found;
}

describe('StereoMix', () => {
  it('holds nothing of a call whose sound was not kept, though the log tells what was played', async () => {
    const span = { startMs: 0, offsetSamples: 0, samples: 24_000 };
    const stereo = await StereoMix.open({
      folder: join(folder, 'removed'),
      personaSampleRate: 24_000,
      spans: [{ segmentId: 's', ...span }],
    });
    expect([stereo.totalSamples, stereo.next()]).toEqual([0, undefined]);
    stereo.close();
  });

  it.each([8_000, 16_000, 24_000, 48_000])(
    'puts the trainee left and the persona at %i Hz right, where each was heard',
    async (sampleRate) => {
      const { left, right, longest } = await mix({
        trainee: concatSamples([silence(500, 16_000), tone(400, 16_000), silence(2100, 16_000)]),
        persona: concatSamples([tone(1000, sampleRate), tone(600, sampleRate)]),
        sampleRate,
        spans: [
          { startMs: 1200, offsetSamples: 0, samples: sampleRate * 0.7 },
          { startMs: 2300, offsetSamples: sampleRate, samples: sampleRate * 0.6 },
        ],
      });
      const expected = [
        [sounds(left), [[500, 900]]],
        [
          sounds(right),
          [
            [1200, 1900],
            [2300, 2900],
          ],
        ],
      ] as const;
      for (const [heard, wanted] of expected) {
        expect(heard).toHaveLength(wanted.length);
        wanted.flat().forEach((ms, index) => {
          expect(Math.abs((heard.flat()[index] ?? Number.NaN) - ms)).toBeLessThanOrEqual(10);
        });
      }
      expect(left).toHaveLength(3 * MIX_SAMPLE_RATE);
      expect(longest).toBe(MIX_SAMPLE_RATE);
      const playing = right.subarray(1.3 * MIX_SAMPLE_RATE, 1.8 * MIX_SAMPLE_RATE);
      expect(levelDbfs(playing)).toBeCloseTo(levelDbfs(tone(500, 24_000)), 0);
    },
  );

  it('has not drifted after half an hour', async () => {
    const sampleRate = 8_000;
    const MINUTES = 30;
    const BEEP_MS = 2_000;
    const PER_MS = TRAINEE_SAMPLE_RATE / 1000;
    const beeps = (rate: number) =>
      Int16Array.from({ length: (rate * BEEP_MS) / 1000 }, (_, at) => burstAt(at, rate));
    const spool = new CallSpool({ clock: new VirtualClock(), folder, maxPendingBytes: 2 ** 30 });
    const [said, spoken] = [beeps(TRAINEE_SAMPLE_RATE), beeps(sampleRate)];
    for (let atMs = 100; atMs <= MINUTES * 60_000; atMs += 100) {
      const from = (atMs - 100) % BEEP_MS;
      spool.trainee(said.subarray(from * PER_MS, (from + 100) * PER_MS), atMs);
    }
    const spans: PlaybackSpan[] = Array.from({ length: MINUTES }, (_, minute) => ({
      segmentId: `s${minute}`,
      startMs: minute * 60_000 + 777,
      ...spool.persona(`s${minute}`, spoken),
      samples: spoken.length,
    }));
    await spool.close();
    const stereo = await StereoMix.open({ folder, personaSampleRate: sampleRate, spans });
    const [left, right] = [new BurstFinder(MIX_SAMPLE_RATE), new BurstFinder(MIX_SAMPLE_RATE)];
    for (let block = stereo.next(); block; block = stereo.next()) {
      left.push(block.left);
      right.push(block.right);
    }
    stereo.close();
    const every = (count: number, startMs: (n: number) => number) =>
      Array.from({ length: count }, (_, n) => ({ startMs: startMs(n), endMs: startMs(n) + 40 }));
    const wanted = [
      every(MINUTES * 150, (n) => n * 400),
      every(MINUTES * 5, (n) => Math.floor(n / 5) * 60_000 + 777 + (n % 5) * 400),
    ] as const;
    expect([left.found.length, right.found.length]).toEqual(wanted.map(({ length }) => length));
    expect(offBy(left.found.slice(-50), wanted[0].slice(-50))).toBeLessThanOrEqual(10);
    expect(offBy(right.found.slice(-50), wanted[1].slice(-50))).toBeLessThanOrEqual(10);
  }, 180_000);

  it('lets no click through where speech was cut off', async () => {
    const sampleRate = 24_000;
    const { right } = await mix({
      trainee: silence(1000, 16_000),
      persona: new Int16Array(sampleRate).fill(15_000),
      sampleRate,
      spans: [{ startMs: 200, offsetSamples: 100, samples: sampleRate * 0.3 }],
    });
    let steepest = 0;
    for (let index = 1; index < right.length; index++) {
      steepest = Math.max(steepest, Math.abs((right[index] ?? 0) - (right[index - 1] ?? 0)));
    }
    expect(steepest).toBeLessThan(400);
    expect(right[400 * 24]).toBe(15_000);
  });

  it('puts parts of one sentence together without a seam', async () => {
    const sampleRate = 24_000;
    const { right } = await mix({
      trainee: silence(1000, 16_000),
      persona: new Int16Array(sampleRate).fill(15_000),
      sampleRate,
      spans: [
        { startMs: 200, offsetSamples: 0, samples: 2409 },
        { startMs: 200 + 2409 / 24.0001, offsetSamples: 9000, samples: 2400 },
      ],
    });
    const inside = right.subarray(210 * 24, 390 * 24);
    expect([Math.min(...inside), Math.max(...inside)]).toEqual([15_000, 15_000]);
  });

  it('is as long as what was last heard, whoever spoke', async () => {
    const { left, right } = await mix({
      trainee: tone(400, 16_000),
      persona: tone(500, 24_000),
      sampleRate: 24_000,
      spans: [{ startMs: 1700, offsetSamples: 0, samples: 12_000 }],
    });
    expect(left).toHaveLength(2200 * 24);
    expect(sounds(left)[0]?.[1]).toBeLessThan(410);
    expect(sounds(right)[0]?.[0]).toBeGreaterThan(1690);
  });

  it('treats audio that never reached the disk as silence', async () => {
    const { right } = await mix({
      trainee: silence(100, 16_000),
      persona: tone(100, 24_000),
      sampleRate: 24_000,
      spans: [{ startMs: 0, offsetSamples: 0, samples: 24_000 }],
    });
    expect(sounds(right)).toHaveLength(1);
    expect(right).toHaveLength(24_000);
  });

  it('has nothing when nothing was recorded', async () => {
    const nowhere = { folder: join(folder, 'nowhere'), personaSampleRate: 24_000, spans: [] };
    const stereo = await StereoMix.open(nowhere);
    expect([stereo.totalSamples, stereo.next()]).toEqual([0, undefined]);
    stereo.close();
  });
});

describe('Waveform', () => {
  it('gives the loudest sample of each part', () => {
    const waveform = new Waveform(8, 4);
    waveform.add(Int16Array.of(0, 16384, -32768));
    waveform.add(Int16Array.of(1, 0, 0, 8192, 0));
    expect(waveform.values()).toEqual([0.5, 1, 0, 0.25]);
  });

  it('has no more parts than samples', () => {
    const waveform = new Waveform(2);
    waveform.add(Int16Array.of(32767, 0));
    expect(waveform.values()).toEqual([1, 0]);
  });
});
