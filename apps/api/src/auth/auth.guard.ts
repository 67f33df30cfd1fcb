import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { notAllowed, notSignedIn, foreignOrigin } from './auth.errors';
import { AuthService, bearerToken } from './auth.service';
import type { AuthenticatedRequest } from './authenticated-request';
import { may } from './permissions';
import { changesState } from './request-origin';
import { routeAccess } from './route-access';
import { SessionCookie } from './session-cookie';

/** Every HTTP route passes here. Sockets authenticate in their own gateway, once, when they connect. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    this.refuseForeignPages(request);
    const access = routeAccess(this.reflector, [context.getHandler(), context.getClass()]);
    if (access?.kind === 'public') return true;
    if (!access) throw notAllowed();

    const identity = await this.auth.identify(request.headers);
    if (!identity) throw notSignedIn();
    if (!may(identity.actor.role, access.permission)) throw notAllowed();
    request.actor = identity.actor;
    request.signInSessionId = identity.signInSessionId;
    if (identity.renewed) {
      this.cookie.renew(request, context.switchToHttp().getResponse<Response>());
    }
    return true;
  }

  /** Public routes too: signing somebody in from another site is an attack as well. */
  private refuseForeignPages(request: AuthenticatedRequest): void {
    if (bearerToken(request.headers) !== undefined || !changesState(request.method)) return;
    if (!this.auth.isOwnOrigin(request.headers)) throw foreignOrigin();
  }
}
