import { Injectable } from '@nestjs/common';
import { MergedAccountRepository } from './merged-account.repository';

/** What becomes of an unknown caller's minutes once the caller is known. */
@Injectable()
export class MergedMinutesService {
  constructor(private readonly accounts: MergedAccountRepository) {}

  /**
   * What is left moves to the member's own account, each lot with its end; where they have none, the
   * caller's account is closed with an entry. May be repeated, and is, while calls still give back.
   */
  async move(
    organizationId: string,
    { callerId, memberId }: { callerId: string; memberId: string },
  ): Promise<void> {
    await this.accounts.move(organizationId, { callerId, memberId });
  }
}
