import { HELD_ROLL_UPS } from './day-facts.sql';
import { LATENCY_DAYS, LATENCY_MONTHS, LATENCY_WEEKS } from './latency-facts.sql';
import { PERSONA_ROLL_UPS } from './persona-facts.sql';
import { PRACTICE_WEEKS } from './practice-facts.sql';
import type { RollUp } from './roll-up.sql';

/** In this order: some are added up from those before them. */
export const DAY_ROLL_UPS: readonly RollUp[] = [
  ...PERSONA_ROLL_UPS,
  ...HELD_ROLL_UPS,
  LATENCY_DAYS,
];
/** Made of days, so after them. */
export const WEEK_ROLL_UPS: readonly RollUp[] = [PRACTICE_WEEKS, LATENCY_WEEKS];
export const MONTH_ROLL_UPS: readonly RollUp[] = [LATENCY_MONTHS];
