import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUMMED = [
  'duration_ms',
  'tokens',
  'characters',
  'cost_micro_usd',
  'recognition_micro_usd',
  'language_model_micro_usd',
  'speech_micro_usd',
  'carrier_micro_usd',
  'messages_micro_usd',
  'storage_micro_usd',
  'scoring_micro_usd',
  'speculation_micro_usd',
  'turns',
  'interruptions',
  'answers',
  'speculations_used',
  'speculations_discarded',
];

const KEYS = `organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL`;

/**
 * Roll-ups by persona, by the week, of endings and of failures. As in the others, empty text in a key
 * means none, and `*` means all together.
 */
const TABLES = {
  persona_days: `
    ${KEYS},
    persona_id text NOT NULL,
    calls integer NOT NULL,
    practised_ms bigint NOT NULL,
    ${SUMMED.map((name) => `${name} bigint NOT NULL`).join(',\n    ')},
    unpriced boolean NOT NULL,
    failed integer NOT NULL,
    PRIMARY KEY (organization_id, persona_id, day, mode, channel, engine)`,
  persona_usage_days: `
    ${KEYS},
    persona_id text NOT NULL,
    component text NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    unit text NOT NULL,
    purpose text NOT NULL,
    records integer NOT NULL,
    quantity bigint NOT NULL,
    cost_micro_usd bigint NOT NULL,
    unpriced integer NOT NULL,
    PRIMARY KEY (organization_id, persona_id, day, mode, channel, engine, component, provider, model,
      unit, purpose)`,
  persona_criterion_days: `
    ${KEYS},
    persona_id text NOT NULL,
    criterion text NOT NULL,
    name text NOT NULL,
    n integer NOT NULL,
    points numeric NOT NULL,
    squares numeric NOT NULL,
    PRIMARY KEY (organization_id, persona_id, day, mode, channel, engine, criterion)`,
  practice_weeks: `
    ${KEYS},
    persona_id text NOT NULL,
    calls integer NOT NULL,
    duration_ms bigint NOT NULL,
    trainees integer NOT NULL,
    samples integer NOT NULL,
    scored integer NOT NULL,
    scores numeric NOT NULL,
    squares numeric NOT NULL,
    PRIMARY KEY (organization_id, persona_id, mode, channel, engine, day)`,
  ending_days: `
    ${KEYS},
    end_reason text NOT NULL,
    calls integer NOT NULL,
    failed boolean NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine, end_reason)`,
  failure_days: `
    ${KEYS},
    stage text NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL,
    fatal boolean NOT NULL,
    failures integer NOT NULL,
    calls integer NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine, stage, provider, kind, fatal)`,
};

/** Those written day by day are found by it again when the day is. */
const BY_DAY = ['persona_days', 'persona_usage_days', 'persona_criterion_days', 'practice_weeks'];

/**
 * The wait below which a share of all lies, or null of none: in a bucket waits lie evenly on a scale of
 * ratios. The same as the reports reckon for histograms that are merged.
 */
const QUANTILE = `
  CREATE FUNCTION latency_quantile(buckets smallint[], counts integer[], share float8) RETURNS integer
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
  DECLARE
    wanted float8 := 0;
    upto float8 := 0;
  BEGIN
    FOR at IN 1 .. cardinality(counts) LOOP
      wanted := wanted + counts[at];
    END LOOP;
    wanted := share * wanted;
    FOR at IN 1 .. cardinality(counts) LOOP
      upto := upto + counts[at];
      IF upto >= wanted THEN
        RETURN CASE WHEN buckets[at] = 0 THEN 0 ELSE round(exp(
          (buckets[at] - 1 + (wanted - upto + counts[at]) / counts[at]) * ln(1.05::float8))) END;
      END IF;
    END LOOP;
    RETURN NULL;
  END $$`;

/** Of histograms nobody has to merge with others, which are those of all answers and of personas. */
const KEPT = `mode = '*' AND provider = '*'`;
const kept = (column: string, value: string) =>
  `ADD COLUMN ${column} integer GENERATED ALWAYS AS (CASE WHEN ${KEPT} THEN ${value} END) STORED`;

const COVERED =
  'member_id, mode, channel, engine, sample, duration_ms, answers, score, end_reason, failed, call_id';

export class FinerReportFacts1700000001460 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await runner.query(`CREATE TABLE ${table} (${columns})`);
    }
    for (const table of BY_DAY) {
      await runner.query(`CREATE INDEX ${table}_by_day ON ${table} (organization_id, day)`);
    }
    await runner.query(QUANTILE);
    await runner.query(`
      CREATE FUNCTION total_of(counts integer[]) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (SELECT sum(n) FROM unnest(counts) n)::integer`);
    await runner.query(`
      ALTER TABLE latency_spans
        DROP CONSTRAINT latency_spans_span_check,
        ADD CONSTRAINT latency_spans_span_check CHECK (span IN ('day', 'week', 'month')),
        ${kept('n', 'total_of(counts)')},
        ${kept('p50_ms', 'latency_quantile(buckets, counts, 0.5)')},
        ${kept('p95_ms', 'latency_quantile(buckets, counts, 0.95)')}`);
    await runner.query('DROP INDEX call_facts_by_persona');
    await runner.query(`
      CREATE INDEX call_facts_by_persona ON call_facts (organization_id, persona_id, day)
      INCLUDE (${COVERED})`);
    await runner.query(`
      INSERT INTO fact_rebuilds (organization_id, reason)
      SELECT DISTINCT organization_id, 'more_figures' FROM usage_days
      ON CONFLICT (organization_id) DO UPDATE SET reason = excluded.reason, requested_at = now(),
        reached = NULL, done = 0, total = NULL, finished_at = NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX call_facts_by_persona');
    await runner.query(
      'CREATE INDEX call_facts_by_persona ON call_facts (organization_id, persona_id, day)',
    );
    await runner.query(`DELETE FROM latency_spans WHERE span = 'week' OR provider = '*'`);
    await runner.query(`
      ALTER TABLE latency_spans DROP COLUMN p95_ms, DROP COLUMN p50_ms, DROP COLUMN n,
        DROP CONSTRAINT latency_spans_span_check,
        ADD CONSTRAINT latency_spans_span_check CHECK (span IN ('day', 'month'))`);
    await runner.query('DROP FUNCTION total_of(integer[])');
    await runner.query('DROP FUNCTION latency_quantile(smallint[], integer[], float8)');
    for (const table of Object.keys(TABLES)) await runner.query(`DROP TABLE ${table}`);
  }
}
