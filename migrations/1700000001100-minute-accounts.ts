import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The account row carries the sums, because it is what calls lock; the entries tell how they came about.
 * Neither a caller nor a call is referenced: both may come into being after their minutes are set aside.
 */
export class MinuteAccounts1700000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE minute_accounts (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner text NOT NULL CHECK (owner IN ('organization', 'member', 'caller')),
        member_id uuid,
        caller_id uuid,
        granted_ms bigint NOT NULL DEFAULT 0 CHECK (granted_ms >= 0),
        settled_ms bigint NOT NULL DEFAULT 0 CHECK (settled_ms >= 0),
        reserved_ms bigint NOT NULL DEFAULT 0 CHECK (reserved_ms >= 0),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        lifted_at timestamptz(3),
        UNIQUE (organization_id, id),
        FOREIGN KEY (organization_id, member_id)
          REFERENCES members (organization_id, id) ON DELETE CASCADE,
        CONSTRAINT minute_accounts_never_overdrawn CHECK (granted_ms >= settled_ms + reserved_ms),
        CHECK ((owner = 'member') = (member_id IS NOT NULL)),
        CHECK ((owner = 'caller') = (caller_id IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX minute_accounts_of_organization ON minute_accounts (organization_id)
      WHERE owner = 'organization'`);
    await runner.query(`
      CREATE UNIQUE INDEX minute_accounts_of_member ON minute_accounts (organization_id, member_id)
      WHERE member_id IS NOT NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX minute_accounts_of_caller ON minute_accounts (organization_id, caller_id)
      WHERE caller_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE minute_entries (
        organization_id uuid NOT NULL,
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('grant', 'reserve', 'settle', 'release', 'refund')),
        amount_ms bigint NOT NULL CHECK (kind = 'grant' OR amount_ms >= 0),
        left_ms bigint NOT NULL CHECK (left_ms >= 0),
        reason text NOT NULL,
        call_id uuid,
        member_id uuid REFERENCES members (id) ON DELETE SET NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        FOREIGN KEY (organization_id, account_id)
          REFERENCES minute_accounts (organization_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE INDEX minute_entries_by_account
      ON minute_entries (organization_id, account_id, position DESC)`);
    await runner.query(`
      CREATE TABLE minute_reservations (
        organization_id uuid NOT NULL,
        call_id uuid NOT NULL,
        account_id uuid NOT NULL,
        reserved_ms bigint NOT NULL CHECK (reserved_ms > 0),
        charged_ms bigint CHECK (charged_ms BETWEEN 0 AND reserved_ms),
        refunded boolean NOT NULL DEFAULT false CHECK (NOT refunded OR charged_ms IS NOT NULL),
        reserved_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (organization_id, call_id),
        FOREIGN KEY (organization_id, account_id)
          REFERENCES minute_accounts (organization_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`
      CREATE INDEX minute_reservations_open ON minute_reservations (reserved_at)
      WHERE charged_ms IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE minute_reservations');
    await runner.query('DROP TABLE minute_entries');
    await runner.query('DROP TABLE minute_accounts');
  }
}
