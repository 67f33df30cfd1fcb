import { Injectable } from '@nestjs/common';
import { AccountsService, type Transaction } from '../../auth/accounts.service';
import { OrganizationsService } from '../../organizations/organizations.service';
import type { Caller, Withheld } from './caller';
import { CallerRepository, type RecognisedNumber } from './caller.repository';
import { type E164, maskPhoneNumber, shownNumber } from './phone-number';

/** Who is calling: a member by their verified number, anybody else as a guest. */
@Injectable()
export class CallersService {
  constructor(
    private readonly callers: CallerRepository,
    private readonly accounts: AccountsService,
    private readonly organizations: OrganizationsService,
  ) {}

  /** A number that was never seen becomes a guest of the first organization; it does so once. */
  async identify(from: string): Promise<Caller | Withheld> {
    const number = shownNumber(from);
    if (number === undefined) return 'withheld';
    const known = await this.callers.findByNumber(number);
    return toCaller(known ?? (await this.welcome(number)));
  }

  private async welcome(number: E164): Promise<RecognisedNumber> {
    const { id: organizationId } = await this.organizations.findFirst();
    return this.callers.holding(number, async (transaction) => {
      const meanwhile = await this.callers.findByNumber(number, transaction);
      if (meanwhile) return meanwhile;
      await this.callers.forgetRemovedMembers(number, transaction);
      return this.addGuest(organizationId, number, transaction);
    });
  }

  private async addGuest(
    organizationId: string,
    number: E164,
    transaction: Transaction,
  ): Promise<RecognisedNumber> {
    const name = `Caller ${maskPhoneNumber(number)}`;
    const memberId = await this.accounts.addGuest(organizationId, name, transaction);
    const row = { memberId, number };
    const callerId = await this.callers.insertGuest(organizationId, row, transaction);
    return { organizationId, memberId, callerId, name, guest: true, blocked: false };
  }
}

const toCaller = ({ guest, name, ...row }: RecognisedNumber): Caller => ({
  organizationId: row.organizationId,
  memberId: row.memberId,
  callerId: row.callerId,
  known: !guest,
  blocked: row.blocked,
  ...(!guest && { name }),
});
