import {
  DAYS_OF_CALLS,
  DROP_CALL_FACTS,
  WRITE_CALL_FACTS,
  WRITE_CALL_FAILURES,
} from './call-facts.sql';
import { mondayOf } from '../whole-spans';
import { ALL_DAYS } from './day-facts.sql';
import { MEMBER_MONTHS } from './member-facts.sql';
import { type RollUp, writeRollUp } from './roll-up.sql';
import { DAY_ROLL_UPS, MONTH_ROLL_UPS, WEEK_ROLL_UPS } from './roll-ups';

/** Asks the database, within whatever transaction the asker is in. */
export type Ask = <Row>(statement: string, parameters: unknown[]) => Promise<Row[]>;

export type Written = {
  /** Facts that were not what the records say. */
  changed: number;
  /** Whose roll-ups have to be made again, those the calls had before included. */
  days: string[];
  members: string[];
};

/** Works out the facts of these calls from their records. However often it runs, they are the same. */
export async function writeCallFacts(
  ask: Ask,
  organizationId: string,
  callIds: readonly string[],
): Promise<Written> {
  const of = [organizationId, callIds];
  const before = await ask<{ day: string; member: string }>(DAYS_OF_CALLS, of);
  await ask(WRITE_CALL_FAILURES, of);
  const gone = await ask<{ call_id: string }>(DROP_CALL_FACTS, of);
  const written = await ask<{ call_id: string }>(WRITE_CALL_FACTS, of);
  const after = await ask<{ day: string; member: string }>(DAYS_OF_CALLS, of);
  return {
    changed: gone.length + written.length,
    days: [...new Set([...before, ...after].map(({ day }) => day))],
    members: [...new Set([...before, ...after].map(({ member }) => member))],
  };
}

/** Makes the roll-ups of these days again; the number of rows that were not right. */
export const writeDayFacts = (ask: Ask, organizationId: string, days: readonly string[]) =>
  writeRollUps(ask, DAY_ROLL_UPS, [organizationId, days]);

/** Of the weeks and months these days lie in. */
export const writeSpanFacts = (ask: Ask, organizationId: string, days: readonly string[]) =>
  writeRollUps(ask, [...WEEK_ROLL_UPS, ...MONTH_ROLL_UPS], [organizationId, days]);

/** Of these members, or of all, in the months these days lie in. */
export async function writeMemberFacts(
  ask: Ask,
  organizationId: string,
  days: readonly string[],
  members: readonly string[] | null,
): Promise<number> {
  const of = [organizationId, days, members];
  const [row] = await ask<{ changed: number }>(writeRollUp(MEMBER_MONTHS), of);
  return row?.changed ?? 0;
}

async function writeRollUps(
  ask: Ask,
  rollUps: readonly RollUp[],
  of: [string, readonly string[]],
): Promise<number> {
  let changed = 0;
  for (const rollUp of rollUps) {
    const [row] = await ask<{ changed: number }>(writeRollUp(rollUp), of);
    changed += row?.changed ?? 0;
  }
  return changed;
}

export const daysOfOrganization = async (ask: Ask, organizationId: string): Promise<string[]> =>
  (await ask<{ day: string }>(ALL_DAYS, [organizationId])).map(({ day }) => day);

export type Progress = { done: number; total: number };
export type Recomputed = {
  calls: number;
  days: number;
  callDifferences: number;
  dayDifferences: number;
};

const CALLS_AT_ONCE = 2_000;
const DAYS_AT_ONCE = 5;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Everything of an organization again, from the records, in small steps: calls, then their days, then
 * weeks and months. What differs is repaired and counted. `together` runs a step in a transaction of its own.
 */
export async function recompute(
  together: <Done>(work: (ask: Ask) => Promise<Done>) => Promise<Done>,
  organizationId: string,
  onProgress: (progress: Progress) => Promise<void>,
): Promise<Recomputed> {
  const { total } = await together((ask) => countOf(ask, organizationId));
  const found: Recomputed = { calls: 0, days: 0, callDifferences: 0, dayDifferences: 0 };
  for (let after: string | undefined = BEFORE_ALL; after !== undefined;) {
    const from: string = after;
    const step = await together(async (ask) => {
      const ids = await callsAfter(ask, organizationId, from);
      const { changed } = await writeCallFacts(ask, organizationId, ids);
      return { ids, changed };
    });
    found.calls += step.ids.length;
    found.callDifferences += step.changed;
    after = step.ids.at(-1);
    await onProgress({ done: found.calls, total });
  }
  const days = await together((ask) => daysOfOrganization(ask, organizationId));
  for (let at = 0; at < days.length; at += DAYS_AT_ONCE) {
    const some = days.slice(at, at + DAYS_AT_ONCE);
    found.dayDifferences += await together((ask) => writeDayFacts(ask, organizationId, some));
    await onProgress({ done: total, total });
  }
  for (const day of dayOfEachWeek(days)) {
    found.dayDifferences += await together((ask) =>
      writeRollUps(ask, WEEK_ROLL_UPS, [organizationId, [day]]),
    );
  }
  for (const day of dayOfEachMonth(days)) {
    found.dayDifferences += await together(
      async (ask) =>
        (await writeRollUps(ask, MONTH_ROLL_UPS, [organizationId, [day]])) +
        (await writeMemberFacts(ask, organizationId, [day], null)),
    );
  }
  return { ...found, days: days.length };
}

const countOf = async (ask: Ask, organizationId: string): Promise<{ total: number }> => {
  const [row] = await ask<{ total: number }>(
    'SELECT count(*)::int AS total FROM calls WHERE organization_id = $1',
    [organizationId],
  );
  return { total: row?.total ?? 0 };
};

const callsAfter = async (ask: Ask, organizationId: string, after: string): Promise<string[]> => {
  const rows = await ask<{ id: string }>(
    'SELECT id FROM calls WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3',
    [organizationId, after, CALLS_AT_ONCE],
  );
  return rows.map(({ id }) => id);
};

const dayOfEachMonth = (days: readonly string[]): string[] => [
  ...new Map(days.map((day) => [day.slice(0, 7), day])).values(),
];

const dayOfEachWeek = (days: readonly string[]): string[] => [
  ...new Map(days.map((day) => [mondayOf(day), day])).values(),
];
