import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export const Role = z.enum(['admin', 'coach', 'trainee']);
export type Role = z.infer<typeof Role>;

export const Password = z.string().min(10, 'Use at least 10 characters').max(200);
export const Email = z
  .email('This is not an e-mail address')
  .max(254)
  .transform((value) => value.toLowerCase());

export const Login = z.object({ email: Email, password: z.string().min(1).max(200) });
export type Login = z.infer<typeof Login>;

export const Me = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: Role,
  organization: z.object({ id: z.uuid(), name: z.string() }),
  permissions: z.array(z.string()),
});
export type Me = z.infer<typeof Me>;

export const UpdateMe = z.object({ name: z.string().trim().min(1, 'Give a name').max(120) });
export type UpdateMe = z.infer<typeof UpdateMe>;

export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const RequestPasswordReset = z.object({ email: Email });
export const ConfirmPasswordReset = z.object({
  token: z.string().min(20).max(200),
  password: Password,
});

export type ConfirmPasswordReset = z.infer<typeof ConfirmPasswordReset>;

/** A signed-in browser. */
export const SignInSession = z.object({
  id: z.uuid(),
  userAgent: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  current: z.boolean(),
});
export type SignInSession = z.infer<typeof SignInSession>;

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** First characters, enough to recognise it. */
  prefix: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKey = z.object({ name: z.string().trim().min(1).max(80), role: Role });
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** The secret is shown this once. */
export const CreatedApiKey = ApiKey.extend({ secret: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export class LoginDto extends createZodDto(Login) {}
export class MeDto extends createZodDto(Me) {}
export class UpdateMeDto extends createZodDto(UpdateMe) {}
export class ChangePasswordDto extends createZodDto(ChangePassword) {}
export class RequestPasswordResetDto extends createZodDto(RequestPasswordReset) {}
export class ConfirmPasswordResetDto extends createZodDto(ConfirmPasswordReset) {}
export class SignInSessionDto extends createZodDto(SignInSession) {}
export class ApiKeyDto extends createZodDto(ApiKey) {}
export class CreateApiKeyDto extends createZodDto(CreateApiKey) {}
export class CreatedApiKeyDto extends createZodDto(CreatedApiKey) {}
