import { Clock } from '../../../apps/api/src/platform/clock/clock';
import { type Mail, Mailer } from '../../../apps/api/src/platform/mail/mailer';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import { MailingsService } from '../../../apps/api/src/reports/schedules/mailings.service';
import { Schedule } from '../../../apps/api/src/reports/schedules/schedules.schemas';
import { AfterCallStage, type Team } from './after-call-stage';
import { writeHistory } from './random-history';

const SETTINGS = {
  name: 'Monday figures',
  report: 'cost',
  groupBy: 'member',
  rhythm: 'weekly',
  onDay: 1,
  atHour: 8,
};

describe('A report by mail', () => {
  let stage: AfterCallStage;
  let team: Team;
  let now: Date;
  let sent: Mail[];
  let refusing: boolean;

  beforeAll(async () => {
    stage = await AfterCallStage.open();
    stage.get(Clock).now = () => now;
    stage.get(Mailer).send = async (mail) => {
      if (refusing) throw new Error('No server');
      sent.push(mail);
    };
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(async () => {
    team = await stage.team('Europe/Berlin');
    [sent, refusing] = [[], false];
    now = new Date('2026-10-20T10:00:00Z');
  });

  const ask = async (path: string, method = 'GET', body?: object, actor = team.admin) =>
    stage.request(actor, `/reports/schedules${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const made = async (changes: object = {}) => {
    const recipients = [team.admin.memberId, team.coach.memberId];
    const response = await ask('', 'POST', { ...SETTINGS, recipients, ...changes });
    expect(response.status).toBe(201);
    return Schedule.parse(await response.json());
  };
  const shown = async (id: string) => {
    const { items } = (await (await ask('')).json()) as { items: unknown[] };
    return Schedule.parse(items.find((one) => (one as { id: string }).id === id));
  };
  /** As the sweep and its jobs would, with every job running twice. */
  const work = async (isLastAttempt = true) => {
    const mailings = stage.get(MailingsService);
    await mailings.sweep();
    const rows = await stage.sql<{ organizationId: string; id: string }>(
      `SELECT organization_id AS "organizationId", id FROM report_mailings
       WHERE organization_id = $1`,
      [team.admin.organizationId],
    );
    for (const row of [...rows, ...rows]) {
      await mailings.deliver(row, { isLastAttempt }).catch(() => undefined);
    }
  };

  it('comes at its hour by the clock of the organization, over the change of the clocks', async () => {
    const { id, nextAt } = await made();
    // Winter time has begun on the 25th.
    expect(nextAt).toBe('2026-10-26T07:00:00.000Z');
    now = new Date('2026-10-26T06:59:59Z');
    await work();
    expect(sent).toEqual([]);
    now = new Date('2026-10-26T07:00:30Z');
    await work();
    expect(sent).toHaveLength(2);
    expect(sent[0]?.subject).toBe('Monday figures: 2026-10-19 to 2026-10-25');
    expect((await shown(id)).nextAt).toBe('2026-11-02T07:00:00.000Z');
  });

  it('is mailed once for each period, whatever is tried again', async () => {
    await made();
    now = new Date('2026-10-26T07:00:30Z');
    await work();
    await work();
    await Promise.all([work(), work()]);
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map((mail) => mail.id)).size).toBe(2);
  });

  it('carries what the report comes to, and its rows without formulas', async () => {
    await writeHistory(stage, [team.trainee], {
      seed: 5,
      calls: 10,
      around: ['2026-10-22T12:00:00Z'],
    });
    await stage.get(FactsService).refresh(team.admin.organizationId);
    await made();
    now = new Date('2026-10-26T07:00:30Z');
    await work();
    expect(sent[0]?.text).toContain('a practised minute');
    expect(sent[0]?.text).toContain('/reports/cost?from=2026-10-19&to=2026-10-25&groupBy=member');
    const [file] = sent[0]?.attachments ?? [];
    expect(file?.name).toBe('cost-2026-10-19-2026-10-25.csv');
    expect(file?.content).toContain("\r\n'=Tess,10,");
  });

  it('waits for a mail server that refuses, and says when it gave up', async () => {
    const { id } = await made({ recipients: [team.admin.memberId] });
    now = new Date('2026-10-26T07:00:30Z');
    refusing = true;
    await work(false);
    expect((await shown(id)).mailings[0]?.state).toBe('pending');
    refusing = false;
    await work();
    expect(sent).toHaveLength(1);
    expect((await shown(id)).mailings[0]?.state).toBe('sent');
  });

  it('that was being handed over when the service stopped is not sent twice', async () => {
    const { id } = await made({ recipients: [team.admin.memberId] });
    now = new Date('2026-10-26T07:00:30Z');
    await stage.get(MailingsService).sweep();
    await stage.sql(`UPDATE report_mailings SET state = 'sending' WHERE schedule_id = $1`, [id]);
    now = new Date('2026-10-26T08:00:00Z');
    await work();
    expect(sent).toEqual([]);
    expect((await shown(id)).mailings[0]?.state).toBe('uncertain');
  });

  it('does not come while it is paused, and does not catch up afterwards', async () => {
    const { id } = await made({ filters: { mode: 'interview' } });
    await ask(`/${id}`, 'PATCH', { paused: true });
    expect(await shown(id)).toMatchObject({ nextAt: null, filters: { mode: 'interview' } });
    now = new Date('2026-11-10T12:00:00Z');
    await work();
    await ask(`/${id}`, 'PATCH', { paused: false });
    await work();
    expect(sent).toEqual([]);
    expect((await shown(id)).nextAt).toBe('2026-11-16T07:00:00.000Z');
  });

  it('can be sent at once, beside its rhythm', async () => {
    const { id, nextAt } = await made();
    expect((await ask(`/${id}/send-now`, 'POST')).status).toBe(202);
    await work();
    expect(sent).toHaveLength(2);
    const after = await shown(id);
    expect(after.nextAt).toBe(nextAt);
    expect(after.mailings[0]).toMatchObject({ byHand: true, state: 'sent' });
  });

  it('follows the organization into another time zone', async () => {
    const { id } = await made();
    await stage.sql(`UPDATE organizations SET time_zone = 'America/New_York' WHERE id = $1`, [
      team.admin.organizationId,
    ]);
    now = new Date('2026-10-26T07:30:00Z');
    await work();
    expect(sent).toEqual([]);
    expect(await shown(id)).toMatchObject({
      timeZone: 'America/New_York',
      nextAt: '2026-10-26T12:00:00.000Z',
    });
  });

  it('goes to nobody who may no longer see it', async () => {
    const { id } = await made({ recipients: [team.coach.memberId] });
    await stage.sql(`UPDATE members SET role = 'trainee' WHERE id = $1`, [team.coach.memberId]);
    now = new Date('2026-10-26T07:00:30Z');
    await work();
    expect(sent).toEqual([]);
    expect((await shown(id)).mailings[0]?.state).toBe('not_allowed');
  });

  it('is refused for trainees, strangers and groupings the report does not know', async () => {
    const stranger = await stage.team();
    const codeFor = async (changes: object) => {
      const recipients = [team.admin.memberId];
      const response = await ask('', 'POST', { ...SETTINGS, recipients, ...changes });
      expect(response.status).toBe(400);
      return ((await response.json()) as { code: string }).code;
    };
    expect(await codeFor({ recipients: [team.trainee.memberId] })).toBe(
      'reports.recipient_not_allowed',
    );
    expect(await codeFor({ recipients: [stranger.admin.memberId] })).toBe(
      'reports.unknown_recipient',
    );
    expect(await codeFor({ groupBy: 'planet' })).toBe('reports.unknown_group');
    expect(await codeFor({ onDay: 8 })).toBeDefined();
  });

  it('of another organization cannot be seen, changed, sent or deleted', async () => {
    const { id } = await made();
    const stranger = await stage.team();
    expect(await (await ask('', 'GET', undefined, stranger.admin)).json()).toEqual({ items: [] });
    for (const [path, method, body] of [
      [`/${id}`, 'PATCH', { paused: true }],
      [`/${id}/send-now`, 'POST', undefined],
      [`/${id}`, 'DELETE', undefined],
    ] as const) {
      expect((await ask(path, method, body, stranger.admin)).status).toBe(404);
    }
    expect((await shown(id)).paused).toBe(false);
    expect((await ask(`/${id}`, 'DELETE')).status).toBe(204);
  });
});
