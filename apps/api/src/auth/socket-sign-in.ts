import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from './actor';
import { AuthService } from './auth.service';

export type Handshake = { headers: IncomingHttpHeaders; auth: Record<string, unknown> };

/** Who opens a socket: an API key given as `auth: { token }`, else the sign-in cookie of our own page. */
@Injectable()
export class SocketSignIn {
  constructor(private readonly auth: AuthService) {}

  async actorOf({ headers, auth }: Handshake): Promise<Actor | undefined> {
    if (typeof auth.token === 'string') return this.auth.actorFromApiKey(auth.token);
    if (!this.auth.isOwnOrigin(headers)) return undefined;
    return this.auth.actorFromCookieHeader(headers.cookie);
  }
}
