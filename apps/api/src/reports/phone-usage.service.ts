import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppConfig } from '../config/app-config';
import { maskPhoneNumber } from '../telephony/numbers/phone-number';
import { toCsv } from '../platform/csv/csv';
import { PhoneUsageRepository, type PhoneUsageRow } from './phone-usage.repository';

const HEADINGS = ['number', 'minutes_used', 'minutes_left', 'last_call', 'calls'];
const MINUTE_MS = 60_000;

/** What each telephone number has used; nothing is said of what is left where nothing limits it. */
@Injectable()
export class PhoneUsageService {
  constructor(
    private readonly rows: PhoneUsageRepository,
    private readonly config: AppConfig,
  ) {}

  async csv({ organizationId }: Actor): Promise<string> {
    const rows = await this.rows.list(organizationId);
    const cells = rows.map((row) => [
      maskPhoneNumber(row.number),
      minutesOf(row.usedMs),
      this.minutesLeft(row),
      row.lastCallAt?.toISOString() ?? null,
      row.calls,
    ]);
    return toCsv(HEADINGS, cells);
  }

  /** An unknown caller begins with some free minutes, with their first call. */
  private minutesLeft({ guest, hasAccount, leftMs }: PhoneUsageRow): number | null {
    if (guest && !hasAccount) return this.config.calls.freeMinutes;
    return leftMs === null ? null : minutesOf(leftMs);
  }
}

const minutesOf = (ms: number): number => Math.round((ms / MINUTE_MS) * 100) / 100;
