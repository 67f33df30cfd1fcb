import { CarrierChargesService } from '../../../apps/api/src/telephony/charges/carrier-charges.service';
import { patiently, PhoneStage } from './phone-stage';
import { RingStage } from './ring-stage';

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
    await stage.database.query('DELETE FROM carrier_charges');
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

  describe('for a telephone it rang in vain', () => {
    let rings: RingStage;

    beforeAll(async () => {
      rings = new RingStage(stage);
      await rings.verifyNumber();
    });

    type Asked = { outcome: string | null };
    /** Lines of the tests before may still be accounted. */
    const asked = async (): Promise<Asked[]> =>
      stage.database.query(
        'SELECT outcome FROM carrier_charges WHERE unanswered_model IS NOT NULL',
      );
    const rung = async (): Promise<Row[]> =>
      (await rows('carrier')).filter(({ model }) => model === 'voice-us-outbound');
    const rungInVain = async (
      answer: 'no-answer' | 'busy' | 'failed',
      price: string | null,
    ): Promise<void> => {
      stage.twilio.outgoing = { answer, stepMs: 200 };
      const { line } = await rings.ring({});
      line.record.unansweredPrice = price;
      await patiently(
        asked,
        (charges) => charges.length === 1,
        () => 'Nobody will ask what it cost.',
      );
    };

    it.each(['no-answer', 'busy', 'failed'] as const)(
      'is nothing where it says so of one that ended as %s',
      async (answer) => {
        await rungInVain(answer, '-0.00000');
        expect(await rung()).toEqual([]);
        await askNow();
        await askNow();
        expect(await asked()).toEqual([{ outcome: 'charged' }]);
        expect(await rung()).toEqual([]);
      },
    );

    it('is nothing where it never says anything', async () => {
      await rungInVain('no-answer', null);
      await stage.database.query(
        "UPDATE carrier_charges SET created_at = now() - interval '3 days'",
      );
      await askNow();
      expect(await asked()).toEqual([{ outcome: 'unknown' }]);
      expect(await rung()).toEqual([]);
    });

    it('is what it says it charged, once', async () => {
      await rungInVain('no-answer', '-0.00500');
      for (let times = 0; times < 3; times += 1) await askNow();
      const charged = { unit: 'carrier_minute', quantity: 1, charged: 5_000 };
      expect(await rung()).toEqual([expect.objectContaining(charged)]);
    });

    it('is a minute by the book where it charged in another currency', async () => {
      stage.twilio.restKnobs = { pricedAfterFetches: 0, priceUnit: 'EUR' };
      await rungInVain('busy', '-0.00500');
      await askNow();
      const [line] = await rung();
      expect(line).toMatchObject({ quantity: 1, charged: null, note: 'charged in EUR' });
      expect(line?.cost).toBeGreaterThan(0);
    });
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
