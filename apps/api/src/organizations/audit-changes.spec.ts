import { changesBetween } from './audit-changes';

describe('What an entry of the audit list says of a change', () => {
  it.each([
    [{ name: 'a', hard: true }, { name: 'b', hard: true }, [['name', 'a', 'b']]],
    [undefined, { name: 'a', until: null }, [['name', null, 'a']]],
    [{ name: 'a' }, undefined, [['name', 'a', null]]],
    [{ spentMs: 0 }, { spentMs: 5 }, [['spentMs', 0, 5]]],
    [{ hard: true }, { hard: false }, [['hard', true, false]]],
    [{ name: 'a' }, { name: 'a' }, []],
    [undefined, undefined, []],
  ])('from %j to %j', (before, after, told) => {
    const changes = changesBetween(before, after);
    expect(changes.map((one) => [one.field, one.before, one.after])).toEqual(told);
  });
});
