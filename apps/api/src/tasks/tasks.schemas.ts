import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export const TaskState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type TaskState = z.infer<typeof TaskState>;

/** Long work somebody waits for, e.g. an export. Ask again until it is over. */
export const Task = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: TaskState,
  done: z.number().int(),
  /** Null until it is known. */
  total: z.number().int().nullable(),
  /** Of those done, what could not be done. */
  failed: z.number().int(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  /** Where what it made is to be had. */
  resultPath: z.string().nullable(),
  startedBy: z.uuid(),
  /** Whether who asks may stop it now. */
  stoppable: z.boolean(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Task = z.infer<typeof Task>;

export const ListTasks = z.object({
  kind: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type ListTasks = z.infer<typeof ListTasks>;

export class TaskDto extends createZodDto(Task) {}
export class TaskListDto extends createZodDto(z.object({ items: z.array(Task) })) {}
export class ListTasksDto extends createZodDto(ListTasks) {}
