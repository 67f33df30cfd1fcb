import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { foreignOrigin, notAllowed, notSignedIn } from './auth/auth.errors';
import { AuthService } from './auth/auth.service';
import { may } from './auth/permissions';
import { changesState } from './auth/request-origin';
import { OrganizationsService } from './organizations/organizations.service';
import { QueueConnection } from './platform/queue/queue-connection';
import { QUEUE_BOARD_PATH, queueBoard } from './platform/queue/queue-board';

/**
 * The board is no controller, so the guard does not see it: the same questions are asked here, and one
 * more. It shows the jobs of all organizations, so it is for the one that runs the installation, the
 * first.
 */
export const mountQueueBoard = (app: INestApplication): void => {
  const doors = { auth: app.get(AuthService), organizations: app.get(OrganizationsService) };
  app.use(
    QUEUE_BOARD_PATH,
    (request: Request, response: Response, next: NextFunction) => {
      admit(doors, request).then(
        () => next(),
        (error: unknown) => (wantsPage(request) ? toSignIn(response) : next(error)),
      );
    },
    queueBoard(app.get(QueueConnection)),
  );
};

type Doors = { auth: AuthService; organizations: OrganizationsService };

const admit = async (
  { auth, organizations }: Doors,
  { headers, method }: Request,
): Promise<void> => {
  if (changesState(method) && !auth.isOwnOrigin(headers)) throw foreignOrigin();
  const identity = await auth.identify(headers);
  if (!identity) throw notSignedIn();
  const { organizationId, role } = identity.actor;
  if (!may(role, 'queue:read')) throw notAllowed();
  if (organizationId !== (await organizations.findFirst()).id) throw notAllowed();
};

const wantsPage = (request: Request): boolean =>
  request.method === 'GET' && request.accepts(['json', 'html']) === 'html';

const toSignIn = (response: Response): void =>
  response.redirect(`/sign-in?next=${encodeURIComponent(QUEUE_BOARD_PATH)}`);
