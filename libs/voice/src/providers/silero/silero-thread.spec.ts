import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sineTone, whiteNoise } from '../../testing/room-sounds';
import { breathe, SileroEar } from '../../testing/silero-ear';
import { VirtualClock } from '../../testing/virtual-clock';
import { threadFile } from '../../threads/thread-file';
import { SileroThread } from './silero-thread';

jest.setTimeout(60_000);

/** Speak the messages of silero.thread.ts, but judge nothing. */
const THREADS = {
  deaf: `parentPort.postMessage({ type: 'ready' }); parentPort.on('message', () => undefined);`,
  dying: `parentPort.postMessage({ type: 'ready' });
    parentPort.on('message', ({ type }) => type === 'ring' && process.exit(3));`,
  failing: `parentPort.postMessage({ type: 'failed', message: 'no model' });`,
  hanging: `parentPort.postMessage({ type: 'ready' });
    parentPort.on('message', ({ type }) => { while (type === 'ring'); });`,
  slow: `parentPort.postMessage({ type: 'ready' });
    parentPort.on('message', () => Atomics.store(workerData.bell, 0, 0));`,
  throwing: `throw new Error('no WebAssembly');`,
};

const FRAME = 320;
const LOUD = sineTone(2000, 300);
const QUIET = whiteNoise(2000, -60);

describe('SileroThread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'silero-'));
  let clock: VirtualClock;
  let problems: string[];
  let starts: number;
  let threads: SileroThread[];

  beforeEach(() => {
    clock = new VirtualClock();
    problems = [];
    starts = 0;
    threads = [];
  });
  afterEach(() => Promise.all(threads.map((thread) => thread.close())));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Starts these one after the other, the last of them again and again. */
  function threadOf(...files: (() => string)[]): SileroThread {
    const onProblem = ({ message }: Error): void => void problems.push(message);
    const file = (): string => (files[starts++] ?? files[files.length - 1] ?? String)();
    const thread = new SileroThread({ clock, file, onProblem });
    threads.push(thread);
    return thread;
  }

  const fake = (kind: keyof typeof THREADS) => (): string => {
    const file = join(folder, `${kind}.js`);
    writeFileSync(
      file,
      `const { parentPort, workerData } = require('node:worker_threads');\n${THREADS[kind]}\n`,
    );
    return file;
  };
  const missing = (): string => threadFile(folder, 'missing');
  const real = (): string => threadFile(__dirname, 'silero');

  function pushAll(ear: SileroEar, samples: Int16Array): void {
    for (let at = 0; at < samples.length; at += FRAME) ear.push(samples.subarray(at, at + FRAME));
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await breathe();
  }

  it.each([
    ['the thread is not compiled', missing, 'npm run build'],
    ['the model cannot be had', fake('failing'), 'no model'],
    ['WebAssembly cannot be had', fake('throwing'), 'no WebAssembly'],
  ])('goes by loudness when %s, and tells once', async (_, file, message) => {
    const ear = new SileroEar(threadOf(file));
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => problems.length > 0);
    while (starts < 4) {
      await clock.advance(60_000);
      ear.push(QUIET.subarray(0, FRAME));
      await breathe();
    }
    pushAll(ear, QUIET);
    pushAll(ear, LOUD);
    expect(ear.heard).toEqual([{ type: 'start', atMs: expect.any(Number), sinceMs: 60 }]);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });

  it('does not try again before its time', async () => {
    const ear = new SileroEar(threadOf(missing));
    pushAll(ear, QUIET);
    expect(starts).toBe(1);
    await clock.advance(1000);
    pushAll(ear, QUIET);
    expect(starts).toBe(2);
    await clock.advance(900);
    pushAll(ear, QUIET);
    expect(starts).toBe(2);
  });

  it('hands an utterance over to loudness when the thread dies in the middle', async () => {
    const ear = new SileroEar(threadOf(fake('dying')));
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    pushAll(ear, LOUD.subarray(0, 5 * FRAME));
    await until(() => problems.length > 0);
    pushAll(ear, LOUD.subarray(0, 5 * FRAME));
    pushAll(ear, QUIET);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start', 'end']);
    expect(problems).toEqual(['The thread ended (3).']);
  });

  it('serves calls that it knew before it died', async () => {
    const thread = threadOf(fake('dying'), real);
    const ear = new SileroEar(thread);
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    pushAll(ear, LOUD.subarray(0, FRAME));
    await until(() => problems.length > 0);
    await clock.advance(5000);
    await until(() => ear.isReady());
    await ear.hear([QUIET, LOUD, QUIET]);
    expect(ear.probabilities.length).toBeGreaterThan(50);
    expect(ear.heard).toEqual([]);
    expect(starts).toBe(2);
  });

  it('goes by loudness when the thread is too slow, and drops what waits for it', async () => {
    const ear = new SileroEar(threadOf(fake('slow')), { clock });
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    for (let at = 0; at < LOUD.length; at += FRAME) {
      await clock.advance(20);
      ear.push(LOUD.subarray(at, at + FRAME));
      await breathe();
    }
    expect(ear.heard.map(({ type }) => type)).toEqual(['start']);
    expect(ear.heard[0]?.atMs).toBeLessThanOrEqual(20 + 2000 + 260);
    expect(ear.audio?.until).toBe(ear.audio?.from);
    expect(problems).toEqual([]);
  });

  it('goes by loudness within the second when the thread hangs, and serves the call again with another', async () => {
    const ear = new SileroEar(threadOf(fake('hanging'), real), { clock });
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    // Longer than the thread is left alone after it was too slow.
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < LOUD.length; at += FRAME) {
        await clock.advance(20);
        ear.push((round === 1 ? QUIET : LOUD).subarray(at, at + FRAME));
        await breathe();
      }
    }
    expect(problems).toEqual(['The thread has answered nothing for a second.']);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start', 'end', 'start']);
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    await ear.hear([LOUD, QUIET]);
    expect(ear.probabilities.length).toBeGreaterThan(50);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start', 'end', 'start', 'end']);
    expect(starts).toBe(2);
  });

  it('drops more than it can keep, and goes by loudness', async () => {
    const ear = new SileroEar(threadOf(fake('deaf')), { clock });
    ear.push(QUIET.subarray(0, FRAME));
    await until(() => ear.isReady());
    pushAll(ear, QUIET);
    pushAll(ear, LOUD);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start']);
    expect(ear.audio?.until).toBe(ear.audio?.from);
  });

  it('starts nothing once it is closed', async () => {
    const thread = threadOf(fake('deaf'));
    const ear = new SileroEar(thread);
    await thread.close();
    pushAll(ear, LOUD);
    expect(starts).toBe(0);
    expect(ear.heard.map(({ type }) => type)).toEqual(['start']);
  });
});
