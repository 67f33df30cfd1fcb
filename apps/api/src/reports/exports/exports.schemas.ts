import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Task } from '../../tasks/tasks.schemas';
import { CallFilters, FilteredDays } from '../report-filters.schemas';
import { inOrder, OUT_OF_ORDER } from '../report-days.schemas';

/** Every call of these days with its cost, as a CSV. */
export const CreateExport = FilteredDays.refine(inOrder, OUT_OF_ORDER);
export type CreateExport = z.infer<typeof CreateExport>;

export const ReportExport = z.object({
  /** That of its task, too. */
  id: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  filters: CallFilters,
  /** How far it is, counted in calls, and how it ended. */
  task: Task,
  /** Null while there is no file. */
  bytes: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  /** Until then the file can be fetched. */
  expiresAt: z.iso.datetime().nullable(),
  /** Null unless it can be fetched now. */
  file: z.string().nullable(),
});
export type ReportExport = z.infer<typeof ReportExport>;

export const ReportExports = z.object({ items: z.array(ReportExport) });

export class CreateExportDto extends createZodDto(CreateExport) {}
export class ReportExportDto extends createZodDto(ReportExport) {}
export class ReportExportsDto extends createZodDto(ReportExports) {}
