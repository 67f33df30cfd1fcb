import { randomUUID } from 'node:crypto';
import { ListCalls } from '../../../apps/api/src/calls/calls.schemas';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { sampleEvents } from '../../../apps/api/src/calls/samples/sample-events';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { codeOf, createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const LINES = [
  'Hi, this is Sarah.',
  'Hello Sarah, Jordan from Ledgerly here.',
  'What is this about?/',
];

describe('calls', () => {
  let stage: TestApp;
  let calls: CallsService;
  let ours: TestOrganization;
  let theirs: TestOrganization;
  let trainee: Actor;

  beforeAll(async () => {
    stage = await createTestApp();
    calls = stage.app.get(CallsService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    theirs = await createOrganization(stage);
    trainee = await ours.member('trainee', 'Tia');
  });

  const begin = async (actor: Actor, startedAt = new Date()): Promise<string> => {
    const id = randomUUID();
    const persona = await stage.app
      .get(PersonasService)
      .pin(actor.organizationId, { mode: 'cold_call' });
    await calls.begin(actor.organizationId, {
      id,
      memberId: actor.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.definition.name,
      personaTitle: persona.definition.title,
      mode: persona.definition.mode,
      channel: 'browser',
      engine: 'scripted',
      brief: null,
      sample: false,
      startedAt,
    });
    return id;
  };

  const finished = async (actor: Actor, startedAt?: Date): Promise<string> => {
    const id = await begin(actor, startedAt);
    await calls.appendEvents(actor.organizationId, id, sampleEvents(LINES));
    await calls.finish(actor.organizationId, id, 'trainee_hung_up');
    return id;
  };

  const page = (actor: Actor, query: object = {}) => calls.page(actor, ListCalls.parse(query));

  it('end with the transcript their log holds, as far as it was heard', async () => {
    const id = await finished(trainee);
    expect(await calls.get(trainee, id)).toMatchObject({
      state: 'processing',
      endReason: 'trainee_hung_up',
      member: { name: 'Tia' },
    });
    expect(await calls.turnsOf(trainee, id)).toMatchObject([
      { speaker: 'persona', text: 'Hi, this is Sarah.', interrupted: false },
      { speaker: 'trainee', text: 'Hello Sarah, Jordan from Ledgerly here.' },
      { speaker: 'persona', text: 'What is this about?', interrupted: true },
    ]);
  });

  it('hand out their log, an entry a line, as a replay takes it', async () => {
    const id = await finished(trainee);
    const lines = (await calls.eventLines(trainee, id)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(sampleEvents(LINES));
  });

  it('end once, however often and however concurrently they are ended', async () => {
    const id = await begin(trainee);
    await calls.appendEvents(ours.id, id, sampleEvents(LINES));
    await Promise.all([1, 2, 3].map(() => calls.finish(ours.id, id, 'trainee_hung_up')));
    await calls.finish(ours.id, id, 'crashed');
    expect((await calls.get(trainee, id)).endReason).toBe('trainee_hung_up');
    expect(await calls.turnsOf(trainee, id)).toHaveLength(3);
  });

  it('keep each batch of the log once, though it was sent twice', async () => {
    const id = await begin(trainee);
    const events = sampleEvents(LINES);
    await calls.appendEvents(ours.id, id, events.slice(0, 2));
    await calls.appendEvents(ours.id, id, events.slice(0, 2));
    await calls.appendEvents(ours.id, id, events.slice(2));
    expect(await calls.events(ours.id, id)).toEqual(events);
  });

  it('show a running call as far as it went', async () => {
    const id = await begin(trainee);
    await calls.appendEvents(ours.id, id, sampleEvents(LINES).slice(0, 3));
    expect(await calls.turnsOf(trainee, id)).toHaveLength(2);
    expect(await codeOf(calls.delete(ours.admin, id))).toBe('calls.still_running');
  });

  it.each([
    [1, {}],
    [2, {}],
    [5, {}],
    [1, { q: 'ledgerly' }],
    [2, { q: 'ledgerly' }],
    [2, { q: 'ledgerly', sort: 'startedAt' }],
  ] as const)(
    'are listed in order without a gap or a repeat, %i a page, by %j',
    async (limit, query) => {
      const ids: string[] = [];
      for (let day = 1; day <= 5; day += 1) {
        ids.unshift(await finished(trainee, new Date(Date.UTC(2026, 0, day, 12))));
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const part = await page(trainee, {
          ...query,
          limit,
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...part.items.map((item) => item.id));
        cursor = part.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual('sort' in query ? ids.toReversed() : ids);
    },
  );

  it.each([
    [{ q: 'ledgerly' }, 1],
    [{ q: 'Ledg tia' }, 1],
    [{ q: 'elephants' }, 0],
    [{ q: `'); DROP TABLE calls; -- & | !` }, 0],
    [{ q: '!!!' }, 1],
    [{ mode: 'interview' }, 0],
    [{ state: 'processing' }, 1],
    [{ from: '2026-03-01', to: '2026-03-01' }, 1],
    [{ from: '2026-03-02' }, 0],
  ])('are found by %j', async (query, expected) => {
    await finished(trainee, new Date('2026-03-01T23:30:00Z'));
    expect((await page(trainee, query)).items).toHaveLength(expected);
  });

  it('show a trainee only their own, and a coach all', async () => {
    const id = await finished(trainee);
    const other = await ours.member('trainee', 'Cleo');
    const coach = await ours.member('coach');
    expect((await page(other)).items).toEqual([]);
    expect((await page(other, { memberId: trainee.memberId })).items).toEqual([]);
    expect(await codeOf(calls.get(other, id))).toBe('calls.not_found');
    expect((await page(coach)).items.map((item) => item.id)).toEqual([id]);
  });

  it('are out of reach for another organization', async () => {
    const id = await finished(trainee);
    const stranger = theirs.admin;
    for (const attempt of [
      calls.get(stranger, id),
      calls.turnsOf(stranger, id),
      calls.timingsOf(stranger, id),
      calls.export(stranger, id),
      calls.eventLines(stranger, id),
      calls.delete(stranger, id),
    ]) {
      expect(await codeOf(attempt)).toBe('calls.not_found');
    }
    expect((await page(stranger, { memberId: trainee.memberId })).items).toEqual([]);
    expect(await calls.findForWork(theirs.id, id)).toBeUndefined();
    expect(await calls.events(theirs.id, id)).toEqual([]);
    await calls.finish(theirs.id, id, 'crashed');
    await calls.markReady(theirs.id, id);
    expect((await calls.get(trainee, id)).state).toBe('processing');
  });

  it('are found by the sweep once they give no sign of life', async () => {
    const id = await begin(trainee, new Date(Date.now() - 60_000));
    expect(await calls.listAbandoned(30_000)).toContainEqual(expect.objectContaining({ id }));
    await calls.appendEvents(ours.id, id, []);
    expect(await calls.listAbandoned(30_000)).not.toContainEqual(expect.objectContaining({ id }));
  });
});
