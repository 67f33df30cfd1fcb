export type Figure = {
  /** Named by the tiles that lead here. */
  id: string;
  name: string;
  formula: string;
  records: string;
  sql: string;
};

const PAID = 'coalesce(u.charged_micro_usd, u.cost_micro_usd)';
const PERIOD = `c.organization_id = :organization AND c.state <> 'active'
  AND (c.started_at AT TIME ZONE o.time_zone)::date BETWEEN :from AND :to`;
const CALLS = `FROM calls c JOIN organizations o ON o.id = c.organization_id`;

/** Every figure of every report, as somebody with access to the database can check it. */
export const FIGURES: readonly Figure[] = [
  {
    id: 'calls',
    name: 'Calls',
    formula:
      'Calls that have ended, on the day they began. Calls that were deleted since still count: they were held and paid for.',
    records: 'calls',
    sql: `SELECT count(*) ${CALLS}\nWHERE ${PERIOD};`,
  },
  {
    id: 'minutes',
    name: 'Minutes',
    formula:
      'From the beginning of a call to its end, added up. Progress counts calls alone in which somebody was chosen to practise with.',
    records: 'calls.duration_ms',
    sql: `SELECT round(sum(c.duration_ms) / 60000.0, 2) ${CALLS}\nWHERE ${PERIOD};`,
  },
  {
    id: 'cost',
    name: 'Cost',
    formula:
      'Every line of the ledger: what the vendor charged where that is known, else the quantity at the price of its day. A line without a price adds nothing and marks the sum with a +. What belongs to no call, such as storage and text messages, is in when no filter is set.',
    records: 'usage_records (charged_micro_usd, cost_micro_usd)',
    sql: `SELECT sum(${PAID}) / 1e6 AS usd\n${CALLS} JOIN usage_records u ON u.call_id = c.id\nWHERE ${PERIOD};`,
  },
  {
    id: 'cost-per-minute',
    name: 'A practised minute',
    formula:
      'The cost, divided by the minutes of calls in which somebody was chosen to practise with. Storage and text messages are in the cost, so it is what a minute really costs you.',
    records: 'usage_records, calls.duration_ms',
    sql: `SELECT sum(c.duration_ms) / 60000.0 AS practised_minutes\n${CALLS}\nWHERE c.persona_id IS NOT NULL AND ${PERIOD};`,
  },
  {
    id: 'speculation',
    name: 'Speculation',
    formula:
      'The language model’s answers that were begun before a turn had ended for sure, did not fit, and were thrown away. Those that fitted are ordinary answers.',
    records: `usage_records with purpose 'speculative'`,
    sql: `SELECT sum(${PAID}) / 1e6 AS usd\n${CALLS} JOIN usage_records u ON u.call_id = c.id\nWHERE u.purpose = 'speculative' AND ${PERIOD};`,
  },
  {
    id: 'scoring',
    name: 'Scoring',
    formula: 'What the language model took to score calls and to sum them up.',
    records: `usage_records with component 'scoring'`,
    sql: `SELECT sum(${PAID}) / 1e6 AS usd\n${CALLS} JOIN usage_records u ON u.call_id = c.id\nWHERE u.component = 'scoring' AND ${PERIOD};`,
  },
  {
    id: 'scored',
    name: 'Scored calls',
    formula: 'Calls that have a score; one in which too little was said has none.',
    records: 'call_scores.total',
    sql: `SELECT count(s.total) ${CALLS} JOIN call_scores s ON s.call_id = c.id\nWHERE ${PERIOD};`,
  },
  {
    id: 'mean',
    name: 'Mean score',
    formula:
      'The sum of scores divided by their number. The band is the mean plus and minus 1.96 standard errors (standard deviation divided by the square root of the number): the true mean lies in it 95 times out of 100.',
    records: 'call_scores.total',
    sql: `SELECT avg(s.total) AS mean, 1.96 * stddev_samp(s.total) / sqrt(count(s.total)) AS half_band\n${CALLS} JOIN call_scores s ON s.call_id = c.id\nWHERE ${PERIOD};`,
  },
  {
    id: 'lift',
    name: 'Lift',
    formula:
      'The mean of the later half of the scores minus the mean of the earlier half; with an odd number the middle one counts as later. Its band is 1.96 times the root of both variances over their numbers added up. Where the band holds zero, the lift may be chance. Criteria compare the halves of the period.',
    records: 'call_scores.total, call_scores.data → criteria',
    sql: `WITH scores AS (SELECT s.total, ntile(2) OVER (ORDER BY c.started_at DESC) AS half\n  ${CALLS} JOIN call_scores s ON s.call_id = c.id\n  WHERE c.member_id = :member AND c.mode = :mode AND s.total IS NOT NULL AND ${PERIOD})\nSELECT avg(total) FILTER (WHERE half = 1) - avg(total) FILTER (WHERE half = 2) FROM scores;`,
  },
  {
    id: 'latency',
    name: 'Waits',
    formula:
      'Half of the answers, and 95 of 100, were faster. Up to 5,000 answers are sorted one by one. More are counted in buckets, each 5 % wider than the one before, and read from those: a figure may be off by up to 5 %, and the page says so. Of one member, or of a persona with further filters, a fixed sample of 1,000 calls is read then.',
    records: 'turn_latencies',
    sql: `SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY t.response_ms)\n${CALLS} JOIN turn_latencies t ON t.call_id = c.id\nWHERE ${PERIOD};`,
  },
  {
    id: 'interruptions',
    name: 'Interruptions',
    formula: 'Turns of the persona that the trainee cut short; divided by calls, and by minutes.',
    records: 'call_turns.interrupted',
    sql: `SELECT count(*) ${CALLS} JOIN call_turns t ON t.call_id = c.id\nWHERE t.speaker = 'persona' AND t.interrupted AND ${PERIOD};`,
  },
  {
    id: 'failures',
    name: 'Failed calls',
    formula:
      'Calls that ended because a provider failed, the service broke off or was stopped. Failures of providers count also where another one took over.',
    records: 'calls.end_reason, call_events (provider.failed)',
    sql: `SELECT c.end_reason, count(*) ${CALLS}\nWHERE ${PERIOD} GROUP BY 1;`,
  },
  {
    id: 'speculation-used',
    name: 'Early starts used',
    formula:
      'Answers that were begun early and kept, divided by all that were begun early, kept or thrown away.',
    records: `turn_latencies.speculated, usage_records with purpose 'speculative'`,
    sql: `SELECT count(*) FILTER (WHERE t.speculated) AS used\n${CALLS} JOIN turn_latencies t ON t.call_id = c.id\nWHERE ${PERIOD};`,
  },
];
