import { Role } from './auth.schemas';
import { atMost, lowerRole, may, PERMISSIONS_BY_ROLE } from './permissions';

describe('permissions', () => {
  it.each([
    ['trainee', 'call:practise', true],
    ['trainee', 'call:read', true],
    ['trainee', 'call:read_all', false],
    ['trainee', 'cost:read', false],
    ['trainee', 'member:read', false],
    ['coach', 'call:read_all', true],
    ['coach', 'persona:write', false],
    ['coach', 'member:write', false],
    ['coach', 'quota:read', false],
    ['admin', 'quota:write', true],
    ['admin', 'member:write', true],
    ['admin', 'queue:read', true],
  ] as const)('%s may %s: %s', (role, permission, expected) => {
    expect(may(role, permission)).toBe(expected);
  });

  it('grow with the role', () => {
    expect(PERMISSIONS_BY_ROLE.coach).toEqual(
      expect.arrayContaining([...PERMISSIONS_BY_ROLE.trainee]),
    );
    expect(PERMISSIONS_BY_ROLE.admin).toEqual(
      expect.arrayContaining([...PERMISSIONS_BY_ROLE.coach]),
    );
  });
});

describe('the order of roles', () => {
  it.each([
    ['trainee', 'coach', true],
    ['coach', 'coach', true],
    ['admin', 'coach', false],
  ] as const)('%s is at most %s: %s', (role, limit, expected) => {
    expect(atMost(role, limit)).toBe(expected);
  });

  it('caps one role by another, whichever way round', () => {
    for (const a of Role.options) {
      for (const b of Role.options) {
        expect(lowerRole(a, b)).toBe(lowerRole(b, a));
        expect(atMost(lowerRole(a, b), a)).toBe(true);
      }
    }
    expect(lowerRole('admin', 'trainee')).toBe('trainee');
  });
});
