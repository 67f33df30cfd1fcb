import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import type { Actor } from './actor';
import { ApiKeyRepository } from './api-key.repository';
import {
  apiKeyRejected,
  foreignOrigin,
  notAllowed,
  notSignedIn,
  sessionExpired,
} from './auth.errors';
import type { Identity } from './identity';
import { lowerRole, may, type Permission } from './permissions';
import { changesState, isOwnOrigin, type OriginHeaders } from './request-origin';
import { SESSION_LIFE_MS, SessionCookie } from './session-cookie';
import { SignInSessionRepository } from './sign-in-session.repository';
import { hashToken } from './tokens';

/** Writing down each use would cost a write a request; this often is enough for people to read. */
const TOUCH_EVERY_MS = 5 * 60_000;

export type CredentialHeaders = { authorization?: string; cookie?: string };
export type IncomingRequest = { method: string; headers: CredentialHeaders & OriginHeaders };

/** Finds out who speaks. Nothing is remembered between requests: a changed role counts at once. */
@Injectable()
export class AuthService {
  constructor(
    private readonly sessions: SignInSessionRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Undefined when nothing was presented; throws when what was presented is no good. */
  async identify(headers: CredentialHeaders): Promise<Identity | undefined> {
    const key = bearerToken(headers);
    if (key !== undefined) {
      const actor = await this.actorFromApiKey(key);
      if (!actor) throw apiKeyRejected();
      return { actor };
    }
    if (!this.cookie.isIn(headers.cookie)) return undefined;
    const identity = await this.fromCookie(headers.cookie);
    if (!identity) throw sessionExpired();
    return identity;
  }

  /** For everything that answers requests: the guard, and what is mounted beside it. */
  async admit(request: IncomingRequest, permission: Permission): Promise<Identity> {
    this.refuseForeignPage(request);
    const identity = await this.identify(request.headers);
    if (!identity) throw notSignedIn();
    if (!may(identity.actor.role, permission)) throw notAllowed();
    return identity;
  }

  /** Public routes too: signing somebody in from another site is an attack as well. */
  refuseForeignPage({ method, headers }: IncomingRequest): void {
    if (bearerToken(headers) !== undefined || !changesState(method)) return;
    if (!this.isOwnOrigin(headers)) throw foreignOrigin();
  }

  async actorFromCookieHeader(cookieHeader: string | undefined): Promise<Actor | undefined> {
    return (await this.fromCookie(cookieHeader))?.actor;
  }

  async actorFromApiKey(secret: string): Promise<Actor | undefined> {
    const key = await this.apiKeys.findLive(hashToken(secret));
    if (!key) return undefined;
    const now = this.clock.now();
    if (isStale(key.lastUsedAt, now)) await this.apiKeys.noteUsed(key.organizationId, key.id, now);
    return {
      organizationId: key.organizationId,
      memberId: key.memberId,
      role: lowerRole(key.role, key.memberRole),
      via: 'api_key',
    };
  }

  isOwnOrigin(headers: OriginHeaders): boolean {
    return isOwnOrigin(headers, this.config.publicUrl);
  }

  private async fromCookie(cookieHeader: string | undefined): Promise<Identity | undefined> {
    const token = this.cookie.read(cookieHeader);
    if (token === undefined) return undefined;
    const now = this.clock.now();
    const session = await this.sessions.findLive(hashToken(token), now);
    if (!session) return undefined;
    const { organizationId, memberId, id, role } = session;
    const renewed = isStale(session.lastSeenAt, now);
    if (renewed) {
      const expiresAt = new Date(now.getTime() + SESSION_LIFE_MS);
      await this.sessions.touch(organizationId, { id, memberId, now, expiresAt });
    }
    const actor: Actor = { organizationId, memberId, role, via: 'session' };
    return { actor, signInSessionId: id, renewed };
  }
}

const isStale = (last: Date | null, now: Date): boolean =>
  last === null || now.getTime() - last.getTime() >= TOUCH_EVERY_MS;

/** Other schemes, such as a proxy's own Basic sign-in, are none of our business. */
const bearerToken = (headers: CredentialHeaders): string | undefined => {
  const match = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '');
  return match?.[1];
};
