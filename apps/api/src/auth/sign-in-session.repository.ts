import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Role } from './auth.schemas';
import { SignInSessionEntity } from './sign-in-session.entity';

export type LiveSession = {
  organizationId: string;
  id: string;
  memberId: string;
  role: Role;
  lastSeenAt: Date;
};

export type NewSession = {
  memberId: string;
  /** What the password was checked against; when it has changed meanwhile, nobody is signed in. */
  passwordHash: string;
  tokenHash: string;
  userAgent: string;
  now: Date;
  expiresAt: Date;
};

@Injectable()
export class SignInSessionRepository {
  constructor(
    @InjectRepository(SignInSessionEntity)
    private readonly rows: Repository<SignInSessionEntity>,
  ) {}

  /** A question without an organization: the token finds it. Who is suspended has no live session. */
  async findLive(tokenHash: string, now: Date): Promise<LiveSession | undefined> {
    const rows = await this.rows.query<LiveSession[]>(
      `SELECT session.organization_id AS "organizationId", session.id,
              session.member_id AS "memberId", member.role, session.last_seen_at AS "lastSeenAt"
       FROM sign_in_sessions session JOIN members member ON member.id = session.member_id
       WHERE session.token_hash = $1 AND session.expires_at > $2
         AND NOT member.suspended AND member.deleted_at IS NULL`,
      [tokenHash, now],
    );
    return rows[0];
  }

  async insert(organizationId: string, session: NewSession): Promise<boolean> {
    const rows = await this.rows.query<unknown[]>(
      `INSERT INTO sign_in_sessions
         (organization_id, member_id, token_hash, user_agent, created_at, last_seen_at, expires_at)
       SELECT organization_id, id, $4, $5, $6, $6, $7 FROM members
       WHERE organization_id = $1 AND id = $2 AND password_hash = $3
         AND NOT suspended AND deleted_at IS NULL
       FOR SHARE
       RETURNING id`,
      [
        organizationId,
        session.memberId,
        session.passwordHash,
        session.tokenHash,
        session.userAgent,
        session.now,
        session.expiresAt,
      ],
    );
    return rows.length === 1;
  }

  /** Notes that it was used, and moves its end. */
  async touch(
    organizationId: string,
    session: { id: string; memberId: string; now: Date; expiresAt: Date },
  ): Promise<void> {
    await this.rows.update(
      { organizationId, id: session.id },
      { lastSeenAt: session.now, expiresAt: session.expiresAt },
    );
    await this.noteSeen(organizationId, session.memberId, session.now);
  }

  async noteSeen(organizationId: string, memberId: string, now: Date): Promise<void> {
    await this.rows.query(
      'UPDATE members SET last_seen_at = $3 WHERE organization_id = $1 AND id = $2',
      [organizationId, memberId, now],
    );
  }

  async list(organizationId: string, memberId: string, now: Date): Promise<SignInSessionEntity[]> {
    return this.rows
      .createQueryBuilder('session')
      .where('session.organization_id = :organizationId', { organizationId })
      .andWhere('session.member_id = :memberId AND session.expires_at > :now', { memberId, now })
      .orderBy('session.last_seen_at', 'DESC')
      .addOrderBy('session.id')
      .limit(100)
      .getMany();
  }

  async delete(organizationId: string, memberId: string, id: string): Promise<boolean> {
    return (await this.rows.delete({ organizationId, memberId, id })).affected === 1;
  }

  /** All of a member's but the one named. */
  async deleteOthers(organizationId: string, memberId: string, keep?: string): Promise<void> {
    await this.rows.query(
      `DELETE FROM sign_in_sessions
       WHERE organization_id = $1 AND member_id = $2 AND id IS DISTINCT FROM $3::uuid`,
      [organizationId, memberId, keep ?? null],
    );
  }

  /** Without an organization, like `findLive`: leaving is allowed to whoever holds the token. */
  async deleteByToken(tokenHash: string): Promise<void> {
    await this.rows.delete({ tokenHash });
  }

  /** Without an organization: what is over is swept for all. */
  async deleteExpired(now: Date): Promise<void> {
    await this.rows.query('DELETE FROM sign_in_sessions WHERE expires_at <= $1', [now]);
  }
}
