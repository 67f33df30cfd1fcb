import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import type { Actor } from './actor';
import type { ApiKeyEntity } from './api-key.entity';
import { ApiKeyRepository } from './api-key.repository';
import { apiKeyNotFound, roleAboveYours } from './auth.errors';
import type { ApiKey, CreateApiKey, CreatedApiKey } from './auth.schemas';
import { atMost } from './permissions';
import { requireSignIn } from './require-sign-in';
import { hashToken, newToken } from './tokens';

export const API_KEY_PREFIX = 'spl_';
/** Enough to recognise a key by, far too little to guess the rest. */
const SHOWN_LENGTH = API_KEY_PREFIX.length + 6;

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<ApiKey[]> {
    return (await this.keys.list(actor.organizationId)).map(toApiKey);
  }

  async create(actor: Actor, { name, role }: CreateApiKey): Promise<CreatedApiKey> {
    requireSignIn(actor);
    if (!atMost(role, actor.role)) throw roleAboveYours();
    const secret = `${API_KEY_PREFIX}${newToken()}`;
    const row = await this.keys.insert(actor.organizationId, {
      memberId: actor.memberId,
      name,
      role,
      prefix: secret.slice(0, SHOWN_LENGTH),
      secretHash: hashToken(secret),
      createdAt: this.clock.now(),
    });
    return { ...toApiKey(row), secret };
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    if (!(await this.keys.delete(actor.organizationId, id))) throw apiKeyNotFound();
  }
}

const toApiKey = (row: ApiKeyEntity): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  role: row.role,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
