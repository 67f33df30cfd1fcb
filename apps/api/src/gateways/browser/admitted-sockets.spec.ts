import { Logger } from '@nestjs/common';
import { AdmittedSockets } from './admitted-sockets';

const ROUND_MS = 10_000;

describe('sockets that were let in', () => {
  const over = jest.fn(async (_credentials: readonly string[]) => new Set<string>());
  const signedOut: string[] = [];
  const enter = (sockets: AdmittedSockets, credential: string) =>
    sockets.add({ credential, signedOut: () => signedOut.push(credential) });

  beforeAll(() => void Logger.overrideLogger(false));
  beforeEach(() => {
    jest.useFakeTimers();
    signedOut.length = 0;
    over.mockReset();
    over.mockResolvedValue(new Set());
  });
  afterEach(() => jest.useRealTimers());

  it('are asked about together, each sign-in once, and told once that theirs is over', async () => {
    const sockets = new AdmittedSockets({ over });
    ['a', 'b', 'a'].forEach((credential) => enter(sockets, credential));
    over.mockResolvedValue(new Set(['a']));
    await jest.advanceTimersByTimeAsync(2 * ROUND_MS);
    expect(over.mock.calls).toEqual([[['a', 'b']], [['b']]]);
    expect(signedOut).toEqual(['a', 'a']);
  });

  it('stay when nobody can say whether their sign-in still counts', async () => {
    const sockets = new AdmittedSockets({ over });
    enter(sockets, 'a');
    over.mockRejectedValueOnce(new Error('gone'));
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    expect(signedOut).toEqual([]);
    over.mockResolvedValue(new Set(['a']));
    await jest.advanceTimersByTimeAsync(ROUND_MS);
    expect(signedOut).toEqual(['a']);
  });

  it('cost nothing when none is left', async () => {
    const sockets = new AdmittedSockets({ over });
    enter(sockets, 'a')();
    await jest.advanceTimersByTimeAsync(3 * ROUND_MS);
    expect(over).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});
