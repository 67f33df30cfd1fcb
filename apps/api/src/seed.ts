import type { INestApplicationContext } from '@nestjs/common';
import { SampleCallsService } from './calls/samples/sample-calls.service';
import { AppConfig } from './config/app-config';
import { type FirstOrganization, FirstRunService } from './organizations/first-run.service';
import { SampleMembersService } from './organizations/sample-members.service';
import { PersonasService } from './personas/personas.service';

/**
 * On the first start: an organization, its administrator and, when wished, samples. Later only personas
 * that the catalogue has gained since.
 */
export const seed = async (app: INestApplicationContext): Promise<FirstOrganization> => {
  const config = app.get(AppConfig);
  const first = await app.get(FirstRunService).ensureFirstOrganization(config.admin);
  await app.get(PersonasService).ensureBuiltIn(first.organizationId);
  if (first.created && config.seedDemo) await seedSamples(app, first.organizationId);
  return first;
};

const seedSamples = async (app: INestApplicationContext, organizationId: string): Promise<void> => {
  const [someone, ...others] = await app
    .get(SampleMembersService)
    .ensureSampleTrainees(organizationId);
  if (someone === undefined) return;
  await app.get(SampleCallsService).write(organizationId, [someone, ...others]);
};
