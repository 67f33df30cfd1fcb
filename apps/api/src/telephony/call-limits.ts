import { Injectable } from '@nestjs/common';
import { AttemptLimiter } from '../auth/attempt-limiter';
import { AppConfig } from '../config/app-config';
import { isWithin } from '../config/dialling-codes';
import { AppError } from '../platform/errors/app-error';
import { countryNotAllowed, tooManyCalls } from './telephony.errors';

const HOUR_MS = 3_600_000;

/** What one number may cost us, and where our own calls may go. */
@Injectable()
export class CallLimits {
  constructor(
    private readonly limiter: AttemptLimiter,
    private readonly config: AppConfig,
  ) {}

  /** Counts this call; throws `telephony.too_many_calls` when it is one too many in this hour. */
  async check(callerId: string): Promise<void> {
    const most = this.config.calls.maxPerNumberPerHour;
    try {
      await this.limiter.count({ name: 'calls-per-number', most, windowMs: HOUR_MS }, callerId);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'too_many') {
        throw tooManyCalls(error.retryAfterMs);
      }
      throw error;
    }
  }

  /** Before we call or write to a number; throws `telephony.country_not_allowed`. */
  checkCountry(number: string): void {
    if (!isWithin(number, this.config.twilio.outboundCodes)) throw countryNotAllowed();
  }
}
