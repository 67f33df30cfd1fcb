import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an account has left is made of lots, each with an end of its own. The account's row still
 * carries the sums and is what calls lock: the lots of an account always add up to what it has left,
 * or to nothing where it is over.
 */
const UP = [
  `ALTER TABLE minute_accounts
     ADD COLUMN team_id uuid,
     ADD COLUMN over_ms bigint NOT NULL DEFAULT 0 CHECK (over_ms >= 0),
     DROP CONSTRAINT minute_accounts_owner_check,
     ADD CONSTRAINT minute_accounts_owner_check
       CHECK (owner IN ('organization', 'team', 'member', 'caller')),
     ADD CONSTRAINT minute_accounts_of_a_team CHECK ((owner = 'team') = (team_id IS NOT NULL)),
     ADD CONSTRAINT minute_accounts_team_of_organization
       FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id),
     DROP CONSTRAINT minute_accounts_never_overdrawn,
     ADD CONSTRAINT minute_accounts_never_overdrawn
       CHECK (granted_ms + over_ms >= settled_ms + reserved_ms)`,
  `CREATE UNIQUE INDEX minute_accounts_of_team ON minute_accounts (organization_id, team_id)
   WHERE team_id IS NOT NULL`,
  `CREATE TABLE minute_codes (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code_hash text NOT NULL,
    name text NOT NULL,
    amount_ms bigint NOT NULL CHECK (amount_ms > 0),
    lasts_days integer CHECK (lasts_days > 0),
    expires_at timestamptz(3),
    most_redemptions integer NOT NULL CHECK (most_redemptions > 0),
    redemptions integer NOT NULL DEFAULT 0 CHECK (redemptions BETWEEN 0 AND most_redemptions),
    created_by uuid,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    revoked_at timestamptz(3),
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, code_hash)
  )`,
  'CREATE INDEX minute_codes_by_creation ON minute_codes (organization_id, created_at, id)',
  `CREATE TABLE minute_grants (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL,
    source text NOT NULL
      CHECK (source IN ('manual', 'monthly', 'code', 'welcome', 'bonus', 'refund')),
    amount_ms bigint NOT NULL CHECK (amount_ms > 0),
    left_ms bigint NOT NULL CHECK (left_ms BETWEEN 0 AND amount_ms),
    expires_at timestamptz(3),
    period date,
    code_id uuid,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, account_id)
      REFERENCES minute_accounts (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, code_id) REFERENCES minute_codes (organization_id, id),
    CHECK ((source = 'monthly') = (period IS NOT NULL)),
    CHECK ((source = 'code') = (code_id IS NOT NULL))
  )`,
  // The month is given once, and so is a code to whoever holds an account, however many try.
  'CREATE UNIQUE INDEX minute_grants_once_a_month ON minute_grants (account_id, period)',
  'CREATE UNIQUE INDEX minute_grants_once_a_code ON minute_grants (account_id, code_id)',
  `CREATE INDEX minute_grants_live ON minute_grants (organization_id, account_id)
   WHERE left_ms > 0`,
  `CREATE INDEX minute_grants_by_end ON minute_grants (expires_at)
   WHERE left_ms > 0 AND expires_at IS NOT NULL`,
  `CREATE TABLE minute_allowances (
    organization_id uuid NOT NULL,
    account_id uuid PRIMARY KEY,
    monthly_ms bigint NOT NULL CHECK (monthly_ms > 0),
    roll_over boolean NOT NULL,
    cap_ms bigint CHECK (cap_ms IS NULL OR (cap_ms >= 0 AND roll_over)),
    set_at timestamptz(3) NOT NULL DEFAULT now(),
    FOREIGN KEY (organization_id, account_id)
      REFERENCES minute_accounts (organization_id, id) ON DELETE CASCADE
  )`,
  `ALTER TABLE minute_entries
     ADD COLUMN grant_id uuid,
     ADD CONSTRAINT minute_entries_of_a_grant
       FOREIGN KEY (organization_id, grant_id) REFERENCES minute_grants (organization_id, id),
     DROP CONSTRAINT minute_entries_left_ms_check,
     DROP CONSTRAINT minute_entries_kind_check,
     ADD CONSTRAINT minute_entries_kind_check CHECK (kind IN
       ('grant', 'reserve', 'settle', 'release', 'refund', 'expire', 'allowance', 'limit'))`,
  `CREATE INDEX minute_entries_spent ON minute_entries (organization_id, account_id, created_at)
   WHERE kind IN ('settle', 'refund')`,
  'CREATE INDEX minute_entries_by_call ON minute_entries (organization_id, call_id)',
  `ALTER TABLE minute_reservations
     ADD COLUMN member_id uuid,
     ADD COLUMN partner text,
     ADD COLUMN lots jsonb NOT NULL DEFAULT '[]'`,
  `CREATE INDEX minute_reservations_by_member ON minute_reservations (organization_id, member_id)
   WHERE member_id IS NOT NULL`,
  `UPDATE minute_reservations SET partner = calls.persona_name,
     member_id = CASE WHEN members.guest THEN NULL ELSE calls.member_id END
   FROM calls JOIN members ON members.id = calls.member_id
   WHERE calls.id = minute_reservations.call_id
     AND calls.organization_id = minute_reservations.organization_id`,
  `INSERT INTO minute_grants (organization_id, account_id, source, amount_ms, left_ms)
   SELECT organization_id, id, 'manual', granted_ms - settled_ms - reserved_ms,
     granted_ms - settled_ms - reserved_ms
   FROM minute_accounts WHERE granted_ms > settled_ms + reserved_ms`,
];

/** Debts and accounts of teams have no place in the older tables. */
const DOWN = [
  `DELETE FROM minute_accounts WHERE owner = 'team'`,
  `UPDATE minute_accounts SET granted_ms = settled_ms + reserved_ms
   WHERE granted_ms < settled_ms + reserved_ms`,
  `ALTER TABLE minute_reservations DROP COLUMN lots, DROP COLUMN partner, DROP COLUMN member_id`,
  'DROP INDEX minute_entries_by_call',
  'DROP INDEX minute_entries_spent',
  `DELETE FROM minute_entries WHERE kind IN ('allowance', 'limit')`,
  `UPDATE minute_entries SET kind = 'grant', amount_ms = -amount_ms WHERE kind = 'expire'`,
  'UPDATE minute_entries SET left_ms = 0 WHERE left_ms < 0',
  `ALTER TABLE minute_entries
     DROP COLUMN grant_id,
     ADD CONSTRAINT minute_entries_left_ms_check CHECK (left_ms >= 0),
     DROP CONSTRAINT minute_entries_kind_check,
     ADD CONSTRAINT minute_entries_kind_check
       CHECK (kind IN ('grant', 'reserve', 'settle', 'release', 'refund'))`,
  'DROP TABLE minute_allowances',
  'DROP TABLE minute_grants',
  'DROP TABLE minute_codes',
  `ALTER TABLE minute_accounts
     DROP CONSTRAINT minute_accounts_never_overdrawn,
     DROP COLUMN over_ms,
     DROP COLUMN team_id,
     ADD CONSTRAINT minute_accounts_never_overdrawn CHECK (granted_ms >= settled_ms + reserved_ms),
     DROP CONSTRAINT minute_accounts_owner_check,
     ADD CONSTRAINT minute_accounts_owner_check
       CHECK (owner IN ('organization', 'member', 'caller'))`,
];

export class MinuteLots1700000001411 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
