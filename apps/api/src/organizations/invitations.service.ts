import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { BackgroundWork } from '../auth/background-work';
import { atMost } from '../auth/permissions';
import { hashToken, newToken } from '../auth/tokens';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import { Mailer } from '../platform/mail/mailer';
import type { InvitationEntity } from './invitation.entity';
import { invitationMail } from './invitation.mail';
import { InvitationRepository } from './invitation.repository';
import { alreadyMember, invitationNotFound, roleAboveYours } from './organizations.errors';
import type { CreatedInvitation, CreateInvitation, Invitation } from './organizations.schemas';
import { OrganizationsService } from './organizations.service';

const LIFE_MS = 7 * 86_400_000;

@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly organizations: OrganizationsService,
    private readonly accounts: AccountsService,
    private readonly mailer: Mailer,
    private readonly background: BackgroundWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  async list(actor: Actor): Promise<Invitation[]> {
    const rows = await this.invitations.listPending(actor.organizationId, this.clock.now());
    return rows.map(toInvitation);
  }

  /** The link comes back too, so that a mail that fails keeps nobody out. */
  async invite(actor: Actor, { email, role }: CreateInvitation): Promise<CreatedInvitation> {
    const { organizationId, memberId } = actor;
    if (!atMost(role, actor.role)) throw roleAboveYours();
    if (await this.accounts.findByEmail(organizationId, email)) throw alreadyMember();
    const token = newToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
    const row = {
      email,
      role,
      tokenHash: hashToken(token),
      invitedBy: memberId,
      createdAt,
      expiresAt,
    };
    const id = await this.invitations.upsert(organizationId, row);
    const link = `${this.config.publicUrl}/invitations/${token}`;
    this.background.start('Mailing an invitation', () => this.mail(organizationId, email, link));
    return { ...toInvitation({ id, ...row }), link };
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    if (!(await this.invitations.delete(actor.organizationId, id))) throw invitationNotFound();
  }

  private async mail(organizationId: string, to: string, link: string): Promise<void> {
    const { name } = await this.organizations.find(organizationId);
    await this.mailer.send(invitationMail({ to, organization: name, link }));
  }
}

const toInvitation = (
  row: Pick<InvitationEntity, 'id' | 'email' | 'role' | 'createdAt' | 'expiresAt'>,
): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
