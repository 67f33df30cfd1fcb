import { Mode } from '@sparline/personas';
import { z } from 'zod';
import { Channel, Engine } from '../calls/calls.schemas';
import { ReportDays } from './report-days.schemas';

/** Which calls a report is about; all of them where nothing is said. */
export const CallFilters = z.object({
  member: z.uuid().optional(),
  persona: z.uuid().optional(),
  mode: Mode.optional(),
  channel: Channel.optional(),
  engine: Engine.optional(),
});
export type CallFilters = z.infer<typeof CallFilters>;

export const FilteredDays = ReportDays.extend(CallFilters.shape);
export type FilteredDays = z.infer<typeof FilteredDays>;

export const filtersOf = ({
  member,
  persona,
  mode,
  channel,
  engine,
}: CallFilters): CallFilters => ({
  member,
  persona,
  mode,
  channel,
  engine,
});
