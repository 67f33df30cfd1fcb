import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const MOST_AT_ONCE = 500;

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type Team = z.infer<typeof Team>;

export const NameTeam = z.strictObject({
  name: z.string().trim().min(1, 'Give a name').max(80, 'At most 80 characters'),
});
export type NameTeam = z.infer<typeof NameTeam>;

export const AssignTeam = z.strictObject({
  memberIds: z
    .array(z.uuid())
    .min(1, 'Choose at least one member')
    .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} at once`),
  /** Null: out of any team. */
  teamId: z.uuid().nullable(),
});
export type AssignTeam = z.infer<typeof AssignTeam>;

export class TeamDto extends createZodDto(Team) {}
export class TeamsDto extends createZodDto(z.object({ items: z.array(Team) })) {}
export class NameTeamDto extends createZodDto(NameTeam) {}
export class AssignTeamDto extends createZodDto(AssignTeam) {}
