import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One telephone connection, from the first ring to the last word, over however many calls. */
export class PhoneLines1700000001310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE phone_lines (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY,
        call_sid text UNIQUE,
        phone_number_id uuid REFERENCES phone_numbers (id) ON DELETE SET NULL,
        member_id uuid NOT NULL REFERENCES members (id),
        direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
        state text NOT NULL CHECK (state IN ('scheduled', 'ringing', 'connected', 'ended')),
        persona_id uuid REFERENCES personas (id),
        token_hash text UNIQUE,
        token_expires_at timestamptz(3),
        call_id uuid REFERENCES calls (id) ON DELETE SET NULL,
        outcome text,
        carrier_status text,
        carrier_seconds integer,
        due_at timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        connected_at timestamptz(3),
        ended_at timestamptz(3)
      )`);
    await runner.query(`
      CREATE INDEX phone_lines_by_member ON phone_lines (organization_id, member_id, created_at DESC)`);
    await runner.query(`
      CREATE INDEX phone_lines_open ON phone_lines (state, created_at) WHERE state <> 'ended'`);
    await runner.query(`
      CREATE INDEX phone_lines_by_call ON phone_lines (call_id)`);
    await runner.query(`
      CREATE INDEX phone_lines_by_number ON phone_lines (phone_number_id)`);
    await runner.query(`
      CREATE TABLE call_shares (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
        token_hash text PRIMARY KEY,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL
      )`);
    await runner.query('CREATE INDEX call_shares_by_call ON call_shares (call_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE call_shares');
    await runner.query('DROP TABLE phone_lines');
  }
}
