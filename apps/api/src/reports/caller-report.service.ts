import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { maskPhoneNumber } from '../telephony/numbers/phone-number';
import { CallerReportRepository, type CallerRow } from './caller-report.repository';
import type { CallerReport, ListCallers } from './caller-report.schemas';

const Position = z.object({ createdAt: z.iso.datetime(), id: z.uuid() });

@Injectable()
export class CallerReportService {
  constructor(private readonly callers: CallerReportRepository) {}

  async page(actor: Actor, { limit, cursor }: ListCallers): Promise<Page<CallerReport>> {
    const rows = await this.callers.page(actor.organizationId, {
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Position),
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map(toCallerReport),
      nextCursor: last
        ? encodeCursor({ createdAt: last.createdAt.toISOString(), id: last.id })
        : null,
    };
  }
}

const toCallerReport = ({ number, lastCallAt, createdAt, ...row }: CallerRow): CallerReport => ({
  ...row,
  maskedNumber: maskPhoneNumber(number),
  lastCallAt: lastCallAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
