import { CostComponent } from '../../usage/usage.schemas';

/** What is paid: the vendor's own figure where there is one. Null is unknown, and never zero. */
const PAID = 'coalesce(u.charged_micro_usd, u.cost_micro_usd)';

/** A call that ended in one of these was cut short by us, not by anybody's wish. */
export const FAILURES = ['failed', 'crashed', 'shutdown'] as const;

/** Of a usage record's source id `call-entry-unit`: the entry of the log it stands for. */
const LOG_ENTRY = `split_part(substr(u.source_id, 38), '-', 1)`;

const ofComponent = (component: CostComponent): [string, string] => [
  `${component}_micro_usd`,
  `coalesce(used.${component}, 0)`,
];

/** Each fact of a call, and how it follows from the records. */
const FACTS: readonly (readonly [string, string])[] = [
  ['day', 'ended.day'],
  ['started_at', 'ended.started_at'],
  ['member_id', 'ended.member_id'],
  ['persona_id', 'ended.persona_id'],
  ['mode', 'ended.mode'],
  ['channel', 'ended.channel'],
  ['engine', 'ended.engine'],
  ['sample', 'ended.sample'],
  ['duration_ms', 'ended.duration_ms'],
  ...CostComponent.options.map(ofComponent),
  ['cost_micro_usd', 'coalesce(used.cost, 0)'],
  ['speculation_micro_usd', 'coalesce(used.speculation, 0)'],
  ['unpriced', 'coalesce(used.unpriced, false)'],
  ['tokens', 'coalesce(used.tokens, 0)'],
  ['characters', 'coalesce(used.characters, 0)'],
  ['turns', 'said.turns'],
  ['interruptions', 'said.interruptions'],
  ['answers', 'answered.answers'],
  ['speculations_used', 'answered.speculated'],
  ['speculations_discarded', 'used.discarded'],
  ['response_p50_ms', 'answered.p50'],
  ['response_p95_ms', 'answered.p95'],
  ['end_reason', 'ended.end_reason'],
  ['failed', `ended.end_reason IN (${FAILURES.map((reason) => `'${reason}'`).join(', ')})`],
  ['score', 'score.total'],
];

const NAMES = FACTS.map(([name]) => name).join(', ');

/**
 * $1 organization, $2 calls. Each call looks up its own records, however many the planner takes there
 * to be: it once read all turns of everybody for a few calls. Writes only what differs, so that what comes back tells how many facts
 * were not what the records say.
 */
export const WRITE_CALL_FACTS = `
  WITH ended AS MATERIALIZED (
    SELECT c.organization_id, c.id, (c.started_at AT TIME ZONE o.time_zone)::date AS day,
      c.started_at, c.member_id, c.persona_id, c.mode, c.channel, c.engine, c.sample,
      coalesce(c.duration_ms, 0) AS duration_ms, coalesce(c.end_reason, 'unknown') AS end_reason
    FROM calls c JOIN organizations o ON o.id = c.organization_id
    WHERE c.organization_id = $1 AND c.id = ANY($2::uuid[]) AND c.state <> 'active')
  INSERT INTO call_facts (organization_id, call_id, ${NAMES})
  SELECT ended.organization_id, ended.id, ${FACTS.map(([, value]) => value).join(', ')}
  FROM ended
    CROSS JOIN LATERAL (
      SELECT
        ${CostComponent.options
          .map((name) => `sum(${PAID}) FILTER (WHERE u.component = '${name}') AS ${name}`)
          .join(',\n        ')},
        sum(${PAID}) AS cost,
        sum(${PAID}) FILTER (WHERE u.purpose = 'speculative') AS speculation,
        bool_or(${PAID} IS NULL) AS unpriced,
        sum(u.quantity) FILTER (WHERE u.unit LIKE '%\\_token') AS tokens,
        sum(u.quantity) FILTER (WHERE u.unit = 'character') AS characters,
        count(DISTINCT ${LOG_ENTRY}) FILTER (WHERE u.purpose = 'speculative') AS discarded
      FROM usage_records u
      WHERE u.organization_id = ended.organization_id AND u.call_id = ended.id) used
    CROSS JOIN LATERAL (
      SELECT count(*) AS turns,
        count(*) FILTER (WHERE t.speaker = 'persona' AND t.interrupted) AS interruptions
      FROM call_turns t WHERE t.call_id = ended.id) said
    CROSS JOIN LATERAL (
      SELECT count(*) AS answers, count(*) FILTER (WHERE t.speculated) AS speculated,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY t.response_ms) AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY t.response_ms) AS p95
      FROM turn_latencies t WHERE t.call_id = ended.id) answered
    LEFT JOIN LATERAL (
      SELECT s.total FROM call_scores s WHERE s.call_id = ended.id OFFSET 0) score ON true
  ON CONFLICT (call_id) DO UPDATE SET (${NAMES}) = ROW (${FACTS.map(
    ([name]) => `excluded.${name}`,
  ).join(', ')})
  WHERE (${FACTS.map(([name]) => `call_facts.${name}`).join(', ')})
    IS DISTINCT FROM (${FACTS.map(([name]) => `excluded.${name}`).join(', ')})
  RETURNING call_id`;

/** $1 organization, $2 calls: those that never had facts, whose log has not been read yet. */
export const WRITE_CALL_FAILURES = `
  INSERT INTO call_failures (organization_id, call_id, stage, provider, kind, fatal, failures)
  SELECT log.organization_id, log.call_id, failed ->> 'stage', failed ->> 'provider',
    failed ->> 'kind', coalesce((failed ->> 'fatal')::boolean, false), count(*)
  FROM call_events log
    CROSS JOIN LATERAL jsonb_path_query(log.events, '$[*] ? (@.type == "provider.failed")') failed
  WHERE log.organization_id = $1 AND log.call_id = ANY($2::uuid[])
    AND NOT EXISTS (SELECT FROM call_facts known WHERE known.call_id = log.call_id)
  GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT DO NOTHING`;

/** $1 organization, $2 calls: facts of what is no ended call (any more). */
export const DROP_CALL_FACTS = `
  WITH gone AS (
    DELETE FROM call_facts WHERE organization_id = $1 AND call_id = ANY($2::uuid[])
      AND NOT EXISTS (SELECT FROM calls WHERE calls.id = call_facts.call_id AND state <> 'active')
    RETURNING call_id)
  SELECT call_id FROM gone`;

export const DAYS_OF_CALLS = `
  SELECT DISTINCT day::text AS day, member_id AS member FROM call_facts
  WHERE organization_id = $1 AND call_id = ANY($2::uuid[])`;
