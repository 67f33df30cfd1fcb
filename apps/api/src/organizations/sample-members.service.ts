import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';

const SAMPLE_TRAINEES = [
  { name: 'Mia Lindqvist', email: 'mia@samples.sparline.local' },
  { name: 'Omar Haddad', email: 'omar@samples.sparline.local' },
  { name: 'Priya Nair', email: 'priya@samples.sparline.local' },
];

/** People for the sample calls. Marked as samples, and without a password: nobody signs in as them. */
@Injectable()
export class SampleMembersService {
  constructor(private readonly accounts: AccountsService) {}

  /** Their ids. Those that are there already are not made again; those an admin removed are. */
  async ensureSampleTrainees(organizationId: string): Promise<string[]> {
    const ids: string[] = [];
    for (const { name, email } of SAMPLE_TRAINEES) {
      const added = await this.accounts.add(organizationId, {
        name,
        email,
        role: 'trainee',
        passwordHash: null,
        sample: true,
      });
      const id = added ?? (await this.accounts.findByEmail(organizationId, email))?.id;
      if (id !== undefined) ids.push(id);
    }
    return ids;
  }
}
