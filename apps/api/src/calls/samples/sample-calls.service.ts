import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { PersonasService } from '../../personas/personas.service';
import { CallsService } from '../calls.service';
import { sampleEvents } from './sample-events';
import { SAMPLE_TRANSCRIPTS } from './sample-transcripts';

const DAY_MS = 86_400_000;

/** Writes sample calls through the same doors as real ones; scores and metrics come from the jobs. */
@Injectable()
export class SampleCallsService {
  constructor(
    private readonly calls: CallsService,
    private readonly personas: PersonasService,
  ) {}

  async write(organizationId: string, memberIds: readonly [string, ...string[]]): Promise<void> {
    for (const [index, transcript] of SAMPLE_TRANSCRIPTS.entries()) {
      const persona = await this.personas.pinBuiltIn(organizationId, transcript.personaKey);
      if (!persona) continue;
      const id = randomUUID();
      await this.calls.begin(organizationId, {
        id,
        memberId: memberIds[index % memberIds.length] ?? memberIds[0],
        personaId: persona.id,
        personaVersion: persona.version,
        personaName: persona.definition.name,
        personaTitle: persona.definition.title,
        mode: persona.definition.mode,
        channel: 'browser',
        engine: 'scripted',
        brief: transcript.brief ?? null,
        sample: true,
        startedAt: new Date(Date.now() - transcript.daysAgo * DAY_MS),
      });
      await this.calls.appendEvents(organizationId, id, sampleEvents(transcript.lines));
      await this.calls.finish(organizationId, id, 'trainee_hung_up');
    }
  }
}
