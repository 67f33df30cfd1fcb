import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deleted team keeps its row: the ledger of its minutes still has to say whose they were. */
const UP = [
  `CREATE TABLE teams (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    deleted_at timestamptz(3),
    UNIQUE (organization_id, id)
  )`,
  `CREATE UNIQUE INDEX teams_by_name ON teams (organization_id, lower(name))
   WHERE deleted_at IS NULL`,
  'ALTER TABLE members ADD COLUMN team_id uuid',
  `ALTER TABLE members ADD CONSTRAINT members_team_of_organization
   FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id)`,
  `CREATE INDEX members_by_team ON members (organization_id, team_id) WHERE team_id IS NOT NULL`,
];

export class Teams1700000001410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE members DROP COLUMN team_id');
    await runner.query('DROP TABLE teams');
  }
}
