import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { AttemptRepository } from './attempt.repository';
import { tooManyAttempts } from './auth.errors';
import { hashToken } from './tokens';

export type AttemptLimit = { name: string; most: number; windowMs: number };

const SWEEP_EVERY_MS = 60_000;

/** Counts tries in fixed windows, before they are judged, and refuses those beyond the limit. */
@Injectable()
export class AttemptLimiter {
  private sweptAtMs = 0;

  constructor(
    private readonly attempts: AttemptRepository,
    private readonly clock: Clock,
  ) {}

  async count(limit: AttemptLimit, whose: string): Promise<void> {
    const now = this.clock.now();
    await this.sweep(now);
    const endsAt = new Date(now.getTime() + limit.windowMs);
    const window = await this.attempts.count(subjectOf(limit, whose), now, endsAt);
    if (window.attempts > limit.most) {
      throw tooManyAttempts(window.endsAt.getTime() - now.getTime());
    }
  }

  /** After success: what led to it no longer counts. */
  async forget(limit: AttemptLimit, whose: string): Promise<void> {
    await this.attempts.forget(subjectOf(limit, whose));
  }

  /** After success, for a count shared with others: only this try no longer counts. */
  async giveBack(limit: AttemptLimit, whose: string): Promise<void> {
    await this.attempts.giveBack(subjectOf(limit, whose));
  }

  private async sweep(now: Date): Promise<void> {
    if (now.getTime() - this.sweptAtMs < SWEEP_EVERY_MS) return;
    this.sweptAtMs = now.getTime();
    await this.attempts.deleteEnded(now);
  }
}

/** Hashed: the table shall not be a list of addresses. */
const subjectOf = (limit: AttemptLimit, whose: string): string =>
  hashToken(`${limit.name} ${whose}`);
