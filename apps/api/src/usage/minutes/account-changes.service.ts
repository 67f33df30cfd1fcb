import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../platform/clock/clock';
import type { AccountChange } from './account-changes';
import { MinuteAccountRepository } from './minute-account.repository';
import { accountNotFound, endsInThePast, endsTooLate } from './minutes.errors';
import type { ChangeMinutes, SetAllowance, SetLimit } from './quotas.schemas';

const MINUTE_MS = 60_000;
const LONGEST_MS = 10 * 366 * 86_400_000;

export const toMs = (minutes: number): number => Math.round(minutes * MINUTE_MS);

/** What an administrator has asked for, in the terms of the books. */
@Injectable()
export class AccountChangesService {
  constructor(
    private readonly accounts: MinuteAccountRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `minutes.ends_in_the_past`, `minutes.ends_too_late`. */
  async ofMinutes(actor: Actor, input: ChangeMinutes): Promise<AccountChange> {
    const { memberId, organizationId } = actor;
    const expiresAt = await this.endOf(organizationId, input.expiresAt);
    const said = { memberId, ...(input.reason ? { reason: input.reason } : {}) };
    return input.minutes === undefined
      ? { ...said, what: 'grant', minutesMs: toMs(input.grantMinutes ?? 0), expiresAt }
      : { ...said, what: 'set', minutesMs: toMs(input.minutes), expiresAt };
  }

  ofAllowance({ memberId }: Actor, input: SetAllowance | null): AccountChange {
    if (!input) return { what: 'allowance', memberId, allowance: null };
    const { monthlyMinutes, rollOver, rollOverCapMinutes = null, reason } = input;
    return {
      what: 'allowance',
      memberId,
      ...(reason ? { reason } : {}),
      allowance: {
        monthlyMs: toMs(monthlyMinutes),
        rollOver,
        capMs: rollOverCapMinutes === null ? null : toMs(rollOverCapMinutes),
      },
    };
  }

  ofLimit({ memberId }: Actor, { kind, overMinutes = 0, reason }: SetLimit): AccountChange {
    const overMs = kind === 'soft' ? toMs(overMinutes) : 0;
    return { what: 'limit', memberId, overMs, ...(reason ? { reason } : {}) };
  }

  ofLifting({ memberId }: Actor): AccountChange {
    return { what: 'lift', memberId, at: this.clock.now() };
  }

  /** A day ends with its last moment by the organization's clock. Null: never. */
  async endOf(organizationId: string, given: string | undefined): Promise<Date | null> {
    if (given === undefined) return null;
    const isDay = /^\d{4}-\d\d-\d\d$/.test(given);
    const at = isDay ? await this.accounts.endOfDay(organizationId, given) : new Date(given);
    if (!at) throw accountNotFound();
    const inMs = at.getTime() - this.clock.now().getTime();
    if (inMs <= 0) throw endsInThePast();
    if (inMs > LONGEST_MS) throw endsTooLate();
    return at;
  }
}
