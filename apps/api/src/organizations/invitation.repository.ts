import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, MoreThan, Repository } from 'typeorm';
import { InvitationEntity } from './invitation.entity';

export type NewInvitation = Omit<InvitationEntity, 'organizationId' | 'id' | 'acceptedAt'>;

@Injectable()
export class InvitationRepository {
  constructor(
    @InjectRepository(InvitationEntity) private readonly rows: Repository<InvitationEntity>,
  ) {}

  async listPending(organizationId: string, now: Date): Promise<InvitationEntity[]> {
    return this.rows.find({
      where: { organizationId, acceptedAt: IsNull(), expiresAt: MoreThan(now) },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: 200,
    });
  }

  /**
   * Together with what `mail` writes. A pending one for the same address is replaced, and its link
   * stops working.
   */
  async upsert<Result>(
    organizationId: string,
    invitation: NewInvitation,
    mail: (transaction: EntityManager) => Promise<Result>,
  ): Promise<{ id: string; mailed: Result }> {
    return this.rows.manager.transaction(async (manager) => {
      const id = await this.put(manager, organizationId, invitation);
      return { id, mailed: await mail(manager) };
    });
  }

  private async put(
    manager: EntityManager,
    organizationId: string,
    invitation: NewInvitation,
  ): Promise<string> {
    const [row] = await manager.query<{ id: string }[]>(
      `INSERT INTO invitations
         (organization_id, email, role, token_hash, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (organization_id, lower(email)) WHERE accepted_at IS NULL
       DO UPDATE SET role = excluded.role, token_hash = excluded.token_hash,
         invited_by = excluded.invited_by, created_at = excluded.created_at,
         expires_at = excluded.expires_at
       RETURNING id`,
      [
        organizationId,
        invitation.email,
        invitation.role,
        invitation.tokenHash,
        invitation.invitedBy,
        invitation.createdAt,
        invitation.expiresAt,
      ],
    );
    if (!row) throw new Error('An upsert returned no row');
    return row.id;
  }

  async delete(organizationId: string, id: string): Promise<boolean> {
    const gone = await this.rows.delete({ organizationId, id, acceptedAt: IsNull() });
    return gone.affected === 1;
  }

  /** A question without an organization: the link finds it. */
  async findPendingByToken(tokenHash: string, now: Date): Promise<InvitationEntity | undefined> {
    const row = await this.rows.findOneBy({
      tokenHash,
      acceptedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
    return row ?? undefined;
  }

  /**
   * Uses the invitation up together with what `join` writes; undefined when someone else was first
   * or the link has been replaced.
   */
  async accept<Result>(
    organizationId: string,
    which: { id: string; tokenHash: string; now: Date },
    join: (transaction: EntityManager) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.rows.manager.transaction(async (manager) => {
      const { id, tokenHash, now } = which;
      const used = await manager.update(
        InvitationEntity,
        { organizationId, id, tokenHash, acceptedAt: IsNull() },
        { acceptedAt: now },
      );
      return used.affected === 1 ? join(manager) : undefined;
    });
  }
}
