import { type CallSums, type Components, NO_COMPONENTS } from './call-sums.repository';
import type { LineSums } from './usage-lines.repository';

export const NOTHING: CallSums = {
  calls: 0,
  durationMs: 0,
  practisedMs: 0,
  tokens: 0,
  characters: 0,
  costMicroUsd: 0,
  components: NO_COMPONENTS,
  speculationMicroUsd: 0,
  incomplete: false,
  turns: 0,
  interruptions: 0,
  answers: 0,
  speculationsUsed: 0,
  speculationsDiscarded: 0,
  failed: 0,
};

/** Of groups that have no call in common. */
export const totalOf = (groups: readonly CallSums[]): CallSums =>
  groups.reduce<CallSums>(
    (total, row) => ({
      calls: total.calls + row.calls,
      durationMs: total.durationMs + row.durationMs,
      practisedMs: total.practisedMs + row.practisedMs,
      tokens: total.tokens + row.tokens,
      characters: total.characters + row.characters,
      costMicroUsd: total.costMicroUsd + row.costMicroUsd,
      components: added(total.components, row.components),
      speculationMicroUsd: total.speculationMicroUsd + row.speculationMicroUsd,
      incomplete: total.incomplete || row.incomplete,
      turns: total.turns + row.turns,
      interruptions: total.interruptions + row.interruptions,
      answers: total.answers + row.answers,
      speculationsUsed: total.speculationsUsed + row.speculationsUsed,
      speculationsDiscarded: total.speculationsDiscarded + row.speculationsDiscarded,
      failed: total.failed + row.failed,
    }),
    NOTHING,
  );

/** What a line of the ledger knows; it knows of no calls. */
export const plus = <Row extends CallSums>(row: Row, line: LineSums): Row => ({
  ...row,
  tokens: row.tokens + line.tokens,
  characters: row.characters + line.characters,
  costMicroUsd: row.costMicroUsd + line.costMicroUsd,
  speculationMicroUsd: row.speculationMicroUsd + line.speculationMicroUsd,
  incomplete: row.incomplete || line.incomplete,
  components: added(row.components, line.components),
});

const added = (some: Components, more: Components): Components =>
  Object.fromEntries(
    Object.entries(some).map(([name, cost]) => [name, cost + more[name as keyof Components]]),
  ) as Components;
