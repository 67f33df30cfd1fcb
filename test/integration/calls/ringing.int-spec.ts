import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { DueRingsService } from '../../../apps/api/src/calls/phone/due-rings.service';
import { PhoneLinesService } from '../../../apps/api/src/calls/phone/phone-lines.service';
import { RingingService } from '../../../apps/api/src/calls/phone/ringing.service';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { FakeTwilio } from '../telephony/fake-twilio';

const MINUTE_MS = 60_000;
type Trainee = { actor: Actor; phone: { id: string; number: string } };

const START = Date.parse('2026-11-26T10:00:00Z');

describe('ringing a trainee', () => {
  const clock = { at: START, now: () => new Date(clock.at) };
  let twilio: FakeTwilio;
  let server: TestApp;
  let sql: DataSource;
  let organization: TestOrganization;
  let rings: RingingService;
  let due: DueRingsService;
  let personaId: string;

  beforeAll(async () => {
    twilio = await FakeTwilio.open();
    server = await createTestApp({
      config: {
        twilio: twilio.config,
        calls: {
          maxConcurrent: 50,
          freeMinutes: 3,
          minChargedMinutes: 0.5,
          maxPerNumberPerHour: 3,
        },
      },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    sql = server.app.get(DataSource);
    organization = await createOrganization(server);
    rings = server.app.get(RingingService);
    due = server.app.get(DueRingsService);
    personaId = await aPersonaOf(organization.id);
  });
  afterAll(async () => {
    await server.close();
    await twilio.close();
  });
  beforeEach(() => {
    clock.at += 2 * 3_600_000;
    twilio.clear();
  });

  let last = 15_550_200_000;
  const aPersonaOf = async (organizationId: string): Promise<string> => {
    const [row] = await sql.query<{ id: string }[]>(
      'SELECT id FROM personas WHERE organization_id = $1 LIMIT 1',
      [organizationId],
    );
    return row?.id ?? '';
  };
  const addNumber = async (
    { memberId, organizationId }: Actor,
    { number = `+${(last += 1)}`, verified = true, blocked = false } = {},
  ): Promise<{ id: string; number: string }> => {
    const [row] = await sql.query<{ id: string }[]>(
      `INSERT INTO phone_numbers (organization_id, member_id, number, verified_at, blocked)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [organizationId, memberId, number, verified ? new Date() : null, blocked],
    );
    return { id: row?.id ?? '', number };
  };
  /** A trainee with a verified number. */
  const trainee = async (): Promise<Trainee> => {
    const actor = await organization.member('trainee');
    return { actor, phone: await addNumber(actor) };
  };
  const inMinutes = (minutes: number): string =>
    new Date(clock.at + minutes * MINUTE_MS).toISOString();
  const placed = () => twilio.asked.filter(({ path }) => path.includes('/Calls'));
  const over = (id: string, outcome: 'completed' | 'no_answer' = 'completed') =>
    server.app.get(PhoneLinesService).end(id, outcome);

  it('rings their own number, and lets the telephone company tell what becomes of it', async () => {
    const { actor, phone } = await trainee();
    const ring = await rings.ask(actor, { personaId, to: phone.number, brief: 'Ledgers' });
    expect(ring).toMatchObject({
      state: 'ringing',
      outcome: null,
      dueAt: null,
      persona: { id: personaId },
    });
    const form = placed()[0]?.form;
    expect(form?.get('To')).toBe(phone.number);
    const address = `${server.config.publicUrl}/voice/outbound/${ring.id}`;
    expect(form?.get('Url')).toBe(address);
    expect(form?.get('StatusCallback')).toBe(`${address}/status`);
    expect(form?.get('AsyncAmdStatusCallback')).toBe(`${address}/answered-by`);
  });

  it('rings the first number that is theirs when none is named, and another by its id', async () => {
    const { actor, phone } = await trainee();
    const second = await addNumber(actor);
    const first = await rings.ask(actor, {});
    await over(first.id);
    await rings.ask(actor, { to: second.id });
    expect(placed().map(({ form }) => form.get('To'))).toEqual([phone.number, second.number]);
  });

  it('rings nobody else, and no number that is not verified, blocked or far away', async () => {
    const { actor } = await trainee();
    const other = await trainee();
    const unverified = await addNumber(actor, { verified: false });
    const blocked = await addNumber(actor, { blocked: true });
    const abroad = await addNumber(actor, { number: '+79991234567' });
    const refusals = await Promise.all(
      [other.phone.number, other.phone.id, unverified.number, blocked.id, abroad.id].map((to) =>
        codeOf(rings.ask(actor, { to })),
      ),
    );
    expect(refusals).toEqual([
      'telephony.not_your_number',
      'telephony.not_your_number',
      'telephony.not_your_number',
      'telephony.number_blocked',
      'telephony.country_not_allowed',
    ]);
    const without = await organization.member('trainee');
    expect(await codeOf(rings.ask(without, {}))).toBe('telephony.no_number');
    expect(placed()).toEqual([]);
  });

  it('knows no persona of another organization', async () => {
    const stranger = await aPersonaOf((await createOrganization(server)).id);
    const { actor } = await trainee();
    expect(await codeOf(rings.ask(actor, { personaId: stranger }))).toBe('personas.not_found');
  });

  it('rings one telephone of theirs at a time, however quickly they ask', async () => {
    const { actor } = await trainee();
    const asked = await Promise.allSettled([1, 2, 3].map(() => rings.ask(actor, {})));
    const rung = asked.filter(({ status }) => status === 'fulfilled');
    expect(rung).toHaveLength(1);
    for (const { reason } of asked.filter(
      ({ status }) => status === 'rejected',
    ) as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ code: 'calls.already_on_the_line' });
    }
    expect(placed()).toHaveLength(1);
    expect(await codeOf(rings.ask(actor, {}))).toBe('calls.already_on_the_line');
  });

  it('rings a number so many times within an hour, and again after it', async () => {
    const { actor } = await trainee();
    for (let time = 1; time <= 3; time += 1) await over((await rings.ask(actor, {})).id);
    expect(await codeOf(rings.ask(actor, {}))).toBe('telephony.too_many_calls');
    clock.at += 61 * MINUTE_MS;
    expect(await rings.ask(actor, {})).toMatchObject({ state: 'ringing' });
  });

  it('rings nobody whose minutes are used up', async () => {
    const { actor } = await trainee();
    const holder = { owner: 'member', memberId: actor.memberId } as const;
    const minutes = server.app.get(MinutesService, { strict: false });
    await minutes.grant(organization.id, holder, { amountMs: 10_000, reason: 'hardly any' });
    expect(await codeOf(rings.ask(actor, {}))).toBe('minutes.used_up');
    await minutes.grant(organization.id, holder, { amountMs: 60_000, reason: 'more' });
    expect(await rings.ask(actor, {})).toMatchObject({ state: 'ringing' });
  });

  it('says so when the telephone company refuses, and is free to ring again', async () => {
    const { actor } = await trainee();
    twilio.next(twilio.refuse(21_211));
    expect(await codeOf(rings.ask(actor, {}))).toBe('telephony.could_not_ring');
    expect((await rings.list(actor)).items).toMatchObject([{ state: 'ended', outcome: 'failed' }]);
    expect(await rings.ask(actor, {})).toMatchObject({ state: 'ringing' });
  });

  it('keeps the moment of a surprise to itself until it has come', async () => {
    const { actor } = await trainee();
    const between: [string, string] = [inMinutes(10), inMinutes(40)];
    const ring = await rings.ask(actor, { personaId, at: { between } });
    expect(ring).toMatchObject({
      state: 'scheduled',
      dueAt: null,
      between: { from: between[0], to: between[1] },
    });
    const [row] = await sql.query<{ due_at: Date }[]>(
      'SELECT due_at FROM phone_lines WHERE id = $1',
      [ring.id],
    );
    expect(row?.due_at.getTime()).toBeGreaterThanOrEqual(Date.parse(between[0]));
    expect(row?.due_at.getTime()).toBeLessThan(Date.parse(between[1]));
    expect(placed()).toEqual([]);
  });

  it('rings when it is due, once, however often its job runs', async () => {
    const { actor, phone } = await trainee();
    const ring = await rings.ask(actor, { at: inMinutes(30) });
    expect(ring.dueAt).toBe(inMinutes(30));
    clock.at += 30 * MINUTE_MS;
    await Promise.all([1, 2, 3].map(() => due.ring(organization.id, ring.id)));
    expect(placed().map(({ form }) => form.get('To'))).toEqual([phone.number]);
    expect(await rings.get(actor, ring.id)).toMatchObject({ state: 'ringing' });
  });

  it('does not ring what was cancelled, and cancels nothing twice', async () => {
    const { actor } = await trainee();
    const ring = await rings.ask(actor, { at: inMinutes(30) });
    await rings.cancel(actor, ring.id);
    await due.ring(organization.id, ring.id);
    expect(placed()).toEqual([]);
    expect((await rings.list(actor)).items).toMatchObject([{ outcome: 'cancelled' }]);
    expect(await codeOf(rings.cancel(actor, ring.id))).toBe('calls.ring_not_scheduled');
  });

  it('shows and cancels nobody else’s', async () => {
    const { actor } = await trainee();
    const ring = await rings.ask(actor, { at: inMinutes(30) });
    const colleague = await organization.member('admin');
    const stranger = (await createOrganization(server)).admin;
    for (const other of [colleague, stranger]) {
      expect((await rings.list(other)).items).toEqual([]);
      expect(await codeOf(rings.get(other, ring.id))).toBe('calls.ring_not_found');
      expect(await codeOf(rings.cancel(other, ring.id))).toBe('calls.ring_not_found');
    }
    expect(await rings.get(actor, ring.id)).toMatchObject({ state: 'scheduled' });
  });

  it('waits while they are on the telephone', async () => {
    const { actor } = await trainee();
    const ring = await rings.ask(actor, { at: inMinutes(5) });
    const now = await rings.ask(actor, {});
    clock.at += 6 * MINUTE_MS;
    await due.ring(organization.id, ring.id);
    expect(await rings.get(actor, ring.id)).toMatchObject({ state: 'scheduled' });
    await over(now.id);
    await due.ring(organization.id, ring.id);
    expect(await rings.get(actor, ring.id)).toMatchObject({ state: 'ringing' });
  });

  it.each([
    ['is long past', 'too_late', async (): Promise<void> => void (clock.at += 16 * MINUTE_MS)],
    [
      'has lost its number',
      'cancelled',
      async ({ phone }: Trainee): Promise<void> =>
        void (await sql.query('DELETE FROM phone_numbers WHERE id = $1', [phone.id])),
    ],
    [
      'is for somebody who was suspended',
      'cancelled',
      async ({ actor }: Trainee): Promise<void> =>
        void (await sql.query('UPDATE members SET suspended = true WHERE id = $1', [
          actor.memberId,
        ])),
    ],
  ] as const)('does not ring what %s', async (_, outcome, happens) => {
    const who = await trainee();
    const ring = await rings.ask(who.actor, { at: inMinutes(30) });
    clock.at += 30 * MINUTE_MS;
    await happens(who);
    await due.ring(organization.id, ring.id);
    expect(placed()).toEqual([]);
    expect(await rings.get(who.actor, ring.id)).toMatchObject({ state: 'ended', outcome });
  });

  it('keeps so many for later, and no more', async () => {
    const { actor } = await trainee();
    for (let time = 1; time <= 20; time += 1) await rings.ask(actor, { at: inMinutes(time * 10) });
    expect(await codeOf(rings.ask(actor, { at: inMinutes(300) }))).toBe('calls.too_many_rings');
  });

  it('writes who could not be reached when it was scheduled, and nobody who asked for it at once', async () => {
    const { actor } = await trainee();
    const messages = (): Promise<{ purpose: string }[]> =>
      sql.query(
        `SELECT purpose FROM sms_messages JOIN phone_numbers number ON number.id = phone_number_id
         WHERE number.member_id = $1`,
        [actor.memberId],
      );
    await over((await rings.ask(actor, {})).id, 'no_answer');
    expect(await messages()).toEqual([]);
    const ring = await rings.ask(actor, { personaId, at: inMinutes(30) });
    clock.at += 30 * MINUTE_MS;
    await due.ring(organization.id, ring.id);
    await over(ring.id, 'no_answer');
    await over(ring.id, 'no_answer');
    expect(await messages()).toEqual([{ purpose: 'call_missed' }]);
  });

  it('finds a ring whose job was lost, and a line that nobody holds any more', async () => {
    const { actor } = await trainee();
    const lost = await rings.ask(actor, { at: inMinutes(30) });
    const jobs = async (): Promise<unknown[]> =>
      sql.query(`SELECT id FROM bullmq.job WHERE data->>'lineId' = $1`, [lost.id]);
    await sql.query(`DELETE FROM bullmq.job WHERE data->>'lineId' = $1`, [lost.id]);
    expect(await jobs()).toHaveLength(0);
    const forgotten = await rings.ask(actor, {});
    clock.at += 31 * MINUTE_MS;
    await due.sweep();
    expect(await jobs()).toHaveLength(1);
    expect(await rings.get(actor, forgotten.id)).toMatchObject({
      state: 'ended',
      outcome: 'no_answer',
    });
  });
});
