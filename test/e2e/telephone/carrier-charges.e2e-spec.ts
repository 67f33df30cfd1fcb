import { CarrierChargesService } from '../../../apps/api/src/telephony/charges/carrier-charges.service';

import { patiently, PhoneStage } from './phone-stage';

type Row = {
  sourceId: string;
  model: string;
  unit: string;
  quantity: number;
  cost: number | null;
  charged: number | null;
  note: string | null;
  purpose: string;
};

describe('what the telephone company is owed', () => {
  let stage: PhoneStage;

  beforeAll(async () => {
    stage = await PhoneStage.open({
      recordings: { retentionDays: 90, consent: 'off' },
      calls: { maxConcurrent: 5, freeMinutes: 9, minChargedMinutes: 0, maxPerNumberPerHour: 20 },
    });
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.reset();
    stage.hurry();
    await stage.database.query('DELETE FROM budgets');
    await stage.database.query('DELETE FROM usage_records');
  });

  const rows = async (purpose: string): Promise<Row[]> =>
    stage.database.query(
      `SELECT source_id AS "sourceId", model, unit, quantity::int, cost_micro_usd::int AS cost,
         charged_micro_usd::int AS charged, charge_note AS note, purpose
       FROM usage_records WHERE provider = 'twilio' AND purpose = $1 ORDER BY source_id`,
      [purpose],
    );
  const written = (purpose: string, times = 1) =>
    patiently(
      () => rows(purpose),
      (found) => found.length >= times,
      (found) => `Not ${times} of ${purpose}: ${JSON.stringify(found)}`,
    );
  /** As if all pauses were over. */
  const askNow = async () => {
    await stage.database.query(
      "UPDATE carrier_charges SET next_at = now() - interval '1 minute' WHERE next_at IS NOT NULL",
    );
    await stage.service.app.get(CarrierChargesService, { strict: false }).fetchDue();
  };
  const hungUp = async (caller: string) => {
    const line = await stage.greeted(caller);
    line.hangUp();
    await stage.settled(caller);
  };

  it('is written down once for a connection, by the minute that was begun', async () => {
    await hungUp(stage.newCaller());
    expect(await written('carrier')).toEqual([
      expect.objectContaining({
        model: 'voice-us-inbound',
        unit: 'carrier_minute',
        quantity: 1,
        cost: 8_500,
        charged: null,
      }),
    ]);
    // What the stream costs is not in the price book: unknown, not nothing.
    expect(await rows('streaming')).toEqual([
      expect.objectContaining({ model: 'media-streams', unit: 'stream_minute', cost: null }),
    ]);
  });

  it('is what it says itself as soon as it knows, and then never again something else', async () => {
    await hungUp(stage.newCaller());
    await written('carrier');
    await stage.database.query(
      `UPDATE usage_records SET cost_micro_usd = 9999 WHERE purpose = 'carrier'`,
    );
    await askNow();
    expect(await rows('carrier')).toEqual([expect.objectContaining({ charged: null })]);
    await askNow();
    await askNow();
    expect(await rows('carrier')).toEqual([
      expect.objectContaining({ cost: 9999, charged: 8_500, note: null }),
    ]);
    const waiting: unknown[] = await stage.database.query(
      `SELECT 1 FROM carrier_charges WHERE outcome IS NULL AND resource = 'call'`,
    );
    expect(waiting).toEqual([]);
  });

  it('keeps the price by the book where the account pays in another currency, and says why', async () => {
    stage.twilio.restKnobs = { pricedAfterFetches: 0, priceUnit: 'EUR' };
    await hungUp(stage.newCaller());
    await written('carrier');
    await askNow();
    expect(await rows('carrier')).toEqual([
      expect.objectContaining({ cost: 8_500, charged: null, note: 'charged in EUR' }),
    ]);
  });

  it('counts a caller who was only told why there is no call', async () => {
    const caller = stage.newCaller();
    await hungUp(caller);
    await written('carrier');
    await stage.database.query('UPDATE phone_numbers SET blocked = true WHERE number = $1', [
      caller,
    ]);
    const line = await stage.twilio.ring({ from: caller });
    expect(await line.ended()).toBe('completed');
    expect(await written('carrier', 2)).toHaveLength(2);
    expect(await rows('streaming')).toHaveLength(1);
  });

  it('turns callers away kindly once the budget is used up', async () => {
    const caller = stage.newCaller();
    await hungUp(caller);
    await written('carrier');
    await stage.database.query(
      `INSERT INTO budgets (organization_id, amount_micro_usd, alert_percents, hard_stop, updated_at)
       SELECT organization_id, 1, '{100}', true, now() FROM phone_numbers WHERE number = $1`,
      [caller],
    );
    const line = await stage.twilio.ring({ from: caller });
    expect(await line.ended()).toBe('completed');
    expect(line.said.join(' ')).toContain('budget for practice calls is used up for this month');
    const { calls } = await stage.settled(caller);
    expect(calls).toHaveLength(1);
  });

  it('counts a text message by its segments once it is taken, and what it cost in the end', async () => {
    const caller = stage.newCaller();
    const line = await stage.practising(caller);
    await stage.murmur(line, 'Hi, this is Tia from Ledgerly.');
    await stage.answered();
    line.hangUp();
    await stage.settled(caller);
    const [text = ''] = await stage.texts(caller);
    const [message] = await written('message');
    expect(message).toMatchObject({ model: 'sms-us', unit: 'sms_segment', charged: null });
    expect(message?.quantity).toBe(Math.ceil(text.length / 153));
    expect(message?.cost).toBe(8_300 * (message?.quantity ?? 0));
    await askNow();
    await askNow();
    expect((await rows('message'))[0]?.charged).toBe(message?.cost);
  });
});
