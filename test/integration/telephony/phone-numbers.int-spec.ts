import { DataSource } from 'typeorm';
import { FEATURES } from '../../../apps/api/src/app.module';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { CallersService } from '../../../apps/api/src/telephony/numbers/callers.service';
import { CallerMergesService } from '../../../apps/api/src/telephony/numbers/caller-merges.service';
import { NumberVerificationService } from '../../../apps/api/src/telephony/numbers/number-verification.service';
import { PhoneNumbersService } from '../../../apps/api/src/telephony/numbers/phone-numbers.service';
import { WorkerModule } from '../../../apps/api/src/worker.module';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';
import { FakeTwilio } from './fake-twilio';
import { insertPhoneCall } from './phone-call';

const MINUTE_MS = 60_000;

class HandClock extends Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  pass(ms: number): void {
    this.aheadMs += ms;
  }
}

describe('A member’s telephone number', () => {
  const clock = new HandClock();
  let fake: FakeTwilio;
  let server: TestApp;
  let home: TestOrganization;
  let elsewhere: TestOrganization;
  let numbers: PhoneNumbersService;
  let verification: NumberVerificationService;
  let callers: CallersService;
  let sql: DataSource;
  let ada: Actor;
  let last = 15_550_200_000;
  let number: string;

  beforeAll(async () => {
    fake = await FakeTwilio.open();
    server = await createTestApp({
      modules: [...FEATURES, WorkerModule],
      config: { twilio: fake.config },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
    home = await createOrganization(server);
    elsewhere = await createOrganization(server);
    numbers = server.app.get(PhoneNumbersService);
    verification = server.app.get(NumberVerificationService, { strict: false });
    callers = server.app.get(CallersService);
    sql = server.app.get(DataSource);
  });
  beforeEach(async () => {
    fake.clear();
    ada = await home.member('trainee', 'Ada');
    number = `+${(last += 1)}`;
  });
  afterAll(async () => {
    await server.close();
    await fake.close();
  });

  const until = async <Value>(
    read: () => Promise<Value> | Value,
    done: (value: Value) => boolean,
  ): Promise<Value> => {
    for (;;) {
      const value = await read();
      if (done(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const codeSentTo = (to: string) =>
    until(
      () => fake.asked.filter(({ form }) => form.get('To') === to).length,
      (sent) => sent > 0,
    ).then(() => fake.lastCode(to));
  /** Adds the number and reads the code on its telephone. */
  const add = async (who: Actor, to = number) => {
    fake.clear();
    const { id } = await numbers.add(who, { number: to });
    return { id, code: await codeSentTo(to) };
  };
  const verify = async (who: Actor, to = number) => {
    const { id, code } = await add(who, to);
    return verification.verify(who, id, { code });
  };
  const other = (code: string) => (code === '000000' ? '000001' : '000000');

  it('is theirs once they enter the code that was sent to it', async () => {
    const { id, code } = await add(ada);
    expect((await numbers.list(ada)).items).toMatchObject([
      { id, number, verified: false, code: { triesLeft: 5 } },
    ]);
    expect(await verification.verify(ada, id, { code })).toEqual({
      id,
      number,
      verified: true,
      blocked: false,
      code: null,
    });
    expect(await callers.identify(number)).toMatchObject({
      organizationId: home.id,
      memberId: ada.memberId,
      callerId: id,
      name: 'Ada',
      known: true,
    });
    expect(await numbers.list(ada)).toMatchObject({ line: '+15550009999', items: [{ id }] });
  });

  it('keeps the code nowhere once it is sent', async () => {
    const { id, code } = await add(ada);
    await until(
      () =>
        sql.query<{ state: string }[]>(
          'SELECT state FROM sms_messages WHERE phone_number_id = $1',
          [id],
        ),
      ([message]) => message?.state === 'sent',
    );
    const kept = JSON.stringify([
      await sql.query('SELECT * FROM phone_numbers WHERE id = $1', [id]),
      await sql.query('SELECT body FROM sms_messages WHERE phone_number_id = $1', [id]),
    ]);
    expect(kept).not.toContain(code);
  });

  it('is locked after five wrong codes, also to the right one', async () => {
    const { id, code } = await add(ada);
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      expect(await codeOf(verification.verify(ada, id, { code: other(code) }))).toBe(
        'telephony.wrong_code',
      );
    }
    expect(await codeOf(verification.verify(ada, id, { code: other(code) }))).toBe(
      'telephony.code_expired',
    );
    expect(await codeOf(verification.verify(ada, id, { code }))).toBe('telephony.code_expired');
  });

  it('is not guessed by many at once', async () => {
    const { id, code } = await add(ada);
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => codeOf(verification.verify(ada, id, { code: other(code) }))),
    );
    expect(guesses.filter((outcome) => outcome === 'telephony.wrong_code')).toHaveLength(4);
  });

  it('is not theirs by a code that is older than ten minutes', async () => {
    const { id, code } = await add(ada);
    clock.pass(10 * MINUTE_MS + 1000);
    expect(await codeOf(verification.verify(ada, id, { code }))).toBe('telephony.code_expired');
  });

  it('gets another code after a minute, which voids the first', async () => {
    const first = await add(ada);
    expect(await codeOf(numbers.add(ada, { number }))).toBe('telephony.code_too_soon');
    clock.pass(MINUTE_MS + 1000);
    const second = await add(ada);
    expect(second.id).toBe(first.id);
    if (first.code !== second.code) {
      expect(await codeOf(verification.verify(ada, first.id, { code: first.code }))).toBe(
        'telephony.wrong_code',
      );
    }
    expect((await verification.verify(ada, first.id, { code: second.code })).verified).toBe(true);
    expect(await codeOf(numbers.add(ada, { number }))).toBe('telephony.already_verified');
  });

  it('gets no more than four codes in an hour, whoever asks', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => home.member('trainee')));
    const fifth = people.pop();
    for (const person of people) await numbers.add(person, { number });
    if (!fifth) throw new Error('There are five.');
    expect(await codeOf(numbers.add(fifth, { number }))).toBe('auth.too_many_attempts');
  });

  it('is one of six at most that a member may have sent codes to in an hour', async () => {
    const ids: string[] = [];
    for (let nth = 1; nth <= 5; nth += 1) {
      ids.push((await numbers.add(ada, { number: `+${(last += 1)}` })).id);
    }
    expect(await codeOf(numbers.add(ada, { number }))).toBe('telephony.too_many_numbers');
    await numbers.remove(ada, ids[0] ?? '');
    await numbers.add(ada, { number });
    await numbers.remove(ada, ids[1] ?? '');
    expect(await codeOf(numbers.add(ada, { number: `+${(last += 1)}` }))).toBe(
      'auth.too_many_attempts',
    );
  });

  it.each([
    ['020 7946 0018', 'telephony.wrong_number'],
    ['+4930901820', 'telephony.country_not_allowed'],
    ['+18765551234', 'telephony.country_not_allowed'],
  ])('is refused when it is %s', async (written, code) => {
    expect(await codeOf(numbers.add(ada, { number: written }))).toBe(code);
    // Codes of earlier numbers may still be on their way.
    expect(fake.asked.map(({ form }) => form.get('To'))).not.toContain(written);
    expect((await numbers.list(ada)).items).toEqual([]);
  });

  it('is nobody else’s to see, verify or remove, in this organization or another', async () => {
    const { id, code } = await add(ada);
    for (const stranger of [home.admin, elsewhere.admin]) {
      expect((await numbers.list(stranger)).items).toEqual([]);
      expect(await codeOf(verification.verify(stranger, id, { code }))).toBe(
        'telephony.number_not_found',
      );
      expect(await codeOf(numbers.remove(stranger, id))).toBe('telephony.number_not_found');
    }
    expect((await verification.verify(ada, id, { code })).verified).toBe(true);
  });

  it('stays whose it is when another member has the telephone too', async () => {
    await verify(ada);
    const bo = await home.member('trainee', 'Bo');
    const { id, code } = await add(bo);
    expect(await codeOf(verification.verify(bo, id, { code }))).toBe('telephony.number_taken');
    expect(await callers.identify(number)).toMatchObject({ memberId: ada.memberId });
  });

  it('belongs to one of two members who enter their codes at once', async () => {
    const bo = await home.member('trainee', 'Bo');
    const mine = await add(ada);
    const theirs = await add(bo);
    const outcomes = await Promise.allSettled([
      verification.verify(ada, mine.id, { code: mine.code }),
      verification.verify(bo, theirs.id, { code: theirs.code }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes two presses of the button', async () => {
    const { id, code } = await add(ada);
    const both = await Promise.allSettled([
      verification.verify(ada, id, { code }),
      verification.verify(ada, id, { code }),
    ]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await numbers.list(ada)).items[0]?.verified).toBe(true);
  });

  it('is free again when they remove it', async () => {
    const { id } = await verify(ada);
    await numbers.remove(ada, id);
    const caller = await callers.identify(number);
    expect(caller).toMatchObject({ known: false });
    const bo = await home.member('trainee', 'Bo');
    clock.pass(MINUTE_MS + 1000);
    expect((await verify(bo)).verified).toBe(true);
  });

  it('brings along the calls that were made from it before', async () => {
    const guest = await callers.identify(number);
    if (guest === 'withheld') throw new Error('This number is shown.');
    const callId = await insertPhoneCall(sql, guest);
    await verify(ada);
    const owner = async () => {
      const [call] = await sql.query<{ memberId: string }[]>(
        `SELECT member_id AS "memberId" FROM calls WHERE id = $1
         AND words @@ to_tsquery('simple', 'ada')`,
        [callId],
      );
      return call?.memberId;
    };
    await until(owner, (memberId) => memberId === ada.memberId);
    expect(await callers.identify(number)).toMatchObject({ memberId: ada.memberId, known: true });

    // A call that was running meanwhile comes along later, and then the guest goes.
    const lateId = await insertPhoneCall(sql, guest);
    clock.pass(3 * 60 * MINUTE_MS);
    await server.app.get(CallerMergesService).sweep();
    await until(
      () => sql.query<unknown[]>('SELECT FROM members WHERE id = $1', [guest.memberId]),
      (rows) => rows.length === 0,
    );
    const late: unknown = await sql.query('SELECT member_id FROM calls WHERE id = $1', [lateId]);
    expect(late).toEqual([{ member_id: ada.memberId }]);
    expect(
      await sql.query('SELECT FROM caller_merges WHERE guest_id = $1', [guest.memberId]),
    ).toEqual([]);
  });

  it('leaves calls in the organization that they were held in', async () => {
    const guest = await callers.identify(number);
    if (guest === 'withheld') throw new Error('This number is shown.');
    expect(guest.organizationId).toBe(home.id);
    const callId = await insertPhoneCall(sql, guest);
    const eve = await elsewhere.member('trainee', 'Eve');
    await verify(eve);
    expect(await callers.identify(number)).toMatchObject({ memberId: eve.memberId });
    expect(
      await sql.query('SELECT FROM caller_merges WHERE guest_id = $1', [guest.memberId]),
    ).toEqual([]);
    const calls: unknown = await sql.query(
      'SELECT organization_id, member_id FROM calls WHERE id = $1',
      [callId],
    );
    expect(calls).toEqual([{ organization_id: home.id, member_id: guest.memberId }]);
  });

  it('stays blocked when its guest becomes a member, who cannot rid themselves of that', async () => {
    const guest = await callers.identify(number);
    if (guest === 'withheld') throw new Error('This number is shown.');
    await sql.query('UPDATE phone_numbers SET blocked = true WHERE id = $1', [guest.callerId]);
    const { id, blocked } = await verify(ada);
    expect(blocked).toBe(true);
    expect(await codeOf(numbers.remove(ada, id))).toBe('telephony.number_blocked');
    expect(await callers.identify(number)).toMatchObject({ known: true, blocked: true });
  });

  it('is forgotten when its code was not entered for a day', async () => {
    await add(ada);
    await numbers.sweep();
    expect((await numbers.list(ada)).items).toHaveLength(1);
    clock.pass(25 * 60 * MINUTE_MS);
    await numbers.sweep();
    expect((await numbers.list(ada)).items).toEqual([]);
  });
});

describe('Without a telephone line', () => {
  it('no number can be added, and the list says why', async () => {
    const server = await createTestApp();
    const { admin } = await createOrganization(server);
    const numbers = server.app.get(PhoneNumbersService);
    expect(await numbers.list(admin)).toEqual({ line: null, items: [] });
    expect(await codeOf(numbers.add(admin, { number: '+15550001234' }))).toBe(
      'telephony.not_configured',
    );
    await server.close();
  });
});
