import { DataSource } from 'typeorm';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import { CallersService } from '../../../apps/api/src/telephony/numbers/callers.service';
import { practiceStage, type PracticeStage } from '../../e2e/practice/practice-stage';
import { createOrganization } from '../../support/organizations';
import { insertPhoneCall } from '../telephony/phone-call';

describe('GET /usage-data', () => {
  let stage: PracticeStage;
  let sql: DataSource;
  let organizationId: string;

  beforeAll(async () => {
    stage = await practiceStage();
    sql = stage.app.get(DataSource);
    organizationId = stage.organizationId;
  }, 60_000);
  afterAll(() => stage.close());

  const read = async (cookie?: string) => {
    const response = await fetch(`${stage.url}/usage-data`, { headers: cookie ? { cookie } : {} });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type'), text };
  };
  const rows = async (): Promise<string[][]> =>
    (await read(stage.admin)).text
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
  const caller = async (number: string) => {
    const found = await stage.app.get(CallersService).identify(number);
    if (found === 'withheld') throw new Error('This number is shown.');
    return found;
  };
  const called = async (
    whose: { organizationId: string; memberId: string },
    durationMs: number,
  ) => {
    const id = await insertPhoneCall(sql, whose);
    await sql.query(
      `UPDATE calls SET duration_ms = $2, started_at = '2026-11-20T10:00:00Z' WHERE id = $1`,
      [id, durationMs],
    );
    return id;
  };

  it('is an empty table with its headings before anybody has called', async () => {
    expect(await read(stage.admin)).toEqual({
      status: 200,
      type: 'text/csv; charset=utf-8',
      text: 'number,minutes_used,minutes_left,last_call,calls\r\n',
    });
  });

  it('tells of a guest what they used and have left, with their number masked', async () => {
    const guest = await caller('+15550104567');
    await called(guest, 75_000);
    await called(guest, 15_000);
    expect((await rows())[1]).toEqual(['··· 4567', '1.5', '3', '2026-11-20T10:00:00.000Z', '2']);
    const holder = { owner: 'caller', callerId: guest.callerId } as const;
    await stage.app
      .get(MinutesService, { strict: false })
      .grant(organizationId, holder, { amountMs: 90_000, reason: 'test' });
    expect((await rows())[1]).toEqual(['··· 4567', '1.5', '1.5', '2026-11-20T10:00:00.000Z', '2']);
    expect((await read(stage.admin)).text).not.toContain('5550104567');
  });

  it('says nothing of what is left where nothing limits a member, and counts no deleted call', async () => {
    const [tia] = await sql.query<{ id: string }[]>(
      `SELECT id FROM members WHERE email = 'tia@example.com'`,
    );
    const memberId = tia?.id ?? '';
    await sql.query(
      `INSERT INTO phone_numbers (organization_id, member_id, number, verified_at)
       VALUES ($1, $2, '+15550107777', now())`,
      [organizationId, memberId],
    );
    const id = await called({ organizationId, memberId }, 60_000);
    const ofTia = async () => (await rows()).find(([number]) => number === '··· 7777');
    expect(await ofTia()).toEqual(['··· 7777', '1', '', '2026-11-20T10:00:00.000Z', '1']);
    await sql.query('UPDATE calls SET deleted_at = now() WHERE id = $1', [id]);
    expect(await ofTia()).toEqual(['··· 7777', '0', '', '', '0']);
  });

  it('is for administrators alone, and of their own organization', async () => {
    expect((await read()).status).toBe(401);
    expect((await read(stage.trainee)).status).toBe(403);
    const other = await createOrganization(stage);
    const stranger = await other.member('trainee');
    await sql.query(
      `INSERT INTO phone_numbers (organization_id, member_id, number, verified_at)
       VALUES ($1, $2, '+15550109999', now())`,
      [other.id, stranger.memberId],
    );
    expect((await read(stage.admin)).text).not.toContain('9999');
  });
});
