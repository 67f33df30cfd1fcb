import type { VoiceEvent } from '@sparline/voice';
import { EventLogWriter } from './event-log-writer';

const event = (seq: number): VoiceEvent => ({ seq, atMs: seq * 10, type: 'speech.started' });

describe('EventLogWriter', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('writes what came together as one batch, in order', async () => {
    const batches: number[][] = [];
    const writer = new EventLogWriter(
      async (events) => void batches.push(events.map((e) => e.seq)),
      fail,
    );
    writer.add(event(1));
    writer.add(event(2));
    await jest.advanceTimersByTimeAsync(500);
    writer.add(event(3));
    await writer.close();
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('writes what costs money, and what waits with it, within a tenth of a second', async () => {
    const batches: number[][] = [];
    const writer = new EventLogWriter(
      async (events) => void batches.push(events.map((e) => e.seq)),
      fail,
    );
    const asked = { provider: 'openai', model: 'm', turnId: 'p1', quantities: [] };
    const used: VoiceEvent = { ...event(2), ...asked, type: 'request.sent', purpose: 'reply' };
    writer.add(event(1));
    await jest.advanceTimersByTimeAsync(300);
    writer.add(used);
    await jest.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([[1, 2]]);
    await writer.close();
  });

  it('keeps events through a failing database and writes them once it is back', async () => {
    const written: number[] = [];
    const troubles: unknown[] = [];
    let down = true;
    const writer = new EventLogWriter(
      async (events) => {
        if (down) throw new Error('connection refused');
        written.push(...events.map((e) => e.seq));
      },
      (error) => troubles.push(error),
    );
    writer.add(event(1));
    await jest.advanceTimersByTimeAsync(500);
    writer.add(event(2));
    expect(troubles).toHaveLength(1);
    down = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(written).toEqual([1, 2]);
    await writer.close();
  });

  it('gives a sign of life while nothing happens, and none after it was closed', async () => {
    let signs = 0;
    const writer = new EventLogWriter(async () => void (signs += 1), fail);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(signs).toBe(3);
    await writer.close();
    const atClose = signs;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(signs).toBe(atClose);
    expect(jest.getTimerCount()).toBe(0);
  });
});

const fail = (error: unknown): never => {
  throw error;
};
