import { RUBRICS } from '@sparline/personas';
import type { Client } from 'pg';

const YEAR_DAYS = 365;

/**
 * `share(n, salt)` is a number from 0 to 1 that is always the same for the same pair, so that parallel
 * plans, other versions and interrupted runs all make the same data.
 */
export const shareFunction = (seed: number): string => `
  CREATE OR REPLACE FUNCTION generated_share(n bigint, salt integer) RETURNS float8
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (hashint8extended(n, ${seed}::bigint * 1000 + salt) & 9007199254740991)::float8
    / 9007199254740992.0`;

/** Version 4 in form, so that whoever checks ids lets it pass. */
export const ID_FUNCTION = `
  CREATE OR REPLACE FUNCTION generated_id(of text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN overlay(overlay(md5(of) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;

/** Who calls whom, when and how; in the order of time, as a real database was filled. */
export async function planCalls(client: Client, until: string): Promise<number> {
  await client.query(`
    CREATE UNLOGGED TABLE generated_calls AS
    SELECT row_number() OVER (ORDER BY started_at, n) AS position, planned.*,
      started_at + duration_ms * interval '1 millisecond' AS ended_at
    FROM (
      SELECT n, o.id AS organization, o.place AS organization_place,
        generated_id('call' || n || '/' || o.id) AS id, m.id AS member, m.place AS member_place,
        m.name AS member_name, p.id AS persona, p.name AS persona_name, p.title AS persona_title,
        p.mode,
        (days.day::timestamp + interval '1 millisecond'
          * floor(8 * 3600000 + 5 * 3600000 * (generated_share(n, 4) + generated_share(n, 5)))
        ) AT TIME ZONE o.zone AS started_at,
        (${Date.parse(until)} - extract(epoch FROM days.day) * 1000) / 86400000 AS days_ago,
        round(90000 + 510000 * power(generated_share(n, 6), 1.5))::integer AS duration_ms,
        4 + floor(generated_share(n, 7) * 13)::integer AS pairs,
        CASE WHEN generated_share(n, 8) < 0.25 AND m.place % 3 = 0 THEN 'phone' ELSE 'browser' END
          AS channel,
        CASE WHEN generated_share(n, 9) < 0.12 THEN 'realtime'
             WHEN generated_share(n, 9) < 0.15 THEN 'scripted' ELSE 'pipeline' END AS engine,
        floor(generated_share(n, 10) * 400)::integer AS script,
        CASE WHEN generated_share(n, 11) < 0.7 THEN 0 WHEN generated_share(n, 11) < 0.9 THEN 1
             ELSE 2 END AS stt,
        CASE WHEN generated_share(n, 12) < 0.6 THEN 0 WHEN generated_share(n, 12) < 0.84 THEN 1
             WHEN generated_share(n, 12) < 0.99 THEN 2 ELSE 3 END AS llm,
        CASE WHEN generated_share(n, 13) < 0.5 THEN 0 WHEN generated_share(n, 13) < 0.8 THEN 1
             ELSE 2 END AS tts,
        (ARRAY['trainee_hung_up','persona_hung_up','time_limit','silence','disconnected','failed',
          'crashed'])[width_bucket(generated_share(n, 14),
          ARRAY[0, 0.6, 0.81, 0.89, 0.94, 0.98, 0.995]::float8[])] AS end_reason
      FROM generated_organizations o
        CROSS JOIN LATERAL generate_series(o.first_call, o.last_call) n
        JOIN generated_members m ON m.organization = o.id
          AND m.place = floor(o.people * power(generated_share(n, 1), 1.6))::integer
        JOIN generated_personas p ON p.organization = o.id
          AND p.place = floor(24 * power(generated_share(n, 2), 1.4))::integer
        CROSS JOIN LATERAL (
          SELECT date '${until}' - floor(${YEAR_DAYS} * power(generated_share(n, 3), 1.2))::integer
            AS day) drawn
        CROSS JOIN LATERAL (
          SELECT CASE WHEN extract(isodow FROM drawn.day) > 5 AND generated_share(n, 15) < 0.85
            THEN drawn.day - 2 ELSE drawn.day END AS day) days
    ) planned`);
  await client.query(`
    CREATE UNIQUE INDEX ON generated_calls (position);
    ALTER TABLE generated_calls ADD COLUMN score real`);
  await client.query(`
    UPDATE generated_calls SET score = round(least(100, greatest(0,
        30 + 30 * generated_share(member_place + 7919 * organization_place, 20)
        + 22 * (1 - days_ago / ${YEAR_DAYS}.0)
        + 24 * (generated_share(n, 21) + generated_share(n, 22) + generated_share(n, 23) - 1.5))))
    WHERE generated_share(n, 24) < 0.95`);
  await client.query('VACUUM ANALYZE generated_calls');
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM generated_calls',
  );
  return rows[0]?.n ?? 0;
}

const CALLS = `
  INSERT INTO calls (organization_id, id, member_id, persona_id, persona_version, persona_name,
    persona_title, mode, channel, engine, state, started_at, last_seen_at, ended_at, duration_ms,
    end_reason, score_total, words)
  SELECT c.organization, c.id, member, persona, 1, persona_name, persona_title, mode, channel, engine,
    'ready', started_at, ended_at, ended_at, duration_ms, end_reason, score,
    s.words || to_tsvector('simple', persona_name || ' ' || member_name || ' company' || n % 5000)
  FROM generated_calls c JOIN generated_scripts s ON s.script = c.script
  WHERE position BETWEEN $1 AND $2 ORDER BY position`;

const TURNS = `
  INSERT INTO call_turns (organization_id, call_id, position, id, speaker, text, start_ms, end_ms,
    interrupted, estimated, typed)
  SELECT c.organization, c.id, at, 'turn-' || at, CASE WHEN at % 2 = 0 THEN 'persona' ELSE 'trainee' END,
    talk.text || CASE WHEN at = 1 THEN ' I am with company' || n % 5000 || '.' ELSE '' END,
    duration_ms / (2 * pairs) * at, duration_ms / (2 * pairs) * (at + 1) - 300,
    at % 2 = 0 AND generated_share(n * 64 + at, 30) < 0.12, false, false
  FROM generated_calls c CROSS JOIN LATERAL generate_series(0, 2 * pairs - 1) at
    JOIN generated_talk talk ON talk.script = c.script AND talk.position = at
  WHERE c.position BETWEEN $1 AND $2`;

const slice = (place: number) => `((h >> ${place * 10}) & 1023) / 1024.0`;
/** Roughly log-normal around `middle`: most near it, some far above. */
const wait = (middle: string, place: number) =>
  `round(${middle} * exp(0.9 * (${slice(place)} - 0.5) + 1.1 * power(${slice(place)}, 12)))::integer`;

const LATENCIES = `
  INSERT INTO turn_latencies (organization_id, call_id, turn_id, answers, occurred_at, speculated,
    eot_delay_ms, final_delay_ms, first_token_ms, first_sentence_ms, first_audio_ms, transport_ms,
    response_ms, saved_ms, stt_provider, stt_model, llm_provider, llm_model, tts_provider, tts_model,
    realtime_provider, realtime_model)
  SELECT organization, id, 'turn-' || at, 'turn-' || at - 1,
    started_at + duration_ms / (2 * pairs) * at * interval '1 millisecond', spec, eot, final,
    token, sentence, audio, transport,
    greatest(60, eot + token + coalesce(sentence, 0) + audio + transport - coalesce(saved, 0)), saved,
    stt_line.provider, stt_line.model, llm_line.provider, llm_line.model, tts_line.provider,
    tts_line.model, CASE WHEN rt THEN 'openai' END, CASE WHEN rt THEN 'gpt-realtime-1.5' END
  FROM (
    SELECT *, ${wait('280', 0)} AS eot, CASE WHEN piped THEN ${wait('190', 1)} END AS final,
      ${wait(`(ARRAY[340, 300, 420, 500])[llm + 1]`, 2)} AS token,
      CASE WHEN piped THEN ${wait('90', 3)} END AS sentence,
      CASE WHEN piped THEN ${wait(`(ARRAY[130, 190, 260])[tts + 1]`, 4)} ELSE 40 END AS audio,
      ${wait(`CASE channel WHEN 'phone' THEN 160 ELSE 45 END`, 5)} AS transport,
      CASE WHEN spec THEN ${wait('210', 0)} END AS saved
    FROM (
      SELECT c.*, at, hashint8extended(n * 64 + at, 31) & 9223372036854775807 AS h,
        engine = 'pipeline' AS piped, engine = 'realtime' AS rt,
        engine = 'pipeline' AND generated_share(n * 64 + at, 32) < 0.35 AS spec
      FROM generated_calls c CROSS JOIN LATERAL generate_series(2, 2 * pairs - 1, 2) at
      WHERE position BETWEEN $1 AND $2 AND engine <> 'scripted') drawn) measured
    LEFT JOIN generated_lines stt_line ON piped AND stt_line.slot = 'stt' AND stt_line.choice = stt
    LEFT JOIN generated_lines llm_line ON piped AND llm_line.slot = 'llm' AND llm_line.choice = llm
      AND llm_line.purpose = 'reply' AND llm_line.unit = 'output_token'
    LEFT JOIN generated_lines tts_line ON piped AND tts_line.slot = 'tts' AND tts_line.choice = tts
      AND tts_line.seq = 4`;

const USAGE = `
  INSERT INTO usage_records (organization_id, source_id, call_id, component, provider, model, unit,
    quantity, price_id, cost_micro_usd, charged_micro_usd, estimated, purpose, occurred_at)
  SELECT organization, id || '-' || seq || '-' || unit, id, component, provider, model, unit, quantity,
    price_id, (2 * quantity * amount + per) / (2 * per),
    CASE WHEN component = 'carrier' AND generated_share(n, 60) < 0.9
      THEN (2 * quantity * amount + per) / (2 * per) * 104 / 100 END,
    generated_share(n, 61) < 0.05, purpose, started_at + duration_ms / 20 * seq * interval '1 millisecond'
  FROM (
    SELECT c.*, l.seq, l.unit, l.component, l.provider, l.model, l.price_id, l.amount, l.per, l.purpose,
      greatest(1, ceil(l."perMinute" * duration_ms / 60000.0 * CASE WHEN l.component = 'carrier' THEN 1
        ELSE 0.7 + 0.6 * generated_share(n, 62 + l.salt) END))::bigint AS quantity
    FROM generated_calls c JOIN generated_lines l ON CASE l.slot
      WHEN 'stt' THEN engine = 'pipeline' AND l.choice = c.stt
      WHEN 'llm' THEN engine = 'pipeline' AND l.choice = c.llm
      WHEN 'tts' THEN engine = 'pipeline' AND l.choice = c.tts
      WHEN 'realtime' THEN engine = 'realtime'
      WHEN 'carrier' THEN channel = 'phone'
      ELSE c.score IS NOT NULL END
      AND (l.share = 1 OR generated_share(n, 120 + l.seq) < l.share)
    WHERE c.position BETWEEN $1 AND $2) used`;

const ACCOUNTS = `
  INSERT INTO call_accounts (organization_id, call_id)
  SELECT organization, id FROM generated_calls WHERE position BETWEEN $1 AND $2`;

const MINUTES = `
  INSERT INTO minute_entries (organization_id, account_id, kind, amount_ms, left_ms, reason, call_id,
    member_id, created_at)
  SELECT organization, generated_id('account' || member), 'settle', duration_ms, 1000000, 'call', id, member,
    ended_at
  FROM generated_calls WHERE position BETWEEN $1 AND $2`;

const FAILURES = `
  INSERT INTO call_failures (organization_id, call_id, stage, provider, kind, fatal, failures)
  SELECT organization, id, slot, l.provider,
    (ARRAY['timeout','unavailable','rate_limited'])[1 + n % 3], c.end_reason = 'failed', 1 + n % 2
  FROM generated_calls c JOIN generated_lines l ON l.seq = 4 AND l.slot = 'tts' AND l.choice = c.tts
    OR l.slot = 'stt' AND l.choice = c.stt
  WHERE position BETWEEN $1 AND $2 AND engine = 'pipeline'
    AND generated_share(n, 140 + ascii(slot)) < CASE WHEN c.end_reason = 'failed' THEN 1 ELSE 0.02 END`;

const criteriaOf = RUBRICS.map(
  ({ mode, key, version, criteria }) =>
    `('${mode}', '${key}', ${version}, ARRAY[${criteria.map((one) => `'${one.key}'`).join(',')}],
      ARRAY[${criteria.map(({ name }) => `'${name.replaceAll("'", "''")}'`).join(',')}])`,
).join(',');

const SCORES = `
  INSERT INTO call_scores (organization_id, call_id, rubric_key, rubric_version, method, model, total,
    data, created_at)
  SELECT organization, id, r.key, r.version, 'model', 'gpt-4.1', score,
    jsonb_build_object('rubricKey', r.key, 'rubricVersion', r.version, 'method', 'model', 'model',
      'gpt-4.1', 'total', score, 'criteria', (
        SELECT jsonb_agg(jsonb_build_object('key', r.keys[at], 'name', r.names[at], 'checks', '[]'::jsonb,
          'points', CASE WHEN generated_share(n * 16 + at, 40) < 0.06 THEN NULL ELSE round(least(100,
            greatest(0, score + 40 * (generated_share(n * 16 + at, 41) - 0.5)))) END))
        FROM generate_subscripts(r.keys, 1) at)), ended_at
  FROM generated_calls c JOIN (VALUES ${criteriaOf}) AS r (mode, key, version, keys, names)
    ON r.mode = c.mode
  WHERE c.position BETWEEN $1 AND $2 AND c.score IS NOT NULL`;

export const CHUNK_STEPS = [
  CALLS,
  TURNS,
  LATENCIES,
  USAGE,
  ACCOUNTS,
  MINUTES,
  FAILURES,
  SCORES,
] as const;

/** Storage by the day and text messages, which belong to no call. */
export const WITHOUT_CALL = `
  INSERT INTO usage_records (organization_id, source_id, call_id, component, provider, model, unit,
    quantity, price_id, cost_micro_usd, estimated, purpose, occurred_at)
  SELECT o.id, 'sms-' || o.id || '-' || n, NULL, 'messages', 'twilio', price.model, price.unit, 2,
    price.id, 2 * price.amount_micro_usd / price.per_quantity, false, 'code',
    ($1::date - n % 365)::timestamp + interval '10 hours'
  FROM generated_organizations o CROSS JOIN LATERAL generate_series(1, o.people) n
    JOIN prices price ON price.unit = 'sms_segment'`;
