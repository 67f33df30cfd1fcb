import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { Recordings1700000000600 } from '../../../migrations/1700000000600-recordings';
import { RecordingCare1700000001450 } from '../../../migrations/1700000001450-recording-care';
import { KeptConsent1700000001451 } from '../../../migrations/1700000001451-kept-consent';
import { RingRefusals1700000001452 } from '../../../migrations/1700000001452-ring-refusals';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database';

const OURS = [RecordingCare1700000001450, KeptConsent1700000001451, RingRefusals1700000001452];

describe('The migrations of recordings', () => {
  let database: TestDatabase;
  let source: DataSource;

  const upTo = (last: (typeof migrations)[number]) =>
    new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: migrations.slice(0, migrations.indexOf(last) + 1),
    });
  const run = async (last: (typeof migrations)[number]): Promise<void> => {
    if (source?.isInitialized) await source.destroy();
    source = upTo(last);
    await source.initialize();
    await source.runMigrations();
  };
  const sql = async <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
    source.query(text, parameters);

  beforeAll(async () => {
    database = await createEmptyDatabase();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('keep waveforms and consent, up and back and up again', async () => {
    const before = migrations[migrations.indexOf(RecordingCare1700000001450) - 1];
    await run(before ?? Recordings1700000000600);
    const [organization] = await sql<{ id: string }>(
      `INSERT INTO organizations (name) VALUES ('Ours') RETURNING id`,
    );
    const [member] = await sql<{ id: string }>(
      `INSERT INTO members (organization_id, email, name, role)
       VALUES ($1, 'a@example.com', 'Ann', 'trainee') RETURNING id`,
      [organization?.id],
    );
    const [call] = await sql<{ id: string }>(
      `INSERT INTO calls (organization_id, id, member_id, channel, engine, state, started_at,
         last_seen_at, recording_consent)
       VALUES ($1, gen_random_uuid(), $2, 'phone', 'scripted', 'ready', now(), now(), 'given')
       RETURNING id`,
      [organization?.id, member?.id],
    );
    const peaks = { trainee: [0, 0.5, 1], persona: [1, 0.251, 0.004] };
    await sql(
      `INSERT INTO recordings (organization_id, call_id, object_key, sha256, duration_ms, bytes, peaks)
       VALUES ($1, $2, 'recordings/a.mp3', 'abc', 1000, 10, $3)`,
      [organization?.id, call?.id, JSON.stringify(peaks)],
    );

    await run(RingRefusals1700000001452);
    const [packed] = await sql<{ peaks: Buffer }>('SELECT peaks FROM recordings');
    expect([...(packed?.peaks ?? [])]).toEqual([0, 128, 255, 255, 64, 1]);
    expect(await sql('SELECT consent_by, consent_at = started_at AS same FROM calls')).toEqual([
      { consent_by: 'telephone', same: true },
    ]);
    await sql(`UPDATE calls SET recording_consent = 'off'`);

    for (let undone = 0; undone < OURS.length; undone += 1) await source.undoLastMigration();
    expect(await sql('SELECT peaks FROM recordings')).toEqual([
      { peaks: { trainee: [0, 0.502, 1], persona: [1, 0.251, 0.004] } },
    ]);
    expect(await sql('SELECT recording_consent FROM calls')).toEqual([{ recording_consent: null }]);

    await source.runMigrations();
    const [again] = await sql<{ peaks: Buffer }>('SELECT peaks FROM recordings');
    expect(again?.peaks.equals(packed?.peaks ?? Buffer.of())).toBe(true);
  });

  it('begin every table with the organization', async () => {
    const rows = await sql<{ first: string }>(
      `SELECT column_name AS first FROM information_schema.columns
       WHERE table_schema = 'public' AND ordinal_position = 1
         AND table_name IN ('recording_policies', 'deletion_receipts', 'recordings')`,
    );
    expect(rows.map(({ first }) => first)).toEqual(Array(3).fill('organization_id'));
  });
});
