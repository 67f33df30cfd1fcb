import { Injectable, type OnApplicationBootstrap, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { routeAccess } from './route-access';

/** Deny by default, said at boot: a route that declares neither `@Allow` nor `@Public` stops the start. */
@Injectable()
export class RouteAccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.undeclaredIn(metatype as Type) : []));
    if (undeclared.length === 0) return;
    throw new Error(
      `These routes say neither @Allow(permission) nor @Public(): ${undeclared.join(', ')}`,
    );
  }

  private undeclaredIn(controller: Type): string[] {
    const prototype = controller.prototype as Record<string, unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const path = this.reflector.get<string | undefined>(PATH_METADATA, handler);
      if (path === undefined || routeAccess(this.reflector, [handler, controller])) return [];
      const method = RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, handler)];
      return [`${controller.name}.${name} (${method} ${path})`];
    });
  }
}
