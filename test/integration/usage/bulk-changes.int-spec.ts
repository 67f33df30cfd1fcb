import { randomUUID } from 'node:crypto';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { ApiKeysService } from '../../../apps/api/src/auth/api-keys.service';
import { TeamsService } from '../../../apps/api/src/organizations/teams.service';
import type { BulkOutcome } from '../../../apps/api/src/usage/minutes/bulk-changes.schemas';
import { MinutesService } from '../../../apps/api/src/usage/minutes/minutes.service';
import type {
  MinuteAccount,
  MinuteEntry,
} from '../../../apps/api/src/usage/minutes/quotas.schemas';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const MINUTE = 60_000;

type Body = {
  items: (MinuteAccount & MinuteEntry)[];
  code: string;
  detail: string;
} & MinuteAccount;

describe('A change of minutes for many', () => {
  let stage: TestApp;
  let minutes: MinutesService;
  let ours: TestOrganization;
  let theirs: TestOrganization;
  let tia: Actor;
  let cleo: Actor;
  let teamId: string;
  let admin: string;

  beforeAll(async () => {
    stage = await createTestApp();
    minutes = stage.app.get(MinutesService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    [ours, theirs] = [await createOrganization(stage), await createOrganization(stage)];
    [tia, cleo] = [await ours.member('trainee', 'Tia'), await ours.member('trainee', 'Cleo')];
    admin = await keyOf(ours.admin);
    teamId = (await stage.app.get(TeamsService).create(ours.admin, { name: 'Sales' })).id;
  });

  const keyOf = async (actor: Actor, role = actor.role): Promise<string> =>
    (await stage.app.get(ApiKeysService).create(actor, { name: 'Test', role })).secret;
  const request = async <Answer = Body>(
    method: string,
    path: string,
    body?: unknown,
    key = admin,
  ): Promise<{ status: number; body: Answer }> => {
    const response = await fetch(`${stage.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Answer };
  };
  const give = (amount: number, of = tia) =>
    request('PUT', `/quotas/members/${of.memberId}`, { minutes: amount });
  const both = () => ({ memberIds: [tia.memberId, cleo.memberId], teamIds: [teamId] });
  const bulk = (change: object) => request<BulkOutcome>('POST', '/quotas/bulk', change);

  it('are shown first, and changed together then', async () => {
    await give(10);
    const change = { ...both(), minutes: { grantMinutes: 20, reason: 'Spring' } };
    const { body: shown } = await bulk({ ...change, dryRun: true });
    expect(shown).toEqual({
      dryRun: true,
      addedMs: 60 * MINUTE,
      items: [
        {
          owner: 'member',
          ownerId: cleo.memberId,
          name: 'Cleo',
          leftBeforeMs: null,
          leftAfterMs: 20 * MINUTE,
        },
        {
          owner: 'team',
          ownerId: teamId,
          name: 'Sales',
          leftBeforeMs: null,
          leftAfterMs: 20 * MINUTE,
        },
        {
          owner: 'member',
          ownerId: tia.memberId,
          name: 'Tia',
          leftBeforeMs: 10 * MINUTE,
          leftAfterMs: 30 * MINUTE,
        },
      ],
    });
    expect((await request('GET', '/quotas')).body.items).toHaveLength(1);
    expect((await bulk(change)).body).toEqual({ ...shown, dryRun: false });
    expect((await request('GET', '/quotas')).body.items).toHaveLength(3);
  });

  it('get an allowance, and lose their limits, in one step each', async () => {
    await bulk({ ...both(), allowance: { monthlyMinutes: 60, rollOver: true } });
    const { items } = (await request('GET', '/quotas')).body;
    expect(items.map(({ allowance }) => allowance?.monthlyMs)).toEqual(Array(3).fill(60 * MINUTE));
    const lifted = await bulk({ ...both(), lift: true });
    expect(lifted.body.items.map(({ leftAfterMs }) => leftAfterMs)).toEqual([null, null, null]);
    expect((await request('GET', '/quotas')).body.items).toEqual([]);
  });

  it('ask the database no more often for many than for two', async () => {
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, index) => ours.member('trainee', `Member ${index}`)),
    );
    const questionsFor = async (actors: readonly Actor[]): Promise<number> => {
      const asked = jest.spyOn(PostgresQueryRunner.prototype, 'query');
      const memberIds = actors.map(({ memberId }) => memberId);
      const allowance = { monthlyMinutes: 60, rollOver: true };
      const { status, body } = await bulk({ memberIds, allowance });
      const questions = asked.mock.calls.length;
      asked.mockRestore();
      expect(status).toBe(201);
      expect(body.items.map(({ leftAfterMs }) => leftAfterMs)).toEqual(
        memberIds.map(() => 60 * MINUTE),
      );
      return questions;
    };
    await bulk({ ...both(), minutes: { minutes: 5 }, dryRun: true });
    expect(await questionsFor(many)).toBe(await questionsFor([tia, cleo]));
  });

  it.each([
    [
      'a stranger among them',
      () => ({ memberIds: [tia.memberId, theirs.admin.memberId], minutes: { minutes: 5 } }),
      404,
    ],
    [
      'a team of others',
      () => ({ memberIds: [tia.memberId], teamIds: [randomUUID()], minutes: { minutes: 5 } }),
      404,
    ],
    ['one who is not limited', () => ({ ...both(), limit: { kind: 'soft', overMinutes: 5 } }), 409],
    ['two changes at once', () => ({ ...both(), lift: true, minutes: { minutes: 5 } }), 400],
    ['nobody', () => ({ minutes: { minutes: 5 } }), 400],
    ['an absurd amount', () => ({ ...both(), minutes: { grantMinutes: -5 } }), 400],
  ])('are left alone altogether with %s', async (_, change, status) => {
    await give(10);
    expect((await bulk(change())).status).toBe(status);
    expect((await request('GET', '/quotas')).body.items).toMatchObject([{ leftMs: 10 * MINUTE }]);
  });

  it('do not wait for each other for ever, in whatever order they are named', async () => {
    const change = { minutes: { grantMinutes: 1 } };
    const ids = [tia.memberId, cleo.memberId];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        bulk({ ...change, memberIds: index % 2 ? ids : [...ids].reverse() }),
      ),
    );
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await minutes.secondsLeft(ours.id, tia)).toBe(1200);
  });
});
