import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';

type Whose = { organizationId: string; memberId: string };

/** A telephone call that was held a while ago; its id. */
export const insertPhoneCall = async (
  database: DataSource,
  { organizationId, memberId }: Whose,
): Promise<string> => {
  const id = randomUUID();
  await database.query(
    `INSERT INTO calls
       (organization_id, id, member_id, persona_id, persona_version, persona_name, persona_title,
        mode, channel, engine, state, started_at, last_seen_at)
     SELECT $1, $2, $3, persona_id, version, 'James', 'Head of sales', 'cold_call', 'phone',
       'scripted', 'ready', now(), now()
     FROM persona_versions LIMIT 1`,
    [organizationId, id, memberId],
  );
  return id;
};
