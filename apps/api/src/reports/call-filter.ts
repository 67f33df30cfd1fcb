import type { CallFilters } from './report-filters.schemas';
import type { Period } from './report-period';

const COLUMNS: Record<keyof CallFilters, string> = {
  member: 'member_id',
  persona: 'persona_id',
  mode: 'mode',
  channel: 'channel',
  engine: 'engine',
};

export type Condition = { where: string; parameters: unknown[] };

/** The calls of an organization in some days, as conditions on a table with those columns. */
export const callsIn = (
  organizationId: string,
  { from, to }: Period,
  filters: CallFilters,
  of = 'f',
): Condition => {
  const parameters: unknown[] = [organizationId, from, to];
  const asked = Object.entries(filters).flatMap(([name, value]) => {
    if (value === undefined) return [];
    parameters.push(value);
    return [`${of}.${COLUMNS[name as keyof CallFilters]} = $${parameters.length}`];
  });
  const where = [
    `${of}.organization_id = $1`,
    `${of}.day BETWEEN $2::date AND $3::date`,
    ...asked,
  ].join(' AND ');
  return { where, parameters };
};

/** What belongs to no call is only part of what is asked when nothing is asked of the calls. */
export const isUnfiltered = (filters: CallFilters): boolean =>
  Object.values(filters).every((value) => value === undefined);

/**
 * The coarsest that can answer: days by how calls were held, days of each persona as well, months of
 * each member, or calls one by one, which alone know both whose they were and with whom.
 */
export type CallSource = 'held' | 'personas' | 'members' | 'calls';

export const sourceFor = ({ member, persona }: CallFilters, by?: string): CallSource => {
  if (member !== undefined) return 'calls';
  if (by === 'member') return persona === undefined ? 'members' : 'calls';
  return persona !== undefined || by === 'persona' ? 'personas' : 'held';
};
