import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Email, Password, Role } from '../auth/auth.schemas';
import { PageQuery, pageOf } from '../platform/http/page.schemas';

const displayName = z.string().trim().min(1, 'Give a name').max(120);

export const Organization = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  createdAt: z.iso.datetime(),
});
export type Organization = z.infer<typeof Organization>;

export const UpdateOrganization = z
  .object({ name: displayName, timeZone: z.string().max(64) })
  .partial();
export type UpdateOrganization = z.infer<typeof UpdateOrganization>;

export const Member = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: Role,
  /** Whose minutes they share. */
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** A suspended member cannot sign in; their calls stay. */
  suspended: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  sample: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const ListMembers = PageQuery.extend({
  q: z.string().trim().max(120).optional(),
  role: Role.optional(),
  teamId: z.uuid().optional(),
  sort: z.enum(['name', '-createdAt']).default('name'),
});
export type ListMembers = z.infer<typeof ListMembers>;
export const MemberPage = pageOf(Member);

export const UpdateMember = z
  .object({ name: displayName, role: Role, suspended: z.boolean() })
  .partial();
export type UpdateMember = z.infer<typeof UpdateMember>;

export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const CreateInvitation = z.object({ email: Email, role: Role });
export type CreateInvitation = z.infer<typeof CreateInvitation>;

/** The link is shown this once; it is also mailed. */
export const CreatedInvitation = Invitation.extend({ link: z.string() });
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const InvitationPreview = z.object({
  email: z.string(),
  role: Role,
  organizationName: z.string(),
});
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const AcceptInvitation = z.object({
  token: z.string().min(20).max(200),
  name: displayName,
  password: Password,
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

export class OrganizationDto extends createZodDto(Organization) {}
export class UpdateOrganizationDto extends createZodDto(UpdateOrganization) {}
export class MemberDto extends createZodDto(Member) {}
export class MemberPageDto extends createZodDto(MemberPage) {}
export class ListMembersDto extends createZodDto(ListMembers) {}
export class UpdateMemberDto extends createZodDto(UpdateMember) {}
export class InvitationDto extends createZodDto(Invitation) {}
export class CreateInvitationDto extends createZodDto(CreateInvitation) {}
export class CreatedInvitationDto extends createZodDto(CreatedInvitation) {}
export class InvitationPreviewDto extends createZodDto(InvitationPreview) {}
export class AcceptInvitationDto extends createZodDto(AcceptInvitation) {}
