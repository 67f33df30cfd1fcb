import type { Role } from './auth.schemas';

/** Who acts. Every service method takes it first, every query its organization. */
export type Actor = {
  organizationId: string;
  /** For an API key, the member who created it. */
  memberId: string;
  role: Role;
  via: 'session' | 'api_key';
};
