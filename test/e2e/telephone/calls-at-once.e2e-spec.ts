import { entriesFor } from './caller-books';
import { PhoneStage } from './phone-stage';

describe('calls from one number at once', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 50, freeMinutes: 12, minChargedMinutes: 0, maxPerNumberPerHour: 50 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
  });

  it.each([2, 10])('never take more than there is, however many ring: %i', async (many) => {
    const caller = stage.newCaller();
    const rings = Array.from({ length: many }, () => stage.twilio.dial({ from: caller }));
    // Each takes its minutes or is refused them; nobody waits for anything else.
    await Promise.all(
      rings.map((line) => line.until(() => line.record.isOver || line.heardMs > 0, 60_000)),
    );
    const during = await stage.books(caller, ({ calls }) => calls.length > 0);
    const { grantedMs = 0, settledMs = 0, reservedMs = 0 } = during.account ?? {};
    expect(reservedMs).toBeGreaterThan(0);
    expect(settledMs + reservedMs).toBeLessThanOrEqual(grantedMs);
    for (const line of rings) line.hangUp();
    await Promise.all(rings.map((line) => line.ended(60_000)));

    const books = await stage.settled(caller, { calls: during.calls.length });
    expect(books.calls.length).toBeGreaterThan(0);
    expect(new Set(books.calls.map(({ id }) => id)).size).toBe(books.calls.length);
    for (const { id } of books.calls) {
      expect(entriesFor(books, id)).toMatch(/^reserve settle( release)?( refund)?$/);
    }
    const used = books.calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const sumOf = (kind: string): number =>
      books.entries.reduce((sum, entry) => sum + (entry.kind === kind ? entry.amountMs : 0), 0);
    expect(sumOf('settle')).toBe(used);
    // Nobody said a word in them, so they come back.
    const chargedMs = used - sumOf('refund');
    const left = { grantedMs: 720_000, settledMs: chargedMs, reservedMs: 0 };
    expect(books.account).toMatchObject(left);
    expect(books.lines.every(({ state }) => state === 'ended')).toBe(true);
  });
});
