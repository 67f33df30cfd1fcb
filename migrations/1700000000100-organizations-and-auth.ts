import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Timestamps that a list pages by hold milliseconds, because that is what a cursor can carry.
 * Only `attempt_counts` belongs to no organization: it counts before anyone is known.
 */
const TABLES = [
  `CREATE TABLE organizations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    time_zone text NOT NULL DEFAULT 'UTC',
    created_at timestamptz(3) NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE members (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'coach', 'trainee')),
    password_hash text,
    suspended boolean NOT NULL DEFAULT false,
    sample boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    last_seen_at timestamptz(3),
    deleted_at timestamptz(3),
    UNIQUE (organization_id, id)
  )`,
  `CREATE TABLE sign_in_sessions (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    token_hash text NOT NULL UNIQUE,
    user_agent text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    last_seen_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE api_keys (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'coach', 'trainee')),
    secret_hash text NOT NULL UNIQUE,
    created_at timestamptz(3) NOT NULL,
    last_used_at timestamptz(3),
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE password_resets (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    token_hash text NOT NULL UNIQUE,
    expires_at timestamptz(3) NOT NULL,
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE invitations (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL,
    role text NOT NULL CHECK (role IN ('admin', 'coach', 'trainee')),
    token_hash text NOT NULL UNIQUE,
    invited_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    accepted_at timestamptz(3),
    FOREIGN KEY (organization_id, invited_by)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE attempt_counts (
    subject text PRIMARY KEY,
    attempts integer NOT NULL,
    ends_at timestamptz(3) NOT NULL
  )`,
];

const INDEXES = [
  'CREATE UNIQUE INDEX members_by_email ON members (lower(email)) WHERE deleted_at IS NULL',
  `CREATE INDEX members_by_name ON members (organization_id, lower(name), id)
   WHERE deleted_at IS NULL`,
  `CREATE INDEX members_by_creation ON members (organization_id, created_at, id)
   WHERE deleted_at IS NULL`,
  'CREATE INDEX sign_in_sessions_by_member ON sign_in_sessions (organization_id, member_id)',
  'CREATE INDEX sign_in_sessions_by_end ON sign_in_sessions (expires_at)',
  'CREATE INDEX api_keys_by_member ON api_keys (organization_id, member_id)',
  'CREATE INDEX password_resets_by_member ON password_resets (organization_id, member_id)',
  `CREATE UNIQUE INDEX invitations_pending ON invitations (organization_id, lower(email))
   WHERE accepted_at IS NULL`,
  'CREATE INDEX invitations_by_inviter ON invitations (organization_id, invited_by)',
  'CREATE INDEX attempt_counts_by_end ON attempt_counts (ends_at)',
];

const TABLE_NAMES = [
  'attempt_counts',
  'invitations',
  'password_resets',
  'api_keys',
  'sign_in_sessions',
  'members',
  'organizations',
];

export class OrganizationsAndAuth1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLE_NAMES) await runner.query(`DROP TABLE ${table}`);
  }
}
