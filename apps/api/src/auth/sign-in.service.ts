import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { type AttemptLimit, AttemptLimiter } from './attempt-limiter';
import { badCredentials } from './auth.errors';
import type { Login, Me } from './auth.schemas';
import type { Client } from './client';
import { networkOf } from './client-network';
import { MemberRepository } from './member.repository';
import { Passwords } from './passwords';
import { ProfileService } from './profile.service';
import { SESSION_LIFE_MS, SessionCookie } from './session-cookie';
import { SignInSessionRepository } from './sign-in-session.repository';
import { hashToken, newToken } from './tokens';

const QUARTER_HOUR_MS = 15 * 60_000;
/** One guesser at one account. Others may still sign in to it, so nobody is locked out by a stranger. */
const PER_GUESSER: AttemptLimit = { name: 'login-guesser', most: 10, windowMs: QUARTER_HOUR_MS };
/** Many guessers at one account. */
const PER_EMAIL: AttemptLimit = { name: 'login-email', most: 50, windowMs: QUARTER_HOUR_MS };
/** One guesser at many accounts; a whole office may share one address. */
const PER_ADDRESS: AttemptLimit = { name: 'login-address', most: 60, windowMs: QUARTER_HOUR_MS };

export type SignedIn = { token: string; me: Me };

@Injectable()
export class SignInService {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: SignInSessionRepository,
    private readonly passwords: Passwords,
    private readonly limiter: AttemptLimiter,
    private readonly profiles: ProfileService,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  async login({ email, password }: Login, client: Client): Promise<SignedIn> {
    const network = networkOf(client.address);
    await this.limiter.count(PER_ADDRESS, network);
    await this.limiter.count(PER_GUESSER, `${network} ${email}`);
    await this.limiter.count(PER_EMAIL, email);

    const member = await this.members.findByEmail(email);
    const matches = await this.passwords.verify(password, member?.passwordHash);
    if (!matches || !member?.passwordHash || member.suspended) throw badCredentials();
    const signedIn = await this.begin(member.organizationId, {
      memberId: member.id,
      passwordHash: member.passwordHash,
      userAgent: client.userAgent,
    });
    if (!signedIn) throw badCredentials();

    await this.limiter.forget(PER_GUESSER, `${network} ${email}`);
    await this.limiter.giveBack(PER_EMAIL, email);
    await this.limiter.giveBack(PER_ADDRESS, network);
    return signedIn;
  }

  /** Signs in a member who has just proved themselves another way, such as by an invitation. */
  async begin(
    organizationId: string,
    who: { memberId: string; passwordHash: string; userAgent: string },
  ): Promise<SignedIn | undefined> {
    const now = this.clock.now();
    const token = newToken();
    await this.sessions.deleteExpired(now);
    const begun = await this.sessions.insert(organizationId, {
      ...who,
      tokenHash: hashToken(token),
      now,
      expiresAt: new Date(now.getTime() + SESSION_LIFE_MS),
    });
    if (!begun) return undefined;
    await this.sessions.noteSeen(organizationId, who.memberId, now);
    return { token, me: await this.profiles.of(organizationId, who.memberId) };
  }

  async logout(cookieHeader: string | undefined): Promise<void> {
    const token = this.cookie.read(cookieHeader);
    if (token !== undefined) await this.sessions.deleteByToken(hashToken(token));
  }
}
