import { Injectable } from '@nestjs/common';
import { AccountsService, type Transaction } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { changesBetween, namesInShort } from './audit-changes';
import { AuditService } from './audit.service';
import { memberNotFound, teamNameTaken, teamNotFound } from './organizations.errors';
import { TeamRepository, type TeamRow } from './team.repository';
import type { AssignTeam, NameTeam, Team } from './teams.schemas';

/** Members who share minutes; one belongs to one team at most. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly teams: TeamRepository,
    private readonly accounts: AccountsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async list({ organizationId }: Actor): Promise<{ items: Team[] }> {
    return { items: (await this.teams.list(organizationId)).map(toTeam) };
  }

  async create(actor: Actor, { name }: NameTeam): Promise<Team> {
    const { organizationId } = actor;
    const id = await this.teams.transaction(async (transaction) => {
      const made = await this.teams.insert(organizationId, name, transaction);
      if (!made) throw teamNameTaken();
      await this.audit.record(actor, 'team.created', `team:${made}`, { name, transaction });
      return made;
    });
    return this.mustFind(organizationId, id);
  }

  async rename(actor: Actor, id: string, { name }: NameTeam): Promise<Team> {
    const { organizationId } = actor;
    const outcome = await this.teams.rename(organizationId, id, name, (before, transaction) => {
      const changes = changesBetween({ name: before }, { name });
      const said = { name, changes, transaction };
      return this.audit.record(actor, 'team.renamed', `team:${id}`, said);
    });
    if (outcome === 'not_found') throw teamNotFound();
    if (outcome === 'taken') throw teamNameTaken();
    return this.mustFind(organizationId, id);
  }

  /** Its members belong to no team then; what it was given stands in the history of its minutes. */
  async delete(actor: Actor, id: string): Promise<void> {
    const { organizationId } = actor;
    const now = this.clock.now();
    const done = await this.teams.holding(organizationId, id, async (transaction, { name }) => {
      const members = await this.accounts.emptyTeam(organizationId, id, transaction);
      await this.teams.markDeleted(organizationId, id, now, transaction);
      const said = { name, changes: changesBetween({ members }, { members: 0 }), transaction };
      await this.audit.record(actor, 'team.deleted', `team:${id}`, said);
      return true;
    });
    if (!done) throw teamNotFound();
  }

  /** All of them or none. */
  async assign(actor: Actor, { memberIds, teamId }: AssignTeam): Promise<void> {
    const ids = [...new Set(memberIds)];
    if (teamId === null) {
      await this.teams.transaction((transaction) => this.move(actor, ids, null, transaction));
      return;
    }
    const done = await this.teams.holding(
      actor.organizationId,
      teamId,
      async (transaction, team) => {
        await this.move(actor, ids, team, transaction);
        return true;
      },
    );
    if (!done) throw teamNotFound();
  }

  private async move(
    actor: Actor,
    memberIds: readonly string[],
    team: { id: string; name: string } | null,
    transaction: Transaction,
  ): Promise<void> {
    const { organizationId } = actor;
    const id = team?.id ?? null;
    const names = await this.accounts.setTeam(organizationId, memberIds, id, transaction);
    if (!names) throw memberNotFound();
    const action = team ? 'team.members_added' : 'team.members_taken_out';
    const subject = team ? `team:${team.id}` : `organization:${organizationId}`;
    const changes = changesBetween({}, { members: namesInShort(names) });
    await this.audit.record(actor, action, subject, { name: team?.name, changes, transaction });
  }

  private async mustFind(organizationId: string, id: string): Promise<Team> {
    const team = await this.teams.find(organizationId, id);
    if (!team) throw teamNotFound();
    return toTeam(team);
  }
}

const toTeam = ({ id, name, members, createdAt }: TeamRow): Team => ({
  id,
  name,
  members,
  createdAt: createdAt.toISOString(),
});
