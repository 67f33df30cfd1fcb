import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions';

export const ALLOW_KEY = 'sparline:allow';

/** Who may call this route: every member, or API key, whose role holds the permission. */
export const Allow = (permission: Permission) => SetMetadata(ALLOW_KEY, permission);
