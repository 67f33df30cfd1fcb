import type { Role } from './auth.schemas';

const TRAINEE = ['profile:write', 'persona:read', 'call:practise', 'call:read'] as const;
const COACH = [...TRAINEE, 'call:read_all', 'cost:read', 'price:read', 'member:read'] as const;
const ADMIN = [
  ...COACH,
  'persona:write',
  'call:delete',
  'member:write',
  'organization:write',
  'api_key:write',
  'quota:read',
  'quota:write',
  'queue:read',
  'queue:write',
  'caller:read',
  'caller:write',
  'audit:read',
  'price:write',
  'budget:write',
] as const;

export type Permission = (typeof ADMIN)[number];

export const PERMISSIONS_BY_ROLE: Record<Role, readonly Permission[]> = {
  trainee: TRAINEE,
  coach: COACH,
  admin: ADMIN,
};

export const may = (role: Role, permission: Permission): boolean =>
  PERMISSIONS_BY_ROLE[role].includes(permission);

const RANK: Record<Role, number> = { trainee: 0, coach: 1, admin: 2 };

/** Nobody hands out more than they have. */
export const atMost = (role: Role, limit: Role): boolean => RANK[role] <= RANK[limit];

export const lowerRole = (a: Role, b: Role): Role => (atMost(a, b) ? a : b);
