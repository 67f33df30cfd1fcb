import { sleep } from '../clock/sleep';
import { VirtualClock } from '../testing/virtual-clock';
import { readProvider } from './provider-stream';

const setUp = () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const got: string[] = [];
  const read = async (stream: AsyncIterable<string>): Promise<void> => {
    const guard = { clock, signal: abort.signal, idleMs: 1000, provider: 'acme' };
    try {
      for await (const event of readProvider(stream, guard)) got.push(event);
      got.push('(done)');
    } catch (error) {
      got.push(error instanceof Error ? error.message : 'thrown');
    }
  };
  return { abort, clock, got, read };
};

test('a stream that pauses less than the limit is read to its end', async () => {
  const { clock, got, read } = setUp();
  void read(
    (async function* () {
      for (const event of ['a', 'b', 'c']) {
        await sleep(clock, 900);
        yield event;
      }
    })(),
  );
  await clock.advance(5000);
  expect(got).toEqual(['a', 'b', 'c', '(done)']);
  expect(clock.pending).toBe(0);
});

test('a stream that falls silent is an error of kind timeout', async () => {
  const { clock, got, read } = setUp();
  void read(
    (async function* () {
      yield 'a';
      await new Promise(() => undefined);
    })(),
  );
  await clock.advance(999);
  expect(got).toEqual(['a']);
  await clock.advance(1);
  expect(got).toEqual(['a', 'Silent for 1000 ms.']);
  expect(clock.pending).toBe(0);
});

test('after an abort, usage that still comes within a second is taken', async () => {
  const { abort, clock, got, read } = setUp();
  void read(
    (async function* () {
      yield 'a';
      await sleep(clock, 60_000, abort.signal);
      await sleep(clock, 800);
      yield 'usage';
    })(),
  );
  await clock.advance(100);
  abort.abort();
  await clock.advance(2000);
  expect(got).toEqual(['a', 'usage', '(done)']);
});

test('a stream that ignores its abort is left behind after a second', async () => {
  const { abort, clock, got, read } = setUp();
  void read(
    (async function* () {
      yield 'a';
      await new Promise(() => undefined);
    })(),
  );
  await clock.advance(100);
  abort.abort();
  await clock.advance(1000);
  expect(got).toEqual(['a', '(done)']);
  expect(clock.pending).toBe(0);
});

test('an error of the provider comes through as it is', async () => {
  const { clock, got, read } = setUp();
  void read({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('No credit left.')) }),
  });
  await clock.advance(10);
  expect(got).toEqual(['No credit left.']);
  expect(clock.pending).toBe(0);
});
