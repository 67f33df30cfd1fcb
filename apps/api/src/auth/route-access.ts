import type { Reflector } from '@nestjs/core';
import { ALLOW_KEY } from './allow.decorator';
import type { Permission } from './permissions';
import { PUBLIC_KEY } from './public.decorator';

type Declared = Parameters<Reflector['getAllAndOverride']>[1];

/** What a route declares: the nearest of its own and its controller's decorators. */
export type RouteAccess = { kind: 'public' } | { kind: 'allow'; permission: Permission };

export const routeAccess = (reflector: Reflector, targets: Declared): RouteAccess | undefined => {
  for (const target of targets) {
    if (reflector.get<boolean | undefined>(PUBLIC_KEY, target)) return { kind: 'public' };
    const permission = reflector.get<Permission | undefined>(ALLOW_KEY, target);
    if (permission) return { kind: 'allow', permission };
  }
  return undefined;
};
