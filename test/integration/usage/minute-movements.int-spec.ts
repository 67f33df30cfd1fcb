import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { AppError } from '../../../apps/api/src/platform/errors/app-error';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { QuotasService } from '../../../apps/api/src/usage/minutes/quotas.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { SteeredClock } from '../../support/steered-clock';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = new Date('2026-03-10T12:00:00Z').getTime();

const amount = fc.integer({ min: 1, max: 60 });
const STEP = fc.oneof(
  fc.record({ what: fc.constant('grant'), amount, days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ what: fc.constant('set'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('month'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('soft'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('begin'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('end'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('refund'), amount, days: fc.constant(0) }),
  fc.record({ what: fc.constant('wait'), amount, days: fc.integer({ min: 1, max: 25 }) }),
);
type Step = { what: string; amount: number; days: number };

/** What must hold after any movement; empty where it does. */
const BROKEN_BOOKS = `
  SELECT account.id FROM minute_accounts account
    CROSS JOIN LATERAL (SELECT granted_ms - settled_ms - reserved_ms AS left_ms) amount
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(left_ms), 0) AS ms FROM minute_grants WHERE account_id = account.id) lots
    CROSS JOIN LATERAL (
      SELECT
        coalesce(sum(CASE kind WHEN 'grant' THEN amount_ms WHEN 'expire' THEN -amount_ms END), 0) AS granted,
        coalesce(sum(CASE kind WHEN 'settle' THEN amount_ms WHEN 'refund' THEN -amount_ms END), 0) AS settled,
        coalesce(sum(CASE kind WHEN 'reserve' THEN amount_ms
          WHEN 'settle' THEN -amount_ms WHEN 'release' THEN -amount_ms END), 0) AS reserved,
        coalesce((array_agg(left_ms ORDER BY position DESC))[1], 0) AS last_left
      FROM minute_entries WHERE account_id = account.id) entries
  WHERE account.organization_id = $1 AND NOT (
    lots.ms = greatest(0, amount.left_ms) AND entries.last_left = amount.left_ms
    AND entries.granted = granted_ms AND entries.settled = settled_ms
    AND entries.reserved = reserved_ms AND amount.left_ms + over_ms >= 0)`;

describe('Whatever happens to minutes', () => {
  const clock = new SteeredClock('2026-03-10T12:00:00Z');
  let stage: TestApp;
  let minutes: MinutesService;
  let quotas: QuotasService;

  beforeAll(async () => {
    stage = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    minutes = stage.app.get(MinutesService);
    quotas = stage.app.get(QuotasService);
  });
  afterAll(() => stage.close());

  /** A refusal is an answer like any other, as long as it leaves the books alone. */
  const tolerantly = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  };

  it('sums, entries and lots agree in the database', async () => {
    const run = async (ours: TestOrganization, tia: Actor, steps: Step[]): Promise<void> => {
      const holder = { owner: 'member', memberId: tia.memberId } as const;
      const known = { organizationId: ours.id };
      const open: string[] = [];
      const closed: string[] = [];
      let day = 0;
      const act = async ({ what, amount: some, days }: Step): Promise<unknown> => {
        const expiresAt = new Date(START + (day + days) * DAY).toISOString();
        switch (what) {
          case 'grant':
            return quotas.change(ours.admin, holder, { grantMinutes: some, expiresAt });
          case 'set':
            return quotas.change(ours.admin, holder, { minutes: some });
          case 'month':
            return quotas.setAllowance(ours.admin, holder, {
              monthlyMinutes: some,
              rollOver: some % 2 === 0,
              rollOverCapMinutes: some % 4 === 0 ? 10 : null,
            });
          case 'soft':
            return quotas.setLimit(ours.admin, holder, { kind: 'soft', overMinutes: some });
          case 'begin': {
            const callId = randomUUID();
            const begun = await minutes.reserve({ ...known, payer: tia, callId });
            return begun.limitMs !== null && open.push(callId);
          }
          case 'end': {
            const callId = open.shift();
            if (!callId) return undefined;
            closed.push(callId);
            return minutes.settle({ ...known, callId, usedMs: some * MINUTE });
          }
          case 'refund': {
            const callId = closed.shift();
            return callId && quotas.refund(ours.admin, { callId, reason: 'Sorry' });
          }
          default:
            day += days;
            clock.set(new Date(START + day * DAY).toISOString());
            return minutes.secondsLeft(ours.id, tia);
        }
      };
      for (const step of steps) {
        await tolerantly(() => act(step));
        const broken: unknown[] = await stage.app.get(DataSource).query(BROKEN_BOOKS, [ours.id]);
        expect(broken).toEqual([]);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 25, maxLength: 60 }), async (steps) => {
        clock.set(new Date(START).toISOString());
        const ours = await createOrganization(stage);
        await run(ours, await ours.member('trainee', 'Tia'), steps);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
