import { Injectable } from '@nestjs/common';
import { type AttemptLimit, AttemptLimiter } from '../../auth/attempt-limiter';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { Clock } from '../../platform/clock/clock';
import { CallLimits } from '../call-limits';
import { SmsService } from '../sms/sms.service';
import {
  alreadyVerified,
  codeTooSoon,
  noNumberVerified,
  notConfigured,
  notYourNumber,
  numberBlocked,
  numberNotFound,
  tooManyNumbers,
} from '../telephony.errors';
import { CallerRepository } from './caller.repository';
import { type E164, parsePhoneNumber } from './phone-number';
import type { PhoneNumberEntity } from './phone-number.entity';
import { type Owner, PhoneNumberRepository } from './phone-number.repository';
import type { AddPhoneNumber, MyPhoneNumbers, PhoneNumber } from './phone-numbers.schemas';
import {
  CODE_LIFE_MS,
  CODE_TRIES,
  codeText,
  hashCode,
  newCode,
  RESEND_AFTER_MS,
} from './verification-code';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_NUMBERS = 5;
/** Each code is a text message that we pay for, and that somebody who did not ask may get. */
const PER_MEMBER: AttemptLimit = { name: 'phone-codes-member', most: 6, windowMs: HOUR_MS };
const PER_NUMBER: AttemptLimit = { name: 'phone-codes-number', most: 4, windowMs: HOUR_MS };

/** A member's own telephone numbers, up to the code that is sent to them. */
@Injectable()
export class PhoneNumbersService {
  constructor(
    private readonly numbers: PhoneNumberRepository,
    private readonly callers: CallerRepository,
    private readonly messages: SmsService,
    private readonly limits: CallLimits,
    private readonly limiter: AttemptLimiter,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  async list(actor: Actor): Promise<MyPhoneNumbers> {
    const rows = await this.numbers.listOwn(ownerOf(actor));
    return {
      line: this.messages.isAvailable ? (this.config.twilio.phoneNumber ?? null) : null,
      items: rows.map(toPhoneNumber),
    };
  }

  /** Sends a code; adding a number again sends another, which voids the one before. */
  async add(actor: Actor, { number: written }: AddPhoneNumber): Promise<PhoneNumber> {
    if (!this.messages.isAvailable) throw notConfigured();
    const number = parsePhoneNumber(written);
    this.limits.checkCountry(number);
    const owner = ownerOf(actor);
    await this.refuseUnlessDue(owner, number);
    await this.limiter.count(PER_MEMBER, actor.memberId);
    await this.limiter.count(PER_NUMBER, number);
    return this.sendCode(owner, number);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    const owner = ownerOf(actor);
    if (await this.numbers.delete(owner, id)) return;
    // Removed and called from again, it would be a stranger's, whom nobody has blocked.
    if (await this.numbers.findOwn(owner, id)) throw numberBlocked();
    throw numberNotFound();
  }

  /**
   * Where the actor lets themselves be rung: `to` is one of their verified numbers or its id; without
   * it, the first. Throws `telephony.not_your_number` and why it cannot be rung.
   */
  async callable(actor: Actor, to?: string): Promise<{ id: string; number: E164 }> {
    const own = (await this.numbers.listOwn(ownerOf(actor))).filter((row) => row.verifiedAt);
    const wanted = to === undefined || UUID.test(to) ? to : parsePhoneNumber(to);
    const row =
      wanted === undefined
        ? (own.find(({ blocked }) => !blocked) ?? own[0])
        : own.find(({ id, number }) => id === wanted || number === wanted);
    if (!row) throw wanted === undefined ? noNumberVerified() : notYourNumber();
    if (row.blocked) throw numberBlocked();
    this.limits.checkCountry(row.number);
    return { id: row.id, number: row.number };
  }

  async sweep(): Promise<void> {
    await this.numbers.deleteUnverified(new Date(this.clock.now().getTime() - DAY_MS));
  }

  private async refuseUnlessDue(owner: Owner, number: E164): Promise<void> {
    const own = await this.numbers.listOwn(owner);
    const row = own.find((one) => one.number === number);
    if (!row && own.length >= MOST_NUMBERS) throw tooManyNumbers();
    if (row?.verifiedAt) throw alreadyVerified();
    const waitMs = row?.codeSentAt
      ? row.codeSentAt.getTime() + RESEND_AFTER_MS - this.clock.now().getTime()
      : 0;
    if (waitMs > 0) throw codeTooSoon(waitMs);
  }

  private async sendCode(owner: Owner, number: E164): Promise<PhoneNumber> {
    const code = newCode();
    const sentAt = this.clock.now();
    const expiresAt = new Date(sentAt.getTime() + CODE_LIFE_MS);
    const { id, key } = await this.callers.holding(number, async (transaction) => {
      const claimed = await this.numbers.claim(owner, number, transaction);
      const hash = hashCode(code, claimed, this.config.sessionSecret);
      await this.numbers.setCode(owner, claimed, { hash, sentAt, expiresAt }, transaction);
      const sms = {
        organizationId: owner.organizationId,
        phoneNumberId: claimed,
        purpose: 'verification',
        body: codeText(code),
      } as const;
      return { id: claimed, key: await this.messages.enqueue(sms, transaction) };
    });
    await this.messages.dispatch(key);
    const row = await this.numbers.findOwn(owner, id);
    if (!row) throw numberNotFound();
    return toPhoneNumber(row);
  }
}

export const ownerOf = ({ organizationId, memberId }: Actor): Owner => ({
  organizationId,
  memberId,
});

export const toPhoneNumber = (row: PhoneNumberEntity): PhoneNumber => ({
  id: row.id,
  number: row.number,
  verified: row.verifiedAt !== null,
  blocked: row.blocked,
  code:
    row.codeSentAt && row.codeExpiresAt && !row.verifiedAt
      ? codeState(row, row.codeSentAt, row.codeExpiresAt)
      : null,
});

const codeState = (row: PhoneNumberEntity, sentAt: Date, expiresAt: Date) => ({
  expiresAt: expiresAt.toISOString(),
  resendFrom: new Date(sentAt.getTime() + RESEND_AFTER_MS).toISOString(),
  triesLeft: Math.max(0, CODE_TRIES - row.codeTries),
});
