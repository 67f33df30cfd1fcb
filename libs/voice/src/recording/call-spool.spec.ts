import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesToSamples } from '../audio/pcm';
import { SystemClock } from '../clock/system-clock';
import { VirtualClock } from '../testing/virtual-clock';
import { CallSpool, PERSONA_FILE, TRAINEE_FILE } from './call-spool';
import { PcmFile } from './pcm-file';

const folder = mkdtempSync(join(tmpdir(), 'spool-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 20 ms at 16 kHz. */
const frame = (value: number) => new Int16Array(320).fill(value);
/** The disk has its own time. */
const settled = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(setImmediate);
};
const read = (name: string) => bytesToSamples(readFileSync(join(folder, name)));

describe('CallSpool', () => {
  let spool: CallSpool;
  beforeEach(() => (spool = new CallSpool({ clock: new VirtualClock(), folder })));

  it('puts the trainee’s sound where it was said on the call’s clock', async () => {
    spool.trainee(frame(1000), 120);
    spool.trainee(frame(2000), 140);
    spool.trainee(frame(3000), 1000);
    await spool.close();
    const samples = read(TRAINEE_FILE);
    expect([samples.indexOf(1000), samples.indexOf(2000), samples.indexOf(3000)]).toEqual([
      100 * 16,
      120 * 16,
      980 * 16,
    ]);
    expect(samples).toHaveLength(1000 * 16);
  });

  it('takes a little lateness for jitter, not for a gap', async () => {
    const arrivals = [20, 95, 110, 115, 100];
    arrivals.forEach((atMs, index) => spool.trainee(frame(index + 1), atMs));
    await spool.close();
    expect(read(TRAINEE_FILE)).toHaveLength(5 * 320);
  });

  it('takes what waited in the socket while the process was held up into account', async () => {
    const clock = new VirtualClock();
    const held = new CallSpool({ clock, folder });
    held.trainee(frame(1000), 400);
    await clock.advance(450);
    // Its timers are due before its sockets are read.
    for (let index = 0; index < 41; index++) held.trainee(frame(2000), 850);
    await held.close();
    expect(read(TRAINEE_FILE).indexOf(1000)).toBeLessThanOrEqual(10 * 16);
  });

  it('returns to the clock in the pauses after a stall, without losing a word', async () => {
    for (let index = 0; index < 10; index++) spool.trainee(frame(5000), 20 * (index + 1));
    // Half a second is held up and comes at once.
    for (let index = 0; index < 25; index++) spool.trainee(frame(5000), 700);
    for (let index = 0; index < 100; index++) spool.trainee(frame(3), 720 + 20 * index);
    spool.trainee(frame(7000), 2720);
    await spool.close();
    const samples = read(TRAINEE_FILE);
    expect(samples.filter((sample) => sample === 5000)).toHaveLength(35 * 320);
    expect(Math.abs(samples.indexOf(7000) - 2700 * 16)).toBeLessThanOrEqual(80 * 16);
  });

  it('keeps the persona’s sound as it was produced and says where it lies', async () => {
    expect(spool.persona('a', Int16Array.of(1, 2, 3))).toEqual({ offsetSamples: 0 });
    expect(spool.persona('b', Int16Array.of(4))).toEqual({ offsetSamples: 3 });
    await spool.close();
    expect([...read(PERSONA_FILE)]).toEqual([1, 2, 3, 4]);
  });

  it('says when the first sound is there, and makes nothing before', async () => {
    let begun = 0;
    const silent = join(folder, 'silent');
    const nothing = new CallSpool({
      clock: new VirtualClock(),
      folder: silent,
      onBegun: () => (begun += 1),
    });
    await nothing.close();
    expect([begun, existsSync(silent)]).toEqual([0, false]);
    const something = new CallSpool({
      clock: new VirtualClock(),
      folder: silent,
      onBegun: () => (begun += 1),
    });
    something.trainee(frame(1), 20);
    something.persona('a', frame(1));
    await something.close();
    expect([begun, existsSync(silent)]).toEqual([1, true]);
  });

  it('does not keep the last words before a pause to itself', async () => {
    const clock = new VirtualClock();
    const talked = new CallSpool({ clock, folder });
    talked.trainee(frame(1000), 20);
    await clock.advance(1_000);
    await settled(() => statSync(join(folder, TRAINEE_FILE)).size === 640);
    await talked.close();
    expect(clock.pending).toBe(0);
  });

  it('starts no timer for every frame', async () => {
    const clock = new VirtualClock();
    const setTimer = jest.spyOn(clock, 'setTimer');
    const talked = new CallSpool({ clock, folder });
    for (let atMs = 20; atMs <= 3_000; atMs += 20) {
      talked.trainee(frame(1000), atMs);
      await clock.advance(20);
    }
    // Of three seconds: each half second is written down, and three times a second it is looked at.
    expect(setTimer.mock.calls.length).toBeLessThanOrEqual(6 + 11);
    await talked.close();
    expect(clock.pending).toBe(0);
  });

  it('copies what it is given, since frames are used again', async () => {
    const reused = frame(5);
    spool.persona('a', reused);
    reused.fill(9);
    await spool.close();
    expect(read(PERSONA_FILE)[0]).toBe(5);
  });
});

describe('PcmFile', () => {
  const path = join(folder, 'file.pcm');

  it('has everything on disk within a second', async () => {
    const file = new PcmFile(path, { clock: new SystemClock() });
    file.append(frame(5));
    const clock = new SystemClock();
    const startedAt = clock.now();
    while (!statSync(path, { throwIfNoEntry: false })?.size) {
      await new Promise<void>((resolve) => clock.setTimer(20, resolve));
      expect(clock.now() - startedAt).toBeLessThan(1500);
    }
    await file.close();
  });

  it('writes once for many frames and leaves no timer behind', async () => {
    const clock = new VirtualClock();
    const file = new PcmFile(path, { clock });
    for (let index = 0; index < 40; index++) file.append(frame(index));
    expect(clock.pending).toBe(1);
    await file.close();
    expect(clock.pending).toBe(0);
    expect(readFileSync(path)).toHaveLength(40 * 640);
  });

  it('keeps silence in place of what a slow disk cannot take, so that the rest stays in place', async () => {
    const file = new PcmFile(path, { clock: new VirtualClock(), maxPendingBytes: 1000 });
    file.append(frame(1));
    file.append(frame(2));
    file.appendSilence(100);
    await file.close();
    const samples = bytesToSamples(readFileSync(path));
    expect(samples).toHaveLength(740);
    expect([samples[0], samples[320], samples[739]]).toEqual([1, 0, 0]);
  });

  it('tells once that it cannot write, and goes on counting', async () => {
    const errors: Error[] = [];
    const file = new PcmFile('/dev/null/nowhere/file.pcm', {
      clock: new VirtualClock(),
      onError: (error) => errors.push(error),
    });
    for (let index = 0; index < 500; index++) file.append(frame(1));
    await file.close();
    await file.close();
    expect(errors).toHaveLength(1);
    expect(file.samples).toBe(500 * 320);
  });

  it('goes on where it belongs once a disk that failed takes sound again', async () => {
    const clock = new VirtualClock();
    const broken = join(folder, 'broken');
    writeFileSync(broken, 'a file where a folder should be');
    const errors: Error[] = [];
    const path2 = join(broken, 'file.pcm');
    const file = new PcmFile(path2, { clock, onError: (error) => errors.push(error) });
    file.append(frame(1));
    await clock.advance(1_000);
    await settled(() => errors.length > 0);
    rmSync(broken);
    mkdirSync(broken);
    file.append(frame(2));
    await clock.advance(1_000);
    await settled(() => existsSync(path2) && statSync(path2).size === 1280);
    file.append(frame(3));
    await file.close();
    const samples = bytesToSamples(readFileSync(path2));
    expect([samples[0], samples[320], samples[640]]).toEqual([0, 2, 3]);
    expect(errors).toHaveLength(1);
  });
});
