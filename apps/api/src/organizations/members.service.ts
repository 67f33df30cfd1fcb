import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Account, AccountsService } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { decodeCursor, encodeCursor } from '../platform/http/cursor';
import type { Page } from '../platform/http/page.schemas';
import { atMost } from '../auth/permissions';
import { AuditService } from './audit.service';
import { lastAdmin, memberNotFound, roleAboveYours } from './organizations.errors';
import { TeamRepository } from './team.repository';
import type { ListMembers, Member, UpdateMember } from './organizations.schemas';

type TeamNames = ReadonlyMap<string, string>;

const Positions = {
  name: z.object({ sort: z.literal('name'), value: z.string(), id: z.uuid() }),
  '-createdAt': z.object({
    sort: z.literal('-createdAt'),
    value: z.iso.datetime(),
    id: z.uuid(),
  }),
};

@Injectable()
export class MembersService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly teams: TeamRepository,
  ) {}

  async page(actor: Actor, query: ListMembers): Promise<Page<Member>> {
    const { cursor, limit, ...filter } = query;
    const rows = await this.accounts.page(actor.organizationId, {
      ...filter,
      limit: limit + 1,
      after: cursor === undefined ? undefined : decodeCursor(cursor, Positions[query.sort]),
    });
    const teams = await this.teamNames(actor);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => toMember(row, teams)),
      nextCursor: last ? encodeCursor(positionOf(last, query.sort)) : null,
    };
  }

  async update(actor: Actor, id: string, change: UpdateMember): Promise<Member> {
    if (change.role !== undefined && !atMost(change.role, actor.role)) throw roleAboveYours();
    const changed = await this.accounts.change(actor.organizationId, id, change);
    if (changed === 'not_found') throw memberNotFound();
    if (changed === 'last_admin') throw lastAdmin();
    for (const action of actionsOf(change)) {
      await this.audit.record(actor, action, `member:${id}`, { name: changed.name });
    }
    return toMember(changed, await this.teamNames(actor));
  }

  /** They can no longer sign in and leave the list; their calls stay, under their name. */
  async remove(actor: Actor, id: string): Promise<void> {
    const name = (await this.accounts.find(actor.organizationId, id))?.name;
    const outcome = await this.accounts.remove(actor.organizationId, id);
    if (outcome === 'not_found') throw memberNotFound();
    if (outcome === 'last_admin') throw lastAdmin();
    await this.audit.record(actor, 'member.removed', `member:${id}`, { name });
  }

  private async teamNames({ organizationId }: Actor): Promise<TeamNames> {
    const teams = await this.teams.list(organizationId);
    return new Map(teams.map(({ id, name }) => [id, name]));
  }
}

/** A name is nobody's access. */
const actionsOf = ({ role, suspended }: UpdateMember): string[] => [
  ...(role === undefined ? [] : [`member.made_${role}`]),
  ...(suspended === undefined ? [] : [suspended ? 'member.suspended' : 'member.restored']),
];

const positionOf = (row: Account, sort: ListMembers['sort']) => ({
  sort,
  value: sort === 'name' ? row.name : row.createdAt.toISOString(),
  id: row.id,
});

const toMember = (row: Account, teams: TeamNames): Member => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  team: row.teamId === null ? null : { id: row.teamId, name: teams.get(row.teamId) ?? '' },
  suspended: row.suspended,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  sample: row.sample,
});
