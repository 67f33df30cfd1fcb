import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { FilteredDays } from '../report-filters.schemas';
import { inOrder, OUT_OF_ORDER } from '../report-days.schemas';

export const ExportState = z.enum(['pending', 'running', 'ready', 'failed', 'expired']);
export type ExportState = z.infer<typeof ExportState>;

/** Every call of these days with its cost, as a CSV. */
export const CreateExport = FilteredDays.refine(inOrder, OUT_OF_ORDER);
export type CreateExport = z.infer<typeof CreateExport>;

export const ReportExport = z.object({
  id: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  state: ExportState,
  /** Calls written so far, of so many. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
  /** Until then the file can be fetched. */
  expiresAt: z.iso.datetime().nullable(),
  /** Null unless it is ready. */
  file: z.string().nullable(),
});
export type ReportExport = z.infer<typeof ReportExport>;

export const ReportExports = z.object({ items: z.array(ReportExport) });

export class CreateExportDto extends createZodDto(CreateExport) {}
export class ReportExportDto extends createZodDto(ReportExport) {}
export class ReportExportsDto extends createZodDto(ReportExports) {}
