import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Clock } from '../platform/clock/clock';
import type { Actor } from './actor';
import { AuthService } from './auth.service';
import { SessionCookie } from './session-cookie';
import { SocketCredentialRepository } from './socket-credential.repository';
import { hashToken } from './tokens';

export type Handshake = { headers: IncomingHttpHeaders; auth: Record<string, unknown> };

/** Who opens a socket: an API key given as `auth: { token }`, else the sign-in cookie of our own page. */
@Injectable()
export class SocketSignIn {
  constructor(
    private readonly auth: AuthService,
    private readonly cookie: SessionCookie,
    private readonly credentials: SocketCredentialRepository,
    private readonly clock: Clock,
  ) {}

  async actorOf({ headers, auth }: Handshake): Promise<Actor | undefined> {
    if (typeof auth.token === 'string') return this.auth.actorFromApiKey(auth.token);
    if (!this.auth.isOwnOrigin(headers)) return undefined;
    return this.auth.actorFromCookieHeader(headers.cookie);
  }

  /** A mark of what a socket was opened with, to ask later whether that still counts. */
  credentialOf({ headers, auth }: Handshake): string {
    const { token } = auth;
    return hashToken(typeof token === 'string' ? token : (this.cookie.read(headers.cookie) ?? ''));
  }

  /**
   * Those of the given credentials that let nobody in any more: signed out, revoked, expired, or of a
   * member who was suspended or removed.
   */
  async over(credentials: readonly string[]): Promise<Set<string>> {
    if (credentials.length === 0) return new Set();
    const live = await this.credentials.findLive(credentials, this.clock.now());
    return new Set(credentials.filter((credential) => !live.has(credential)));
  }
}
