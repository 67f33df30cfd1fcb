import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Personas1700000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE personas (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        id uuid PRIMARY KEY,
        built_in_key text,
        version integer NOT NULL,
        name text NOT NULL,
        mode text NOT NULL,
        definition jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at timestamptz(3)
      )`);
    await runner.query(`
      CREATE INDEX personas_by_name ON personas (organization_id, lower(name), id)
      WHERE deleted_at IS NULL`);
    await runner.query(`
      CREATE INDEX personas_by_change ON personas (organization_id, updated_at DESC, id)
      WHERE deleted_at IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX personas_by_key ON personas (organization_id, built_in_key)
      WHERE built_in_key IS NOT NULL`);
    await runner.query(`
      CREATE TABLE persona_versions (
        organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
        persona_id uuid NOT NULL REFERENCES personas (id) ON DELETE CASCADE,
        version integer NOT NULL,
        definition jsonb NOT NULL,
        created_by uuid,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (persona_id, version)
      )`);
    await runner.query(
      'CREATE INDEX persona_versions_by_organization ON persona_versions (organization_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE persona_versions');
    await runner.query('DROP TABLE personas');
  }
}
