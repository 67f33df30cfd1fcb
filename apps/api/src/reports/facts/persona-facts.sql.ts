import {
  IN_DAYS,
  OF_CALL,
  PAID,
  type RollUp,
  SUMMED,
  sumsOf,
  THOSE_DAYS,
  USED_IN_CALL,
} from './roll-up.sql';

const KEYS = ['day', 'persona_id', 'mode', 'channel', 'engine'];
const LINE_KEYS = [...KEYS, 'component', 'provider', 'model', 'unit', 'purpose'];

const calls: RollUp = {
  table: 'persona_days',
  keys: KEYS,
  figures: ['calls', 'practised_ms', ...SUMMED, 'unpriced', 'failed'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${KEYS.join(', ')}, count(*),
      coalesce(sum(duration_ms) FILTER (WHERE persona_id <> ''), 0), ${sumsOf(SUMMED)},
      bool_or(unpriced), count(*) FILTER (WHERE failed)
    FROM (
      SELECT ${OF_CALL}, ${SUMMED.map((name) => `f.${name}`).join(', ')}, f.unpriced, f.failed
      FROM call_facts f WHERE ${IN_DAYS}) held
    GROUP BY ${KEYS.join(', ')}`,
};

const usage: RollUp = {
  table: 'persona_usage_days',
  keys: LINE_KEYS,
  figures: ['records', 'quantity', 'cost_micro_usd', 'unpriced'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${LINE_KEYS.join(', ')}, count(*), sum(quantity), coalesce(sum(paid), 0),
      count(*) FILTER (WHERE paid IS NULL)
    FROM (
      SELECT ${OF_CALL}, u.component, u.provider, u.model, u.unit, u.purpose, u.quantity,
        ${PAID} AS paid
      FROM call_facts f JOIN ${USED_IN_CALL} WHERE ${IN_DAYS}) lines
    GROUP BY ${LINE_KEYS.join(', ')}`,
};

const criteria: RollUp = {
  table: 'persona_criterion_days',
  keys: [...KEYS, 'criterion'],
  figures: ['name', 'n', 'points', 'squares'],
  scope: THOSE_DAYS,
  fresh: `
    SELECT ${KEYS.join(', ')}, criterion, max(name), count(*), sum(points), sum(points * points)
    FROM (
      SELECT ${OF_CALL}, one ->> 'key' AS criterion, one ->> 'name' AS name,
        round((one ->> 'points')::numeric, 4) AS points
      FROM call_facts f JOIN LATERAL (
          SELECT data FROM call_scores WHERE call_id = f.call_id OFFSET 0) s ON true
        CROSS JOIN LATERAL jsonb_array_elements(s.data -> 'criteria') one
      WHERE ${IN_DAYS}) judged
    WHERE points IS NOT NULL
    GROUP BY ${KEYS.join(', ')}, criterion`,
};

/** By the day, persona and how a call was held: what all the coarser ones are added up from. */
export const PERSONA_ROLL_UPS: readonly RollUp[] = [calls, usage, criteria];
