import { grainFor, hasWeeks } from './latency-grain';

describe('The roll-up of latencies that answers a question', () => {
  it.each([
    ['provider', {}, 'all'],
    ['day', {}, 'all'],
    ['mode', {}, 'held'],
    ['provider', { engine: 'realtime' }, 'held'],
    ['persona', {}, 'persona'],
    ['day', { persona: 'p' }, 'persona'],
    ['persona', { mode: 'interview' }, undefined],
    ['provider', { member: 'm' }, undefined],
  ] as const)('by %s with %j is %s', (by, filters, grain) => {
    expect(grainFor({ by, filters })).toBe(grain);
  });

  it.each([
    ['day', 'all', true],
    ['persona', 'persona', true],
    ['mode', 'held', false],
    ['provider', 'all', false],
    ['model', 'persona', false],
  ] as const)('by %s of %s has weeks: %s', (by, grain, expected) => {
    expect(hasWeeks({ by, grain })).toBe(expected);
  });
});
