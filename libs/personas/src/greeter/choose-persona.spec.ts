import { seededRandom } from '../brain/random';
import { BUILT_IN_CARDS } from '../intent/intent';
import { choosePersona } from './choose-persona';

const COLD = ['sarah', 'david', 'maria', 'james', 'lisa', 'robert'];

const choose = (recent: readonly string[], asked?: string, seed = 1) =>
  choosePersona({
    mode: 'cold_call',
    asked,
    recent,
    catalogue: BUILT_IN_CARDS,
    random: seededRandom(seed),
  })?.key;

describe('choosing a persona', () => {
  it('takes the one asked for, had lately or not', () => {
    expect(choose(['david', 'sarah'], 'david')).toBe('david');
  });

  it('never takes one had lately while there is another', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      expect(['lisa', 'robert']).toContain(
        choose(['sarah', 'david', 'maria', 'james'], undefined, seed),
      );
    }
  });

  it('gives everyone a turn', () => {
    const seen = new Set(Array.from({ length: 60 }, (_, seed) => choose([], undefined, seed)));
    expect([...seen].sort()).toEqual([...COLD].sort());
  });

  it('goes back to the one had longest ago', () => {
    expect(choose(COLD)).toBe('robert');
    expect(choose([...COLD].reverse())).toBe('sarah');
    expect(choose(['david', ...COLD])).toBe('robert');
  });

  it('does not hand a caller to a persona of another mode', () => {
    expect(COLD).toContain(choose([], 'rachel'));
  });

  it('finds nobody where nobody is', () => {
    const none = { mode: 'interview', catalogue: [], recent: [], random: () => 0 } as const;
    expect(choosePersona(none)).toBeUndefined();
  });
});
