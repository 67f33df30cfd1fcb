import type { VoiceActivityEvent } from '../ports/voice-activity';
import { EnergyVoiceActivity } from './energy-voice-activity';

const RATE = 16_000;

/** Seeded, so that every run hears the same noise. */
function noiseSource(): () => number {
  let state = 12345;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 1073741824 - 1;
  };
}

type Part = { ms: number; voice?: number; noise?: number; click?: boolean };

/** A vowel of 130 Hz with harmonics, swelling and dipping four times a second as syllables do. */
function render(parts: readonly Part[]): Int16Array {
  const random = noiseSource();
  const samples: number[] = [];
  for (const part of parts) {
    for (let index = 0; index < (part.ms * RATE) / 1000; index++) {
      const seconds = index / RATE;
      const swell = 0.1 + 0.9 * Math.abs(Math.sin(2 * Math.PI * 2 * seconds + 0.6));
      let tone = 0;
      for (const harmonic of [1, 2, 3, 5, 8]) {
        tone += Math.sin(2 * Math.PI * 130 * harmonic * seconds) / 5;
      }
      const click = part.click && index < 80 ? 20000 : 0;
      samples.push((part.voice ?? 0) * swell * tone + (part.noise ?? 0) * random() + click);
    }
  }
  return Int16Array.from(samples, Math.round);
}

function listen(parts: readonly Part[], frameMs = 20): { type: string; atMs: number }[] {
  const detector = new EnergyVoiceActivity();
  const samples = render(parts);
  const size = (frameMs * RATE) / 1000;
  const heard: { type: string; atMs: number }[] = [];
  for (let at = 0; at < samples.length; at += size) {
    for (const event of detector.push(samples.subarray(at, at + size))) {
      heard.push({ type: event.type, atMs: ((at + size) * 1000) / RATE });
    }
  }
  return heard;
}

describe('EnergyVoiceActivity', () => {
  it.each([
    ['a silent room', 0, 6000],
    ['a quiet room', 40, 6000],
    ['an open-plan office', 400, 12000],
    ['a quiet voice', 20, 900],
  ])('finds one utterance in %s, starting within 100 ms', (_, noise, voice) => {
    const heard = listen([
      { ms: 1500, noise },
      { ms: 2000, noise, voice },
      { ms: 1000, noise },
    ]);
    expect(heard.map((event) => event.type)).toEqual(['start', 'end']);
    expect(heard[0]?.atMs).toBeGreaterThanOrEqual(1540);
    expect(heard[0]?.atMs).toBeLessThanOrEqual(1600);
    expect(heard[1]?.atMs).toBeGreaterThanOrEqual(3500 + 100);
    expect(heard[1]?.atMs).toBeLessThanOrEqual(3500 + 300);
  });

  it('hears speech that begins with the very first sample', () => {
    const [first] = listen([{ ms: 1000, voice: 6000, noise: 40 }]);
    expect(first).toEqual({ type: 'start', atMs: 60 });
  });

  it('passes over clicks and steady background noise', () => {
    expect(
      listen([
        { ms: 1000, noise: 60 },
        { ms: 200, noise: 60, click: true },
        { ms: 200, noise: 60, click: true },
        { ms: 2000, noise: 60 },
      ]),
    ).toEqual([]);
  });

  it('bridges a gap between words but not one between sentences', () => {
    const voice = 6000;
    const heard = listen([
      { ms: 600, voice },
      { ms: 150 },
      { ms: 600, voice },
      { ms: 600 },
      { ms: 600, voice },
    ]);
    expect(heard.map((event) => event.type)).toEqual(['start', 'end', 'start']);
  });

  it('gets used to a fan that was switched on, and hears speech over it', () => {
    const heard = listen([
      { ms: 1000, noise: 30 },
      { ms: 4000, noise: 1500 },
      { ms: 1000, noise: 1500, voice: 20000 },
      { ms: 600, noise: 1500 },
    ]);
    expect(heard.map((event) => event.type)).toEqual(['start', 'end', 'start', 'end']);
    expect(heard[1]?.atMs).toBeLessThan(4000);
    expect(heard[2]?.atMs).toBeGreaterThan(5000);
  });

  it('keeps hearing somebody who talks for twenty seconds', () => {
    const heard = listen([{ ms: 20_000, voice: 5000, noise: 40 }]);
    expect(heard.map((event) => event.type)).toEqual(['start']);
  });

  it('takes a constant offset of the sound card for silence', () => {
    const detector = new EnergyVoiceActivity();
    expect(detector.push(new Int16Array(RATE).fill(3000)).length).toBe(0);
  });

  it.each([7, 20, 33, 100])('hears the same in frames of %i ms', (frameMs) => {
    const parts = [{ ms: 500 }, { ms: 800, voice: 6000 }, { ms: 500 }];
    expect(listen(parts, frameMs).map((event) => event.type)).toEqual(['start', 'end']);
  });

  it('returns the same empty list for frames without a change, so that frames allocate nothing', () => {
    const detector = new EnergyVoiceActivity();
    const frame = new Int16Array(320);
    expect(detector.push(frame)).toBe(detector.push(frame));
  });

  it('reports both changes when one push holds them', () => {
    const detector = new EnergyVoiceActivity();
    const events: readonly VoiceActivityEvent[] = detector.push(
      render([{ ms: 300 }, { ms: 600, voice: 6000 }, { ms: 600 }]),
    );
    expect(events).toEqual([
      { type: 'start', sinceMs: 60 },
      { type: 'end', sinceMs: 240 },
    ]);
  });

  it('forgets everything when it is reset', () => {
    const detector = new EnergyVoiceActivity();
    detector.push(render([{ ms: 500, voice: 6000 }]));
    detector.reset();
    expect(detector.push(render([{ ms: 500 }]))).toEqual([]);
  });
});
