import { levelDbfs } from '../audio/level';
import { holdMusic } from './hold-music';
import { PoorLine } from './poor-line';

const RATE = 16_000;
const tone = (hz: number, ms = 1000): Int16Array =>
  Int16Array.from({ length: (RATE * ms) / 1000 }, (_, at) =>
    Math.round(8000 * Math.sin((2 * Math.PI * hz * at) / RATE)),
  );
const lossDb = (hz: number): number =>
  levelDbfs(tone(hz)) - levelDbfs(new PoorLine(RATE).process(tone(hz)));

describe('a poor line', () => {
  it('lets the middle of a voice through and takes its depth and its brilliance', () => {
    expect(lossDb(1000)).toBeLessThan(6);
    expect(lossDb(80)).toBeGreaterThan(15);
    expect(lossDb(7000)).toBeGreaterThan(9);
  });

  it('hisses where nobody speaks', () => {
    const level = levelDbfs(new PoorLine(RATE).process(new Int16Array(RATE)));
    expect(level).toBeGreaterThan(-60);
    expect(level).toBeLessThan(-40);
  });

  it('drops out now and then, for a tenth of a second', () => {
    const heard = new PoorLine(RATE, 7).process(tone(1000, 20_000));
    const frames = Array.from({ length: 2000 }, (_, at) =>
      levelDbfs(heard.subarray(at * 160, at * 160 + 160)),
    );
    const quiet = frames.filter((level) => level < -35).length;
    expect(quiet).toBeGreaterThan(10);
    expect(quiet).toBeLessThan(100);
  });

  it('is the same whether the sound comes in one piece or in many', () => {
    const sound = tone(700, 5000);
    const whole = new PoorLine(RATE).process(sound);
    const line = new PoorLine(RATE);
    const parts: number[] = [];
    for (let at = 0; at < sound.length; at += 333) {
      parts.push(...line.process(sound.subarray(at, at + 333)));
    }
    expect(Int16Array.from(parts)).toEqual(whole);
  });
});

describe('music on hold', () => {
  it('lasts whole chords, is quieter than a voice and has no clicks', () => {
    const music = holdMusic(RATE, 4000);
    expect(music.length).toBe(RATE * 4.5);
    expect(levelDbfs(music)).toBeLessThan(-22);
    expect(levelDbfs(music)).toBeGreaterThan(-40);
    const steepest = music.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (music[at - 1] ?? 0))),
      0,
    );
    expect(steepest).toBeLessThan(700);
  });
});
