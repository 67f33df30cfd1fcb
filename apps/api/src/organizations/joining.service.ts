import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';
import { Passwords } from '../auth/passwords';
import { atMost } from '../auth/permissions';
import { type SignedIn, SignInService } from '../auth/sign-in.service';
import { hashToken } from '../auth/tokens';
import { Clock } from '../platform/clock/clock';
import type { InvitationEntity } from './invitation.entity';
import { InvitationRepository } from './invitation.repository';
import { emailTaken, invitationInvalid } from './organizations.errors';
import type { AcceptInvitation, InvitationPreview } from './organizations.schemas';
import { OrganizationsService } from './organizations.service';

/** What the holder of an invitation's link may do, who is nobody yet. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly organizations: OrganizationsService,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly signIn: SignInService,
    private readonly clock: Clock,
  ) {}

  async preview(token: string): Promise<InvitationPreview> {
    const { organizationId, email, role } = await this.mustFind(token);
    const { name } = await this.organizations.find(organizationId);
    return { email, role, organizationName: name };
  }

  /** Address and role are the invitation's; only name and password are the newcomer's to choose. */
  async accept(input: AcceptInvitation, userAgent: string): Promise<SignedIn> {
    const { organizationId, id, email, role } = await this.mustFind(input.token);
    const passwordHash = await this.passwords.hash(input.password);
    const which = { id, tokenHash: hashToken(input.token), now: this.clock.now() };
    const memberId = await this.invitations.accept(organizationId, which, async (transaction) => {
      const member = { email, role, name: input.name, passwordHash };
      const added = await this.accounts.add(organizationId, member, transaction);
      if (added === undefined) throw emailTaken();
      return added;
    });
    if (memberId === undefined) throw invitationInvalid();
    const who = { memberId, passwordHash, userAgent };
    const signedIn = await this.signIn.begin(organizationId, who);
    if (!signedIn) throw invitationInvalid();
    return signedIn;
  }

  private async mustFind(token: string): Promise<InvitationEntity> {
    const invitation = await this.invitations.findPendingByToken(
      hashToken(token),
      this.clock.now(),
    );
    if (!invitation || !(await this.isStillVouchedFor(invitation))) throw invitationInvalid();
    return invitation;
  }

  /** An administrator who was removed or demoted must not come back through a link made before. */
  private async isStillVouchedFor(invitation: InvitationEntity): Promise<boolean> {
    const inviter = await this.accounts.find(invitation.organizationId, invitation.invitedBy);
    return inviter !== undefined && !inviter.suspended && atMost(invitation.role, inviter.role);
  }
}
