import type { MigrationInterface, QueryRunner } from 'typeorm';

const COMPONENTS = [
  'recognition',
  'language_model',
  'speech',
  'carrier',
  'messages',
  'storage',
  'scoring',
];

/** The columns of a call's facts that are added up by day. */
const SUMMED = [
  'duration_ms',
  'tokens',
  'characters',
  'cost_micro_usd',
  ...COMPONENTS.map((name) => `${name}_micro_usd`),
  'speculation_micro_usd',
  'turns',
  'interruptions',
  'answers',
  'speculations_used',
  'speculations_discarded',
];

/**
 * What reports are made of, derived from the records and from nothing else: a row for each ended call,
 * and roll-ups by day for what a row a call cannot answer fast. Empty text in a key means none, and
 * `*` in the key of a latency means all together.
 */
const TABLES = [
  `CREATE TABLE call_facts (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    call_id uuid PRIMARY KEY REFERENCES calls (id) ON DELETE CASCADE,
    day date NOT NULL,
    started_at timestamptz(3) NOT NULL,
    member_id uuid NOT NULL,
    persona_id uuid,
    mode text,
    channel text NOT NULL,
    engine text NOT NULL,
    sample boolean NOT NULL,
    duration_ms integer NOT NULL,
    ${COMPONENTS.map((name) => `${name}_micro_usd bigint NOT NULL`).join(',\n    ')},
    cost_micro_usd bigint NOT NULL,
    speculation_micro_usd bigint NOT NULL,
    unpriced boolean NOT NULL,
    tokens bigint NOT NULL,
    characters bigint NOT NULL,
    turns integer NOT NULL,
    interruptions integer NOT NULL,
    answers integer NOT NULL,
    speculations_used integer NOT NULL,
    speculations_discarded integer NOT NULL,
    response_p50_ms integer,
    response_p95_ms integer,
    end_reason text NOT NULL,
    failed boolean NOT NULL,
    score real
  )`,
  `CREATE TABLE call_failures (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    call_id uuid NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    stage text NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL,
    fatal boolean NOT NULL,
    failures integer NOT NULL CHECK (failures > 0),
    PRIMARY KEY (call_id, stage, provider, kind, fatal)
  )`,
  `CREATE TABLE call_days (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL,
    calls integer NOT NULL,
    practised_ms bigint NOT NULL,
    ${SUMMED.map((name) => `${name} bigint NOT NULL`).join(',\n    ')},
    unpriced boolean NOT NULL,
    failed integer NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine)
  )`,
  `CREATE TABLE usage_days (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL,
    component text NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    unit text NOT NULL,
    purpose text NOT NULL,
    records integer NOT NULL,
    quantity bigint NOT NULL,
    cost_micro_usd bigint NOT NULL,
    unpriced integer NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine, component, provider, model, unit,
      purpose)
  )`,
  `CREATE TABLE provider_days (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL,
    provider text NOT NULL,
    calls integer NOT NULL,
    duration_ms bigint NOT NULL,
    practised_ms bigint NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine, provider)
  )`,
  `CREATE TABLE criterion_days (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL,
    criterion text NOT NULL,
    name text NOT NULL,
    n integer NOT NULL,
    points numeric NOT NULL,
    squares numeric NOT NULL,
    PRIMARY KEY (organization_id, day, mode, channel, engine, criterion)
  )`,
  `CREATE TABLE latency_spans (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    span text NOT NULL CHECK (span IN ('day', 'month')),
    day date NOT NULL,
    mode text NOT NULL,
    channel text NOT NULL,
    engine text NOT NULL,
    persona text NOT NULL,
    stage smallint NOT NULL,
    provider text NOT NULL,
    model text NOT NULL,
    buckets smallint[] NOT NULL,
    counts integer[] NOT NULL,
    PRIMARY KEY (organization_id, span, mode, persona, day, channel, engine, stage, provider, model)
  )`,
  `CREATE TABLE facts_due (
    organization_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id uuid,
    moment timestamptz,
    CHECK (num_nonnulls(call_id, moment) = 1)
  )`,
  `CREATE TABLE fact_rebuilds (
    organization_id uuid PRIMARY KEY REFERENCES organizations (id) ON DELETE CASCADE,
    reason text NOT NULL,
    requested_at timestamptz(3) NOT NULL DEFAULT now(),
    reached uuid,
    done integer NOT NULL DEFAULT 0,
    total integer,
    finished_at timestamptz(3)
  )`,
  `CREATE TABLE fact_checks (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    checked_at timestamptz(3) NOT NULL,
    calls integer NOT NULL,
    days integer NOT NULL,
    call_differences integer NOT NULL,
    day_differences integer NOT NULL,
    took_ms integer NOT NULL,
    PRIMARY KEY (organization_id, checked_at)
  )`,
];

const COVERED = [
  'member_id, persona_id, mode, channel, engine, sample, duration_ms, cost_micro_usd',
  COMPONENTS.map((name) => `${name}_micro_usd`).join(', '),
  'speculation_micro_usd, unpriced, tokens, characters, turns, interruptions, answers',
  'speculations_used, speculations_discarded, end_reason, failed, score, call_id',
].join(', ');

const INDEXES = [
  `CREATE INDEX call_facts_by_day ON call_facts (organization_id, day) INCLUDE (${COVERED})`,
  `CREATE INDEX call_facts_by_member ON call_facts (organization_id, member_id, mode, started_at)
   INCLUDE (day, score, sample, persona_id, channel, engine, duration_ms)`,
  'CREATE INDEX call_facts_by_persona ON call_facts (organization_id, persona_id, day)',
  'CREATE INDEX calls_by_organization ON calls (organization_id, id)',
  'CREATE INDEX call_failures_by_organization ON call_failures (organization_id)',
  'CREATE INDEX facts_due_by_organization ON facts_due (organization_id, position)',
  `CREATE INDEX usage_records_without_call ON usage_records (organization_id, occurred_at)
   WHERE call_id IS NULL`,
];

/** Whoever changes a record, now or in years, marks what has to be worked out again. */
const FUNCTIONS = [
  `CREATE FUNCTION latency_bucket(ms integer) RETURNS smallint
   LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN CASE WHEN ms < 1 THEN 0 ELSE 1 + floor(ln(ms::float8) / ln(1.05::float8)) END`,
  `CREATE FUNCTION mark_usage_due() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO facts_due (organization_id, call_id, moment)
     SELECT DISTINCT organization_id, call_id,
       CASE WHEN call_id IS NULL THEN date_trunc('hour', occurred_at) END
     FROM changed;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION mark_calls_due() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO facts_due (organization_id, call_id)
     SELECT organization_id, id FROM changed WHERE state <> 'active';
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION mark_changed_calls_due() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO facts_due (organization_id, call_id)
     SELECT changed.organization_id, changed.id FROM changed JOIN before ON before.id = changed.id
     WHERE changed.state <> 'active' AND (before.state = 'active' OR
       (before.member_id, before.persona_id, before.mode, before.channel, before.engine,
         before.sample, before.started_at, before.duration_ms, before.end_reason)
       IS DISTINCT FROM
       (changed.member_id, changed.persona_id, changed.mode, changed.channel, changed.engine,
         changed.sample, changed.started_at, changed.duration_ms, changed.end_reason));
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION mark_days_of_calls_due() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO facts_due (organization_id, moment)
     SELECT DISTINCT organization_id, date_trunc('hour', started_at) FROM changed;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION mark_scores_due() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO facts_due (organization_id, call_id) SELECT organization_id, call_id FROM changed;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION ask_for_rebuild() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO fact_rebuilds (organization_id, reason) VALUES (NEW.id, 'time_zone')
     ON CONFLICT (organization_id) DO UPDATE SET reason = 'time_zone', requested_at = now(),
       reached = NULL, done = 0, total = NULL, finished_at = NULL;
     RETURN NULL;
   END $$`,
];

/**
 * A call has some twenty turns and ten records. Sampling takes it for hundreds of each, and the
 * planner then reads whole tables for a few calls.
 */
const RECORDS_PER_CALL = [
  ['call_turns', -0.05],
  ['turn_latencies', -0.1],
  ['usage_records', -0.1],
] as const;

type Trigger = { table: string; event: 'INSERT' | 'UPDATE' | 'DELETE'; run: string };
const TRIGGERS: readonly Trigger[] = [
  { table: 'usage_records', event: 'INSERT', run: 'mark_usage_due' },
  { table: 'usage_records', event: 'UPDATE', run: 'mark_usage_due' },
  { table: 'usage_records', event: 'DELETE', run: 'mark_usage_due' },
  { table: 'calls', event: 'INSERT', run: 'mark_calls_due' },
  { table: 'calls', event: 'UPDATE', run: 'mark_changed_calls_due' },
  { table: 'calls', event: 'DELETE', run: 'mark_days_of_calls_due' },
  { table: 'call_scores', event: 'INSERT', run: 'mark_scores_due' },
  { table: 'call_scores', event: 'UPDATE', run: 'mark_scores_due' },
  { table: 'call_scores', event: 'DELETE', run: 'mark_scores_due' },
];

const SEEN: Record<Trigger['event'], string> = {
  INSERT: 'NEW TABLE AS changed',
  UPDATE: 'OLD TABLE AS before NEW TABLE AS changed',
  DELETE: 'OLD TABLE AS changed',
};

const nameOf = ({ table, event }: Trigger) => `facts_after_${event.toLowerCase()}_of_${table}`;

const REBUILD_ALL = `
  INSERT INTO fact_rebuilds (organization_id, reason)
  SELECT id, 'first_time' FROM organizations
  WHERE EXISTS (SELECT FROM calls WHERE calls.organization_id = organizations.id)
     OR EXISTS (SELECT FROM usage_records u WHERE u.organization_id = organizations.id)`;

export class ReportFacts1700000001430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES, ...FUNCTIONS]) await runner.query(statement);
    for (const [table, share] of RECORDS_PER_CALL) {
      await runner.query(`ALTER TABLE ${table} ALTER call_id SET (n_distinct = ${share})`);
    }
    for (const trigger of TRIGGERS) {
      const { table, event, run } = trigger;
      await runner.query(`
        CREATE TRIGGER ${nameOf(trigger)} AFTER ${event} ON ${table}
        REFERENCING ${SEEN[event]}
        FOR EACH STATEMENT EXECUTE FUNCTION ${run}()`);
    }
    await runner.query(`
      CREATE TRIGGER facts_after_time_zone AFTER UPDATE OF time_zone ON organizations
      FOR EACH ROW WHEN (OLD.time_zone <> NEW.time_zone) EXECUTE FUNCTION ask_for_rebuild()`);
    await runner.query(REBUILD_ALL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER facts_after_time_zone ON organizations');
    for (const [table] of RECORDS_PER_CALL) {
      await runner.query(`ALTER TABLE ${table} ALTER call_id RESET (n_distinct)`);
    }
    for (const trigger of TRIGGERS) {
      await runner.query(`DROP TRIGGER ${nameOf(trigger)} ON ${trigger.table}`);
    }
    for (const name of [
      'ask_for_rebuild',
      'mark_scores_due',
      'mark_days_of_calls_due',
      'mark_calls_due',
      'mark_changed_calls_due',
      'mark_usage_due',
    ]) {
      await runner.query(`DROP FUNCTION ${name}()`);
    }
    await runner.query('DROP FUNCTION latency_bucket(integer)');
    await runner.query('DROP INDEX usage_records_without_call');
    await runner.query('DROP INDEX calls_by_organization');
    for (const table of [
      'fact_checks',
      'fact_rebuilds',
      'facts_due',
      'latency_spans',
      'criterion_days',
      'provider_days',
      'usage_days',
      'call_days',
      'call_failures',
      'call_facts',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
