import { BUILT_IN_PERSONAS } from '@sparline/personas';
import type { Client } from 'pg';

export const GENERATED = 'Generated';
const SMALL_ORGANIZATIONS = 40;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'UTC'];
/** Every built-in persona comes so many times, as personas do once people edit them. */
const VARIATIONS = 3;
const GRANTED_MS = 10_000_000_000_000;

type Plan = { name: string; zone: string; calls: number; members: number };

const plansFor = (calls: number): Plan[] => {
  const largest = Math.round(calls / 2);
  const middle = Math.round(calls / 10);
  const small = Math.max(1, Math.round((calls - largest - middle) / SMALL_ORGANIZATIONS));
  return [
    {
      name: `${GENERATED} largest`,
      zone: 'America/New_York',
      calls: largest,
      members: peopleFor(largest),
    },
    {
      name: `${GENERATED} middle`,
      zone: 'Europe/Berlin',
      calls: middle,
      members: peopleFor(middle),
    },
    ...Array.from({ length: SMALL_ORGANIZATIONS }, (_plan, at) => ({
      name: `${GENERATED} ${at + 1}`,
      zone: ZONES[at % ZONES.length] ?? 'UTC',
      calls: small,
      members: peopleFor(small),
    })),
  ];
};

const peopleFor = (calls: number): number => Math.max(4, Math.round(calls / 250));

/** Organizations, their members, personas, telephone numbers and minutes. */
export async function writePeople(
  client: Client,
  { calls, seed }: { calls: number; seed: number },
): Promise<void> {
  await client.query(`
    CREATE UNLOGGED TABLE generated_organizations (place integer PRIMARY KEY, id uuid, name text,
      zone text, first_call bigint, last_call bigint, people integer);
    CREATE UNLOGGED TABLE generated_personas (organization uuid, place integer, id uuid, name text,
      title text, mode text)`);
  let first = 1;
  for (const [place, plan] of plansFor(calls).entries()) {
    await client.query(
      `INSERT INTO generated_organizations
       VALUES ($1, generated_id($7), $2, $3, $4, $5, $6)`,
      [
        place,
        plan.name,
        plan.zone,
        first,
        first + plan.calls - 1,
        plan.members,
        `organization ${place} of ${seed}`,
      ],
    );
    first += plan.calls;
  }
  await client.query(`
    INSERT INTO organizations (id, name, time_zone, created_at)
    SELECT id, name, zone, now() - interval '2 years' FROM generated_organizations`);
  await client.query(`
    CREATE UNLOGGED TABLE generated_members AS
    SELECT o.id AS organization, n - 1 AS place, generated_id('member' || o.id || n) AS id,
      (ARRAY['Ada','Bela','Chen','Dara','Emil','Fatma','Goran','Hana','Ines','Jonas','Kofi','Lena',
        'Mina','Noor','Omar','Petra','Quinn','Rosa','Sven','Tala'])[1 + n % 20] || ' ' ||
      (ARRAY['Abel','Brandt','Costa','Duarte','Evans','Fischer','Garcia','Huang','Ivanov','Jensen',
        'Kaya','Lopez','Moreau','Novak','Okafor','Popov'])[1 + (n / 20) % 16] || ' ' || n AS name,
      n = 1 AS boss
    FROM generated_organizations o, generate_series(1, o.people) n;
    CREATE UNIQUE INDEX ON generated_members (organization, place);
    INSERT INTO members (organization_id, id, email, name, role, created_at)
    SELECT organization, id, id || '@generated.invalid', name,
      CASE WHEN boss THEN 'admin' WHEN place % 25 = 1 THEN 'coach' ELSE 'trainee' END,
      now() - interval '2 years' + place * interval '1 second'
    FROM generated_members`);
  await writePersonas(client);
  await client.query(`
    INSERT INTO phone_numbers (organization_id, id, member_id, number, verified_at, created_at)
    SELECT organization, generated_id('number' || id), id,
      '+1555' || lpad((row_number() OVER (ORDER BY id))::text, 7, '0'), now(),
      now() - interval '2 years' + place * interval '1 second'
    FROM generated_members WHERE place % 3 = 0`);
  await client.query(`
    INSERT INTO minute_accounts (organization_id, id, owner, member_id, granted_ms)
    SELECT organization, generated_id('account' || id), 'member', id, ${GRANTED_MS}
    FROM generated_members`);
}

async function writePersonas(client: Client): Promise<void> {
  const personas = Array.from({ length: VARIATIONS }, (_variation, at) =>
    BUILT_IN_PERSONAS.map(({ key, definition }) => ({
      key: at === 0 ? key : null,
      definition: at === 0 ? definition : { ...definition, name: `${definition.name} ${at + 1}` },
    })),
  ).flat();
  for (const [place, { key, definition }] of personas.entries()) {
    await client.query(
      `INSERT INTO generated_personas
       SELECT id, $1::integer, generated_id('persona' || id || $1::text), $2, $3, $4 FROM generated_organizations`,
      [place, definition.name, definition.title, definition.mode],
    );
    await client.query(
      `INSERT INTO personas (organization_id, id, built_in_key, version, name, mode, definition)
       SELECT organization, id, $2, 1, name, mode, $3 FROM generated_personas WHERE place = $1`,
      [place, key, definition],
    );
    await client.query(
      `INSERT INTO persona_versions (organization_id, persona_id, version, definition)
       SELECT organization, id, 1, $2 FROM generated_personas WHERE place = $1`,
      [place, definition],
    );
  }
}
