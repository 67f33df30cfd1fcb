import { page } from '$app/state';
import type { Me } from '$lib/api/types';

/** What `apps/api` grants by role; the server decides, this only hides what it would refuse. */
export type Permission =
  | 'profile:write'
  | 'persona:read'
  | 'persona:write'
  | 'call:practise'
  | 'call:read'
  | 'call:read_all'
  | 'call:delete'
  | 'cost:read'
  | 'member:read'
  | 'member:write'
  | 'organization:write'
  | 'api_key:write'
  | 'queue:read'
  | 'queue:write'
  | 'quota:read'
  | 'quota:write'
  | 'caller:read'
  | 'caller:write'
  | 'audit:read'
  | 'price:read'
  | 'price:write'
  | 'budget:write';

export const allows = (me: Me | undefined, permission: Permission): boolean =>
  me?.permissions.includes(permission) ?? false;

/** Reactive inside components: follows the page's data. */
export const session = {
  get me(): Me | undefined {
    return page.data.me;
  },
  may: (permission: Permission): boolean => allows(page.data.me, permission),
};

/** `invalidate` this after changing the own name or role. */
export const SESSION = 'app:session';
