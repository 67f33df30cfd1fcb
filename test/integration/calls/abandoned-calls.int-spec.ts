import { TRAINEE_FILE, TRAINEE_SAMPLE_RATE } from '@sparline/voice';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { sampleEvents } from '../../../apps/api/src/calls/samples/sample-events';
import { SpoolsService } from '../../../apps/api/src/calls/spool/spools.service';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { createOrganization, type TestOrganization } from '../../support/organizations';
import { createTestApp, type TestApp } from '../../support/test-app';

const LINES = ['Hi, this is Sarah.', 'Hello Sarah, Tia from Ledgerly here.'];
const LOG = sampleEvents(LINES);
const LOGGED_MS = Math.round(LOG.at(-1)?.atMs ?? 0);
const BYTES_A_MS = (TRAINEE_SAMPLE_RATE * 2) / 1000;

describe('A call whose process has died', () => {
  let stage: TestApp;
  let calls: CallsService;
  let ours: TestOrganization;
  let tia: Actor;

  beforeAll(async () => {
    stage = await createTestApp();
    calls = stage.app.get(CallsService);
    ours = await createOrganization(stage);
    tia = await ours.member('trainee', 'Tia');
  });
  afterAll(() => stage.close());

  /** `soundMs`: how much the trainee's file has of it. */
  const running = async (soundMs?: number): Promise<string> => {
    const id = randomUUID();
    const persona = await stage.app.get(PersonasService).pin(ours.id, { mode: 'cold_call' });
    await calls.begin(ours.id, {
      id,
      memberId: tia.memberId,
      personaId: persona.id,
      personaVersion: persona.version,
      personaName: persona.definition.name,
      personaTitle: persona.definition.title,
      mode: persona.definition.mode,
      channel: 'browser',
      engine: 'scripted',
      brief: null,
      sample: false,
      startedAt: new Date(),
    });
    await calls.appendEvents(ours.id, id, LOG);
    if (soundMs !== undefined) {
      const file = `${stage.app.get(SpoolsService, { strict: false }).folderOf(id)}/${TRAINEE_FILE}`;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.alloc(soundMs * BYTES_A_MS));
    }
    return id;
  };

  it.each([
    ['its sound, where that goes on in a silence', LOGGED_MS + 4_500, LOGGED_MS + 4_500],
    ['its log, where the sound is behind', LOGGED_MS - 400, LOGGED_MS],
    ['its log, where there is no sound', undefined, LOGGED_MS],
  ])('took as long as is known from %s', async (_, soundMs, expectedMs) => {
    const id = await running(soundMs);
    await calls.recover(ours.id, id);
    const call = await calls.get(tia, id);
    expect(call).toMatchObject({ endReason: 'crashed', durationMs: expectedMs });
    expect(Date.parse(call.endedAt ?? '') - Date.parse(call.startedAt)).toBe(expectedMs);
  });

  it('that ends in the usual way takes as long as its log says', async () => {
    const id = await running(LOGGED_MS + 4_500);
    await calls.finish(ours.id, id, 'trainee_hung_up');
    expect(await calls.get(tia, id)).toMatchObject({ durationMs: LOGGED_MS });
  });
});
