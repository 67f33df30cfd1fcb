import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** A number of one's own. */
export const PhoneNumber = z.object({
  id: z.uuid(),
  number: z.string(),
  verified: z.boolean(),
  /** By an administrator: calls from it are refused. */
  blocked: z.boolean(),
  /** While a code is on its way or waited for. */
  code: z
    .object({
      expiresAt: z.iso.datetime(),
      /** Not before then can another be sent. */
      resendFrom: z.iso.datetime(),
      triesLeft: z.number().int(),
    })
    .nullable(),
});
export type PhoneNumber = z.infer<typeof PhoneNumber>;

export const MyPhoneNumbers = z.object({
  /** The number to call; null when no telephone line is set up. */
  line: z.string().nullable(),
  items: z.array(PhoneNumber),
});
export type MyPhoneNumbers = z.infer<typeof MyPhoneNumbers>;

/** As people write it; with the country code. */
export const AddPhoneNumber = z.object({ number: z.string().trim().min(1).max(40) });
export type AddPhoneNumber = z.infer<typeof AddPhoneNumber>;

export const VerifyPhoneNumber = z.object({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'The code has six digits')),
});
export type VerifyPhoneNumber = z.infer<typeof VerifyPhoneNumber>;

export class PhoneNumberDto extends createZodDto(PhoneNumber) {}
export class MyPhoneNumbersDto extends createZodDto(MyPhoneNumbers) {}
export class AddPhoneNumberDto extends createZodDto(AddPhoneNumber) {}
export class VerifyPhoneNumberDto extends createZodDto(VerifyPhoneNumber) {}
