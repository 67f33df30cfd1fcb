import { Injectable } from '@nestjs/common';
import type { Actor } from './actor';
import { notSignedIn } from './auth.errors';
import type { Me, Role, UpdateMe } from './auth.schemas';
import { MemberRepository } from './member.repository';
import { PERMISSIONS_BY_ROLE } from './permissions';

@Injectable()
export class ProfileService {
  constructor(private readonly members: MemberRepository) {}

  /** With the actor's own role: an API key may hold less than its member. */
  async me(actor: Actor): Promise<Me> {
    return this.of(actor.organizationId, actor.memberId, actor.role);
  }

  async rename(actor: Actor, { name }: UpdateMe): Promise<Me> {
    await this.members.rename(actor.organizationId, actor.memberId, name);
    return this.me(actor);
  }

  async of(organizationId: string, memberId: string, role?: Role): Promise<Me> {
    const profile = await this.members.findProfile(organizationId, memberId);
    if (!profile) throw notSignedIn();
    const actingRole = role ?? profile.role;
    return {
      id: profile.id,
      email: profile.email,
      name: profile.name,
      role: actingRole,
      organization: { id: profile.organizationId, name: profile.organizationName },
      permissions: [...PERMISSIONS_BY_ROLE[actingRole]],
    };
  }
}
