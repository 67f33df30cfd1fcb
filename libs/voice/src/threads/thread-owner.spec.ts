import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadFile } from './thread-file';
import { ThreadOwner } from './thread-owner';

/** Speaks the messages of serve-thread.ts; written as a plain file, since threads cannot run TypeScript. */
const THREAD = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, job, cancelled }) => {
  if (job === 'crash') throw new Error('boom');
  if (job === 'exit') process.exit(3);
  if (job === 'fail') return parentPort.postMessage({ id, type: 'failed', message: 'no such voice' });
  if (job === 'spin') {
    parentPort.postMessage({ id, type: 'item', item: 'spinning' });
    while (Atomics.load(cancelled, 0) === 0);
    return parentPort.postMessage({ id, type: 'done', result: 'late' });
  }
  if (job === 'wait') return;
  parentPort.postMessage({ id, type: 'item', item: job });
  parentPort.postMessage({ id, type: 'done', result: job + '!' });
});`;

describe('ThreadOwner', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thread-'));
  const file = join(folder, 'echo.js');
  writeFileSync(file, THREAD);
  let starts = 0;
  const owner = new ThreadOwner<string, string, string>(() => {
    starts++;
    return file;
  });

  beforeEach(() => (starts = 0));
  afterEach(() => owner.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('starts one thread for all jobs and returns items and result', async () => {
    const items: string[] = [];
    const results = await Promise.all([
      owner.run('one', { onItem: (item) => items.push(item) }),
      owner.run('two', { onItem: (item) => items.push(item) }),
    ]);
    expect(results).toEqual(['one!', 'two!']);
    expect(items).toEqual(['one', 'two']);
    expect(starts).toBe(1);
  });

  it('rejects a job that failed without losing the thread', async () => {
    await expect(owner.run('fail')).rejects.toThrow('no such voice');
    expect(await owner.run('next')).toBe('next!');
    expect(starts).toBe(1);
  });

  it.each([
    ['crash', 'boom'],
    ['exit', 'The thread ended (3).'],
  ])(
    'rejects everything that waits when the thread dies by %s, then starts anew',
    async (job, message) => {
      const waiting = owner.run('wait');
      const dying = owner.run(job);
      await expect(waiting).rejects.toThrow(message);
      await expect(dying).rejects.toThrow(message);
      expect(await owner.run('again')).toBe('again!');
      expect(starts).toBe(2);
    },
  );

  it('stops a thread in the middle of its work when the signal aborts', async () => {
    const controller = new AbortController();
    const spinning = owner.run('spin', {
      signal: controller.signal,
      onItem: () => controller.abort(),
    });
    expect(await spinning).toBeUndefined();
    expect(await owner.run('next')).toBe('next!');
    expect(starts).toBe(1);
  });

  it('does nothing for a signal that has aborted already', async () => {
    expect(await owner.run('one', { signal: AbortSignal.abort() })).toBeUndefined();
    expect(starts).toBe(0);
  });

  it('rejects what waits when it is closed', async () => {
    const waiting = expect(owner.run('wait')).rejects.toThrow('closed');
    await owner.close();
    await waiting;
  });

  it('rejects when the thread file is missing', async () => {
    const missing = new ThreadOwner<string, string, string>(() => threadFile(folder, 'missing'));
    await expect(missing.run('one')).rejects.toThrow('npm run build');
  });
});

describe('threadFile', () => {
  it('finds a compiled thread beside its caller', () => {
    const folder = mkdtempSync(join(tmpdir(), 'thread-'));
    writeFileSync(join(folder, 'mix.thread.js'), '');
    expect(threadFile(folder, 'mix')).toBe(join(folder, 'mix.thread.js'));
    rmSync(folder, { recursive: true });
  });
});
