import { SampleCallsService } from '../../../apps/api/src/calls/samples/sample-calls.service';
import type { PracticeStage } from '../../e2e/practice/practice-stage';
import { eventually } from './eventually';

type Listed = { items: { id: string; state: string; member: { id: string } }[] };

/** Rounds of the sample calls held by one member, finished with everything that comes after a call. */
export const writeHistory = async (
  stage: PracticeStage,
  email: string,
  rounds = 1,
): Promise<void> => {
  const { body } = await stage.get(`/api/members?q=${encodeURIComponent(email)}`, stage.admin);
  const [member] = (body as { items: { id: string }[] }).items;
  if (!member) throw new Error(`Nobody is ${email}.`);
  const samples = stage.app.get(SampleCallsService);
  for (let round = 0; round < rounds; round += 1) {
    await samples.write(stage.organizationId, [member.id]);
  }
  await eventually(
    async () => {
      const path = `/api/calls?limit=100&memberId=${member.id}`;
      const { items } = (await stage.get(path, stage.admin)).body as Listed;
      return items.filter(({ state }) => state !== 'ready').length;
    },
    (unfinished) => unfinished === 0,
    60_000,
  );
};
