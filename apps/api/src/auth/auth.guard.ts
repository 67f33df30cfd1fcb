import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { notAllowed } from './auth.errors';
import { AuthService } from './auth.service';
import type { AuthenticatedRequest } from './authenticated-request';
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
    const access = routeAccess(this.reflector, [context.getHandler(), context.getClass()]);
    if (!access) throw notAllowed();
    if (access.kind === 'public') {
      this.auth.refuseForeignPage(request);
      return true;
    }
    const identity = await this.auth.admit(request, access.permission);
    request.actor = identity.actor;
    request.signInSessionId = identity.signInSessionId;
    if (identity.renewed) {
      this.cookie.renew(request, context.switchToHttp().getResponse<Response>());
    }
    return true;
  }
}
