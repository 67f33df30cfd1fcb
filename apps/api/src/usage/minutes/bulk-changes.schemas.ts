import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ChangeMinutes, SetAllowance, SetLimit } from './quotas.schemas';

const MOST_AT_ONCE = 500;

const ids = z.array(z.uuid()).max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} at once`).default([]);

/** The same change for many: all of them, or none where one of them is refused. */
export const BulkChange = z
  .strictObject({
    memberIds: ids,
    teamIds: ids,
    /** Exactly one of these. */
    minutes: ChangeMinutes.optional(),
    allowance: SetAllowance.optional(),
    removeAllowance: z.literal(true).optional(),
    limit: SetLimit.optional(),
    lift: z.literal(true).optional(),
    /** Only says what would happen. */
    dryRun: z.boolean().default(false),
  })
  .refine(({ memberIds, teamIds }) => memberIds.length + teamIds.length > 0, {
    path: ['memberIds'],
    message: 'Choose at least one member or team',
  })
  .refine(
    ({ minutes, allowance, removeAllowance, limit, lift }) =>
      [minutes, allowance, removeAllowance, limit, lift].filter((one) => one !== undefined)
        .length === 1,
    {
      path: ['minutes'],
      message: 'Give exactly one of minutes, allowance, removeAllowance, limit and lift',
    },
  );
export type BulkChange = z.infer<typeof BulkChange>;

export const BulkOutcome = z.object({
  dryRun: z.boolean(),
  /** By name. */
  items: z.array(
    z.object({
      owner: z.enum(['member', 'team']),
      ownerId: z.uuid(),
      name: z.string(),
      /** Null where nothing of their own limited them before. */
      leftBeforeMs: z.number().int().nullable(),
      /** Null where nothing of their own limits them from now on. */
      leftAfterMs: z.number().int().nullable(),
    }),
  ),
  /** How many minutes that adds altogether; below zero where it takes some. */
  addedMs: z.number().int(),
});
export type BulkOutcome = z.infer<typeof BulkOutcome>;

export class BulkChangeDto extends createZodDto(BulkChange) {}
export class BulkOutcomeDto extends createZodDto(BulkOutcome) {}
