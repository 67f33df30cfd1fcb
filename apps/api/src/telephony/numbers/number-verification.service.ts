import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../auth/accounts.service';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import {
  alreadyVerified,
  codeExpired,
  numberNotFound,
  numberTaken,
  wrongCode,
} from '../telephony.errors';
import { type CallerMerge, CallerMergeRepository } from './caller-merge.repository';
import { CallerMergesService } from './caller-merges.service';
import { CallerRepository, type RecognisedNumber } from './caller.repository';
import type { E164 } from './phone-number';
import { type Owner, PhoneNumberRepository } from './phone-number.repository';
import { ownerOf, toPhoneNumber } from './phone-numbers.service';
import type { PhoneNumber, VerifyPhoneNumber } from './phone-numbers.schemas';
import { CODE_TRIES, hashCode, isSameHash } from './verification-code';

/** Whoever enters the code has the telephone: from then on its calls are theirs. */
@Injectable()
export class NumberVerificationService {
  constructor(
    private readonly numbers: PhoneNumberRepository,
    private readonly callers: CallerRepository,
    private readonly merges: CallerMergeRepository,
    private readonly merging: CallerMergesService,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Calls made from this number before become the member's too, as far as they were in this organization. */
  async verify(actor: Actor, id: string, { code }: VerifyPhoneNumber): Promise<PhoneNumber> {
    const owner = ownerOf(actor);
    const number = await this.judge(owner, id, code);
    const merge = await this.callers.holding(number, (transaction) =>
      this.takeOver(owner, { id, number }, transaction),
    );
    if (merge) await this.merging.dispatch(merge);
    const row = await this.numbers.findOwn(owner, id);
    if (!row) throw numberNotFound();
    return toPhoneNumber(row);
  }

  private async judge(owner: Owner, id: string, code: string): Promise<E164> {
    const now = this.clock.now();
    const tried = await this.numbers.countTry(owner, id, { most: CODE_TRIES, now });
    if (!tried) {
      const row = await this.numbers.findOwn(owner, id);
      if (!row) throw numberNotFound();
      throw row.verifiedAt ? alreadyVerified() : codeExpired();
    }
    if (!isSameHash(hashCode(code, id, this.config.sessionSecret), tried.codeHash)) {
      const left = CODE_TRIES - tried.tries;
      throw left > 0 ? wrongCode(left) : codeExpired();
    }
    return tried.number;
  }

  private async takeOver(
    owner: Owner,
    { id, number }: { id: string; number: E164 },
    transaction: Transaction,
  ): Promise<CallerMerge | undefined> {
    await this.callers.forgetRemovedMembers(number, transaction);
    const holder = await this.callers.findByNumber(number, transaction);
    if (holder?.callerId === id) return undefined;
    if (holder && !holder.guest) throw numberTaken();
    const at = this.clock.now();
    if (holder) await this.numbers.replaceGuest(holder.callerId, id, transaction);
    await this.numbers.verify(owner, id, { at, blocked: holder?.blocked ?? false }, transaction);
    const merge = holder && mergeOf(holder, owner, at);
    if (merge) await this.merges.insert(merge, transaction);
    return merge;
  }
}

/** Calls never leave the organization they were held in. */
const mergeOf = (
  holder: RecognisedNumber,
  { organizationId, memberId }: Owner,
  createdAt: Date,
): CallerMerge | undefined =>
  holder.organizationId === organizationId
    ? {
        organizationId,
        guestId: holder.memberId,
        callerId: holder.callerId,
        memberId,
        createdAt,
      }
    : undefined;
