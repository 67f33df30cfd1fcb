import type { VoiceEventBody } from '@sparline/voice';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const HOUR_MS = 3_600_000;

describe('the speaking pace', () => {
  let stage: TestApp;
  let calls: CallsService;
  let ours: TestOrganization;
  let trainee: Actor;

  beforeAll(async () => {
    stage = await createTestApp();
    calls = stage.app.get(CallsService);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ours = await createOrganization(stage);
    trainee = await ours.member('trainee', 'Tia');
  });

  const begin = async (actor: Actor, startedAt = new Date()): Promise<string> => {
    const id = randomUUID();
    const personas = stage.app.get(PersonasService);
    const persona = await personas.pin(actor.organizationId, { mode: 'cold_call' });
    await calls.begin(actor.organizationId, {
      id,
      memberId: actor.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.definition.name,
      personaTitle: persona.definition.title,
      mode: 'cold_call',
      channel: 'browser',
      engine: 'pipeline',
      brief: null,
      sample: false,
      startedAt,
    });
    return id;
  };
  const learned = (pauseMs: number, pauses: number): VoiceEventBody => ({
    type: 'pace.learned',
    pauseMs,
    pauses,
  });
  const end = async (actor: Actor, id: string, ...bodies: VoiceEventBody[]): Promise<void> => {
    const log: VoiceEventBody[] = [
      { type: 'session.started', engine: 'pipeline', outputSampleRate: 24_000 },
      ...bodies,
      { type: 'session.ended', reason: 'trainee_hung_up' },
    ];
    const events = log.map((body, seq) => ({ seq, atMs: seq * 1000, ...body }));
    await calls.appendEvents(actor.organizationId, id, events);
    await calls.finish(actor.organizationId, id, 'trainee_hung_up');
  };
  const held = async (actor: Actor, ...bodies: VoiceEventBody[]): Promise<void> =>
    end(actor, await begin(actor), ...bodies);

  it('is unknown before a call has shown it', async () => {
    expect(await calls.paceOf(trainee)).toBeUndefined();
    await held(trainee);
    expect(await calls.paceOf(trainee)).toBeUndefined();
  });

  it('is what the last call has learned', async () => {
    await held(trainee, learned(812.4, 12));
    await held(trainee, learned(905.6, 43));
    expect(await calls.paceOf(trainee)).toEqual({ pauseMs: 906, pauses: 43 });
  });

  it.each([
    ['no pause', learned(0, 0)],
    ['a pause of no length', learned(0.2, 3)],
    ['a length that is none', learned(Number.NaN, 3)],
  ])('stays as it was after a call that showed %s, and the call ends', async (_name, body) => {
    await held(trainee, learned(900, 40));
    await held(trainee, body);
    expect(await calls.paceOf(trainee)).toEqual({ pauseMs: 900, pauses: 40 });
  });

  it('is one for each member, and out of reach for another organization', async () => {
    const theirs = await createOrganization(stage);
    await held(trainee, learned(900, 40));
    const stranger = { ...theirs.admin, memberId: trainee.memberId };
    expect(await calls.paceOf(ours.admin)).toBeUndefined();
    expect(await calls.paceOf(stranger)).toBeUndefined();
    await calls.forgetPace(theirs.admin);
    await calls.forgetPace(ours.admin);
    await expect(calls.forgetPace(stranger)).rejects.toThrow(/foreign key/);
    expect(await calls.paceOf(trainee)).toEqual({ pauseMs: 900, pauses: 40 });
  });

  it('is forgotten, also by a call that was running, and learned anew by the next', async () => {
    const running = await begin(trainee, new Date(Date.now() - HOUR_MS));
    await held(trainee, learned(900, 40));
    await calls.forgetPace(trainee);
    expect(await calls.paceOf(trainee)).toBeUndefined();
    await end(trainee, running, learned(910, 42));
    expect(await calls.paceOf(trainee)).toBeUndefined();
    await end(trainee, await begin(trainee, new Date(Date.now() + 1000)), learned(700, 5));
    expect(await calls.paceOf(trainee)).toEqual({ pauseMs: 700, pauses: 5 });
  });

  it('is kept once, however often the call is ended', async () => {
    const id = await begin(trainee);
    await Promise.all([1, 2, 3].map(() => end(trainee, id, learned(900, 40))));
    const rows: unknown[] = await stage.app
      .get(DataSource)
      .query('SELECT 1 FROM speaking_paces WHERE member_id = $1', [trainee.memberId]);
    expect(rows).toHaveLength(1);
  });
});
