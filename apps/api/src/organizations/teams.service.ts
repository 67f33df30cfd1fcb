import { Injectable } from '@nestjs/common';
import { AccountsService } from '../auth/accounts.service';
import type { Actor } from '../auth/actor';
import { Clock } from '../platform/clock/clock';
import { memberNotFound, teamNameTaken, teamNotFound } from './organizations.errors';
import { TeamRepository, type TeamRow } from './team.repository';
import type { AssignTeam, NameTeam, Team } from './teams.schemas';

/** Members who share minutes; one belongs to one team at most. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly teams: TeamRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  async list({ organizationId }: Actor): Promise<{ items: Team[] }> {
    return { items: (await this.teams.list(organizationId)).map(toTeam) };
  }

  async create({ organizationId }: Actor, { name }: NameTeam): Promise<Team> {
    const id = await this.teams.insert(organizationId, name);
    if (!id) throw teamNameTaken();
    return this.mustFind(organizationId, id);
  }

  async rename({ organizationId }: Actor, id: string, { name }: NameTeam): Promise<Team> {
    const outcome = await this.teams.rename(organizationId, id, name);
    if (outcome === 'not_found') throw teamNotFound();
    if (outcome === 'taken') throw teamNameTaken();
    return this.mustFind(organizationId, id);
  }

  /** Its members belong to no team then; what it was given stands in the history of its minutes. */
  async delete({ organizationId }: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    const done = await this.teams.holding(organizationId, id, async (transaction) => {
      await this.accounts.emptyTeam(organizationId, id, transaction);
      await this.teams.markDeleted(organizationId, id, now, transaction);
      return true;
    });
    if (!done) throw teamNotFound();
  }

  /** All of them or none. */
  async assign({ organizationId }: Actor, { memberIds, teamId }: AssignTeam): Promise<void> {
    const ids = [...new Set(memberIds)];
    if (teamId === null) {
      if (!(await this.accounts.setTeam(organizationId, ids, null))) throw memberNotFound();
      return;
    }
    const done = await this.teams.holding(organizationId, teamId, (transaction) =>
      this.accounts.setTeam(organizationId, ids, teamId, transaction),
    );
    if (done === undefined) throw teamNotFound();
    if (!done) throw memberNotFound();
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
