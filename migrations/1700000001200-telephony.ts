import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A guest is an unknown caller: a member who has no address, no password and only telephone calls.
 * Each number is recognised by one row: the guest's, or that of the member who verified it.
 */
const UP = [
  'ALTER TABLE members ADD COLUMN guest boolean NOT NULL DEFAULT false',
  'ALTER TABLE members ALTER COLUMN email DROP NOT NULL',
  `ALTER TABLE members ADD CONSTRAINT members_guests_cannot_sign_in CHECK (
     CASE WHEN guest THEN email IS NULL AND password_hash IS NULL AND role = 'trainee'
          ELSE email IS NOT NULL END)`,
  `CREATE TABLE phone_numbers (
    organization_id uuid NOT NULL,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    number text NOT NULL CHECK (number ~ '^\\+[1-9][0-9]{6,14}$'),
    guest boolean NOT NULL DEFAULT false,
    verified_at timestamptz(3),
    blocked boolean NOT NULL DEFAULT false,
    code_hash text,
    code_expires_at timestamptz(3),
    code_tries integer NOT NULL DEFAULT 0,
    code_sent_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, member_id, number),
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE,
    CHECK (NOT guest OR verified_at IS NULL)
  )`,
  `CREATE UNIQUE INDEX phone_numbers_recognised ON phone_numbers (number)
   WHERE guest OR verified_at IS NOT NULL`,
  'CREATE INDEX phone_numbers_by_creation ON phone_numbers (organization_id, created_at, id)',
  `CREATE TABLE caller_merges (
    organization_id uuid NOT NULL,
    guest_id uuid PRIMARY KEY,
    member_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    FOREIGN KEY (organization_id, guest_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, member_id)
      REFERENCES members (organization_id, id) ON DELETE CASCADE
  )`,
  `CREATE TABLE sms_messages (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    phone_number_id uuid REFERENCES phone_numbers (id) ON DELETE SET NULL,
    purpose text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'delivered', 'failed')),
    body text,
    twilio_sid text UNIQUE,
    error_code text,
    segments integer,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CHECK (state <> 'queued' OR body IS NOT NULL)
  )`,
  `CREATE INDEX sms_messages_queued ON sms_messages (created_at) WHERE state = 'queued'`,
  'CREATE INDEX sms_messages_by_number ON sms_messages (phone_number_id)',
  `CREATE TABLE audit_entries (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id uuid NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    at timestamptz(3) NOT NULL,
    FOREIGN KEY (organization_id, member_id) REFERENCES members (organization_id, id)
  )`,
  'CREATE INDEX audit_entries_by_time ON audit_entries (organization_id, at, id)',
];

const DOWN = [
  'DROP TABLE audit_entries',
  'DROP TABLE sms_messages',
  'DROP TABLE caller_merges',
  'DROP TABLE phone_numbers',
  'ALTER TABLE members DROP CONSTRAINT members_guests_cannot_sign_in',
  `UPDATE members SET email = id || '@guests.invalid', deleted_at = coalesce(deleted_at, now())
   WHERE guest`,
  'ALTER TABLE members ALTER COLUMN email SET NOT NULL',
  'ALTER TABLE members DROP COLUMN guest',
];

export class Telephony1700000001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
