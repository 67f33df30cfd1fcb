import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config';
import { Clock } from '../platform/clock/clock';
import { MailOutbox } from '../platform/mail/mail-outbox';
import type { Actor } from './actor';
import { type AttemptLimit, AttemptLimiter } from './attempt-limiter';
import { resetLinkInvalid, wrongPassword } from './auth.errors';
import type { ChangePassword, ConfirmPasswordReset } from './auth.schemas';
import { BackgroundWork } from './background-work';
import type { Client } from './client';
import { networkOf } from './client-network';
import { MemberRepository } from './member.repository';
import { PasswordRepository } from './password.repository';
import { Passwords } from './passwords';
import { requireSignIn } from './require-sign-in';
import { passwordResetMail } from './password-reset.mail';
import { hashToken, newToken } from './tokens';

const HOUR_MS = 3_600_000;
const RESET_LIFE_MS = HOUR_MS;
const CHANGES: AttemptLimit = { name: 'password-change', most: 10, windowMs: HOUR_MS };
const MAILS: AttemptLimit = { name: 'reset-email', most: 3, windowMs: HOUR_MS };
const REQUESTS: AttemptLimit = { name: 'reset-address', most: 20, windowMs: HOUR_MS };

@Injectable()
export class PasswordService {
  constructor(
    private readonly members: MemberRepository,
    private readonly store: PasswordRepository,
    private readonly passwords: Passwords,
    private readonly limiter: AttemptLimiter,
    private readonly mails: MailOutbox,
    private readonly background: BackgroundWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Signs out every other browser, and voids reset links. */
  async change(actor: Actor, sessionId: string | undefined, input: ChangePassword): Promise<void> {
    requireSignIn(actor);
    await this.limiter.count(CHANGES, actor.memberId);
    const member = await this.members.find(actor.organizationId, actor.memberId);
    if (!(await this.passwords.verify(input.current, member?.passwordHash))) throw wrongPassword();
    await this.store.replace(actor.organizationId, {
      memberId: actor.memberId,
      passwordHash: await this.passwords.hash(input.next),
      keepSessionId: sessionId,
    });
    await this.limiter.forget(CHANGES, actor.memberId);
  }

  /** The same answer, as fast, whether anyone has this address or not. */
  async requestReset(email: string, client: Client): Promise<void> {
    await this.limiter.count(REQUESTS, networkOf(client.address));
    await this.limiter.count(MAILS, email);
    this.background.start('Sending a password reset', () => this.sendReset(email));
  }

  async confirmReset({ token, password }: ConfirmPasswordReset): Promise<void> {
    const tokenHash = hashToken(token);
    // Asked first, because hashing a password is dear and anyone may send us tokens.
    if (!(await this.store.isResetValid(tokenHash, this.clock.now()))) throw resetLinkInvalid();
    const passwordHash = await this.passwords.hash(password);
    const redeemed = await this.store.redeemReset(tokenHash, passwordHash, this.clock.now());
    if (!redeemed) throw resetLinkInvalid();
  }

  private async sendReset(email: string): Promise<void> {
    const member = await this.members.findByEmail(email);
    if (!member || member.suspended || member.sample) return;
    const { organizationId, id: memberId, name } = member;
    const now = this.clock.now();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + RESET_LIFE_MS);
    const link = `${this.config.publicUrl}/reset-password/${token}`;
    const mail = passwordResetMail({ to: member.email, name, link });
    const reset = { memberId, tokenHash: hashToken(token), now, expiresAt };
    const key = await this.store.insertReset(organizationId, reset, (transaction) =>
      this.mails.enqueue(
        { organizationId, purpose: 'password_reset', expiresAt, mail },
        transaction,
      ),
    );
    await this.mails.dispatch(key);
  }
}
