import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { BackgroundWork } from '../auth/background-work';
import { atMost } from '../auth/permissions';
import { hashToken, newToken } from '../auth/tokens';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import { MailOutbox } from '../platform/mail/mail-outbox';
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
    private readonly mails: MailOutbox,
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
    const link = `${this.config.publicUrl}/invitations/${token}`;
    const { name: organization } = await this.organizations.find(organizationId);
    const mail = invitationMail({ to: email, organization, link });
    const { id, mailed } = await this.invitations.upsert(organizationId, row, (transaction) =>
      this.mails.enqueue({ organizationId, purpose: 'invitation', expiresAt, mail }, transaction),
    );
    this.background.start('Queueing an invitation', () => this.mails.dispatch(mailed));
    return { ...toInvitation({ id, ...row }), link };
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    if (!(await this.invitations.delete(actor.organizationId, id))) throw invitationNotFound();
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
