import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock';
import { GuestRepository } from './guest.repository';
import { MemberTeamRepository } from './member-team.repository';
import type { MemberEntity } from './member.entity';
import {
  type MemberFilter,
  MemberRepository,
  type NewMember,
  type Transaction,
} from './member.repository';
import {
  type MembershipChange,
  type MembershipRefusal,
  MembershipRepository,
} from './membership.repository';

/** A member as other features see one. */
export type Account = Omit<MemberEntity, 'passwordHash' | 'deletedAt'>;
export type { MemberFilter, MembershipChange, MembershipRefusal, NewMember, Transaction };

/** Who belongs to an organization: the door through which other features reach members. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly members: MemberRepository,
    private readonly memberships: MembershipRepository,
    private readonly guests: GuestRepository,
    private readonly teams: MemberTeamRepository,
    private readonly clock: Clock,
  ) {}

  async page(organizationId: string, filter: MemberFilter): Promise<Account[]> {
    return this.members.page(organizationId, filter);
  }

  async find(organizationId: string, id: string): Promise<Account | undefined> {
    return this.members.find(organizationId, id);
  }

  async findFirstAdmin(organizationId: string): Promise<Account | undefined> {
    return this.members.findFirstAdmin(organizationId);
  }

  /** Whether this address already belongs to this organization; of others it tells nothing. */
  async findByEmail(organizationId: string, email: string): Promise<Account | undefined> {
    const member = await this.members.findByEmail(email);
    return member?.organizationId === organizationId ? member : undefined;
  }

  /** The new member's id, or undefined when the address already signs in, here or elsewhere. */
  async add(
    organizationId: string,
    member: NewMember,
    transaction?: Transaction,
  ): Promise<string | undefined> {
    return this.members.insert(organizationId, member, transaction);
  }

  async change(
    organizationId: string,
    id: string,
    change: MembershipChange,
  ): Promise<Account | MembershipRefusal> {
    return this.memberships.change(organizationId, id, change);
  }

  async remove(organizationId: string, id: string): Promise<'done' | MembershipRefusal> {
    return this.memberships.remove(organizationId, id, this.clock.now());
  }

  /** All of them or none: undefined where one of them is no member, else their names. Null: out of any team. */
  async setTeam(
    organizationId: string,
    memberIds: readonly string[],
    teamId: string | null,
    transaction?: Transaction,
  ): Promise<string[] | undefined> {
    return this.teams.set(organizationId, memberIds, teamId, transaction);
  }

  /** How many belonged to it. */
  async emptyTeam(
    organizationId: string,
    teamId: string,
    transaction: Transaction,
  ): Promise<number> {
    return this.teams.empty(organizationId, teamId, transaction);
  }

  /** A member in name only: for an unknown caller, who is in no list and cannot sign in. */
  async addGuest(organizationId: string, name: string, transaction: Transaction): Promise<string> {
    return this.guests.insert(organizationId, name, transaction);
  }

  /** False while something still names the guest. */
  async removeGuest(organizationId: string, id: string): Promise<boolean> {
    return this.guests.delete(organizationId, id);
  }
}
