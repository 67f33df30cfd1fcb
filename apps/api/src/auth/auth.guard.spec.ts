import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { AppConfig } from '../config/app-config';
import type { Clock } from '../platform/clock/clock';
import type { Actor } from './actor';
import type { ApiKeyRepository } from './api-key.repository';
import { Allow } from './allow.decorator';
import { AuthGuard } from './auth.guard';
import { AuthService } from './auth.service';
import type { Identity } from './identity';
import { Public } from './public.decorator';
import type { SessionCookie } from './session-cookie';
import type { SignInSessionRepository } from './sign-in-session.repository';

class Routes {
  @Allow('persona:write')
  write() {}

  @Public()
  open() {}

  undeclared() {}
}

@Public()
class OpenRoutes {
  @Allow('persona:write')
  write() {}
}

const actor = (role: Actor['role']): Actor => ({
  organizationId: 'o',
  memberId: 'm',
  role,
  via: 'session',
});

type Facts = {
  handler?: () => void;
  controller?: new () => object;
  method?: string;
  headers?: Record<string, string>;
  identity?: Identity;
  type?: string;
};

const pass = async (facts: Facts) => {
  const renew = jest.fn();
  const auth = new AuthService(
    {} as SignInSessionRepository,
    {} as ApiKeyRepository,
    {} as SessionCookie,
    {} as Clock,
    { publicUrl: 'https://practice.example.com' } as AppConfig,
  );
  jest.spyOn(auth, 'identify').mockResolvedValue(facts.identity);
  const guard = new AuthGuard(new Reflector(), auth, {
    renew,
  } as Partial<SessionCookie> as SessionCookie);
  const request = {
    method: facts.method ?? 'GET',
    headers: { host: 'practice.example.com', ...facts.headers },
    actor: undefined as Actor | undefined,
    signInSessionId: undefined as string | undefined,
  };
  const context = {
    getType: () => facts.type ?? 'http',
    getHandler: () => facts.handler ?? Routes.prototype.write,
    getClass: () => facts.controller ?? Routes,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }),
  } as unknown as ExecutionContext;
  return { allowed: await guard.canActivate(context), request, renew };
};

const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('The guard', () => {
  it('lets a role that holds the permission through, and hands the actor on', async () => {
    const identity = { actor: actor('admin'), signInSessionId: 's' };
    const { allowed, request, renew } = await pass({ identity });
    expect(allowed).toBe(true);
    expect(request).toMatchObject(identity);
    expect(renew).not.toHaveBeenCalled();
  });

  it.each(['coach', 'trainee'] as const)('refuses a %s who does not', async (role) => {
    await expect(pass({ identity: { actor: actor(role) } })).rejects.toEqual(
      code('auth.not_allowed'),
    );
  });

  it('refuses who is not signed in, except on public routes', async () => {
    await expect(pass({})).rejects.toEqual(code('auth.not_signed_in'));
    expect((await pass({ handler: Routes.prototype.open })).allowed).toBe(true);
  });

  it('refuses everyone where nothing is declared', async () => {
    const identity = { actor: actor('admin') };
    await expect(pass({ handler: Routes.prototype.undeclared, identity })).rejects.toEqual(
      code('auth.not_allowed'),
    );
  });

  it('takes the route’s word over its controller’s', async () => {
    const routes = { controller: OpenRoutes, handler: OpenRoutes.prototype.write };
    await expect(pass(routes)).rejects.toEqual(code('auth.not_signed_in'));
  });

  it('renews the cookie when the session was', async () => {
    const { renew } = await pass({ identity: { actor: actor('admin'), renewed: true } });
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('leaves sockets to their gateway', async () => {
    expect((await pass({ type: 'ws' })).allowed).toBe(true);
  });

  describe('and another site’s page', () => {
    const foreign = { origin: 'https://evil.example' };
    const identity = { actor: actor('admin') };

    it.each(['POST', 'PATCH', 'PUT', 'DELETE'])('refuses its %s', async (method) => {
      await expect(pass({ method, headers: foreign, identity })).rejects.toEqual(
        code('auth.foreign_origin'),
      );
    });

    it('refuses to let it sign somebody in', async () => {
      const login = { handler: Routes.prototype.open, method: 'POST', headers: foreign };
      await expect(pass(login)).rejects.toEqual(code('auth.foreign_origin'));
    });

    it('is not fooled by credentials that browsers send along by themselves', async () => {
      const headers = { ...foreign, authorization: 'Basic YTpi' };
      await expect(pass({ method: 'POST', headers, identity })).rejects.toEqual(
        code('auth.foreign_origin'),
      );
    });

    it('lets it read, since it cannot see the answer, and lets API keys act', async () => {
      expect((await pass({ headers: foreign, identity })).allowed).toBe(true);
      const headers = { ...foreign, authorization: 'Bearer spl_key' };
      expect((await pass({ method: 'POST', headers, identity })).allowed).toBe(true);
    });

    it('lets our own page act', async () => {
      const headers = { origin: 'https://practice.example.com' };
      expect((await pass({ method: 'POST', headers, identity })).allowed).toBe(true);
    });
  });
});
