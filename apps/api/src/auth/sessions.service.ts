import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import type { Actor } from './actor';
import { requireSignIn } from './require-sign-in';
import { sessionNotFound } from './auth.errors';
import type { SignInSession } from './auth.schemas';
import { SignInSessionRepository } from './sign-in-session.repository';

/** The browsers in which a member is signed in: their own affair, whatever anyone's role. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SignInSessionRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, currentId: string | undefined): Promise<SignInSession[]> {
    requireSignIn(actor);
    const rows = await this.sessions.list(actor.organizationId, actor.memberId, this.clock.now());
    return rows.map((row) => ({
      id: row.id,
      userAgent: row.userAgent,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === currentId,
    }));
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    requireSignIn(actor);
    const revoked = await this.sessions.delete(actor.organizationId, actor.memberId, id);
    if (!revoked) throw sessionNotFound();
  }

  async revokeOthers(actor: Actor, currentId: string | undefined): Promise<void> {
    requireSignIn(actor);
    await this.sessions.deleteOthers(actor.organizationId, actor.memberId, currentId);
  }
}
