import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';
import { Passwords } from '../auth/passwords';
import { readablePassword } from '../auth/tokens';
import { OrganizationRepository } from './organization.repository';

const DEFAULT_EMAIL = 'admin@sparline.local';
const DEFAULT_NAME = 'My organization';

export type FirstOrganization = {
  organizationId: string;
  /** Whom to sign in as; of an organization that was there before, its first administrator. */
  email: string;
  /** Only when it was generated just now: it is kept nowhere. */
  password?: string;
  created: boolean;
};

@Injectable()
export class FirstRunService {
  constructor(
    private readonly organizations: OrganizationRepository,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
  ) {}

  async ensureFirstOrganization(
    wish: { email?: string; password?: string } = {},
  ): Promise<FirstOrganization> {
    const email = (wish.email ?? DEFAULT_EMAIL).toLowerCase();
    const password = wish.password ?? readablePassword();
    const { organizationId, created } = await this.organizations.findOrCreateFirst(
      DEFAULT_NAME,
      async (id, transaction) => {
        const passwordHash = await this.passwords.hash(password);
        const admin = { email, name: 'Administrator', role: 'admin', passwordHash } as const;
        await this.accounts.add(id, admin, transaction);
      },
    );
    if (created) {
      const generated = wish.password === undefined ? { password } : {};
      return { organizationId, email, created, ...generated };
    }
    const admin = await this.accounts.findFirstAdmin(organizationId);
    return { organizationId, email: admin?.email ?? email, created };
  }
}
