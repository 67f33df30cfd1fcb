import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export const RevealedNumber = z.object({ number: z.string() });
export const BlockCaller = z.object({ blocked: z.boolean() });
export type BlockCaller = z.infer<typeof BlockCaller>;

export class RevealedNumberDto extends createZodDto(RevealedNumber) {}
export class BlockCallerDto extends createZodDto(BlockCaller) {}
