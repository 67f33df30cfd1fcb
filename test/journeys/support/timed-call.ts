import { randomUUID } from 'node:crypto';
import type { VoiceEventBody } from '@sparline/voice';
import { CallsService } from '../../../apps/api/src/calls/calls.service';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import { FactsService } from '../../../apps/api/src/reports/facts/facts.service';
import type { PracticeStage } from '../../e2e/practice/practice-stage';
import { type TimedTurn, timedLog } from '../../support/timed-log';

const PARTS = {
  recogniser: { provider: 'deepgram', model: 'nova-3' },
  languageModel: { provider: 'openai', model: 'gpt-4.1-mini' },
  voice: { provider: 'cartesia', model: 'sonic-3' },
};
const TURNS: readonly TimedTurn[] = [
  {
    ...PARTS,
    eotDelayMs: 420,
    finalDelayMs: 210,
    firstTokenMs: 310,
    firstAudioMs: 90,
    transportMs: 80,
    said: ['Hello Sarah, do you have half a minute?', 'Half a minute. Go ahead.'],
  },
  {
    ...PARTS,
    eotDelayMs: 650,
    finalDelayMs: 340,
    firstTokenMs: 520,
    firstAudioMs: 130,
    transportMs: 110,
    said: ['How do invoices get approved at your agency?', 'By email, mostly. It is a mess.'],
  },
];

/** A call that was spoken and measured, held by a member now; what it taught is kept as well. */
export const writeTimedCall = async (stage: PracticeStage, email: string): Promise<string> => {
  const { organizationId } = stage;
  const { body } = await stage.get(`/api/members?q=${encodeURIComponent(email)}`, stage.admin);
  const [member] = (body as { items: { id: string }[] }).items;
  if (!member) throw new Error(`Nobody is ${email}.`);
  const personas = stage.app.get(PersonasService);
  const persona = await personas.pin(organizationId, {
    personaId: await stage.personaId('Sarah'),
  });
  const calls = stage.app.get(CallsService);
  const id = randomUUID();
  await calls.begin(organizationId, {
    id,
    memberId: member.id,
    personaId: persona.id,
    personaVersion: persona.version,
    personaName: persona.definition.name,
    personaTitle: persona.definition.title,
    mode: 'cold_call',
    channel: 'browser',
    engine: 'pipeline',
    brief: null,
    sample: false,
    startedAt: new Date(Date.now() - 60_000),
  });
  const log = timedLog(TURNS);
  const learned: VoiceEventBody = { type: 'pace.learned', pauseMs: 880, pauses: 43 };
  const last = log.at(-1);
  const events = [...log, { seq: log.length, atMs: last?.atMs ?? 0, ...learned }];
  await calls.appendEvents(organizationId, id, events);
  await calls.finish(organizationId, id, 'trainee_hung_up');
  await stage.app.get(FactsService).refresh(organizationId);
  return id;
};
