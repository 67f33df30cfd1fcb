import { codeOf } from '../../../../../test/support/organizations';
import { ringTimeOf } from './ring-time';

const NOW = new Date('2026-11-26T10:00:00Z');
const window = (from: string, to: string) => ({ between: [from, to] as [string, string] });
const refused = (at: Parameters<typeof ringTimeOf>[0]) =>
  codeOf(Promise.resolve().then(() => ringTimeOf(at, NOW, 0.5)));

describe('when to ring', () => {
  it('is the moment asked for, in whatever zone it is written', () => {
    expect(ringTimeOf('2026-11-26T12:30:00+01:00', NOW, 0)).toEqual({
      dueAt: new Date('2026-11-26T11:30:00Z'),
      dueFrom: null,
      dueTo: null,
    });
  });

  it.each([
    [0, '2026-11-26T12:00:00.000Z'],
    [0.5, '2026-11-26T13:00:00.000Z'],
    [0.999999, '2026-11-26T13:59:59.992Z'],
  ])('of a surprise lies within its window, at chance %p', (chance, expected) => {
    const time = ringTimeOf(window('2026-11-26T12:00:00Z', '2026-11-26T14:00:00Z'), NOW, chance);
    expect(time.dueAt.toISOString()).toBe(expected);
    expect(time.dueFrom).toEqual(new Date('2026-11-26T12:00:00Z'));
    expect(time.dueTo).toEqual(new Date('2026-11-26T14:00:00Z'));
  });

  it('of a surprise whose window has begun is never in the past', () => {
    const time = ringTimeOf(window('2026-11-26T08:00:00Z', '2026-11-26T11:00:00Z'), NOW, 0);
    expect(time.dueAt).toEqual(NOW);
  });

  it('may be up to thirty days off', () => {
    expect(ringTimeOf('2026-12-26T10:00:00Z', NOW, 0).dueAt).toEqual(
      new Date('2026-12-26T10:00:00Z'),
    );
  });

  it.each([
    ['a past moment', '2026-11-26T09:59:00Z'],
    ['more than thirty days', '2026-12-26T10:00:01Z'],
    ['a window that ended', window('2026-11-26T08:00:00Z', '2026-11-26T09:00:00Z')],
    ['a window upside down', window('2026-11-26T14:00:00Z', '2026-11-26T12:00:00Z')],
    ['a window that reaches too far', window('2026-11-26T14:00:00Z', '2026-12-27T12:00:00Z')],
  ])('refuses %s', async (_, at) => {
    expect(await refused(at)).toBe('calls.wrong_ring_time');
  });
});
