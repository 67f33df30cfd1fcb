import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, QueryFailedError, Repository } from 'typeorm';
import type { Transaction } from '../auth/accounts.service';
import { TeamEntity } from './team.entity';

export type TeamRow = Pick<TeamEntity, 'id' | 'name' | 'createdAt'> & { members: number };

@Injectable()
export class TeamRepository {
  constructor(@InjectRepository(TeamEntity) private readonly rows: Repository<TeamEntity>) {}

  async list(organizationId: string): Promise<TeamRow[]> {
    return this.rows.query(
      `SELECT team.id, team.name, team.created_at AS "createdAt", count(member.id)::int AS members
       FROM teams team LEFT JOIN members member ON member.organization_id = team.organization_id
         AND member.team_id = team.id AND member.deleted_at IS NULL
       WHERE team.organization_id = $1 AND team.deleted_at IS NULL
       GROUP BY team.id ORDER BY lower(team.name), team.id`,
      [organizationId],
    );
  }

  async find(organizationId: string, id: string): Promise<TeamRow | undefined> {
    return (await this.list(organizationId)).find((team) => team.id === id);
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.rows.manager.transaction(work);
  }

  /** Undefined when the name is taken. */
  async insert(
    organizationId: string,
    name: string,
    transaction: Transaction,
  ): Promise<string | undefined> {
    const rows = await transaction.query<{ id: string }[]>(
      `INSERT INTO teams (organization_id, name) VALUES ($1, $2)
       ON CONFLICT (organization_id, lower(name)) WHERE deleted_at IS NULL DO NOTHING
       RETURNING id`,
      [organizationId, name],
    );
    return rows[0]?.id;
  }

  /** `work` is told the name before; both are done or neither. */
  async rename(
    organizationId: string,
    id: string,
    name: string,
    work: (before: string, transaction: Transaction) => Promise<void>,
  ): Promise<'done' | 'not_found' | 'taken'> {
    try {
      const done = await this.holding(organizationId, id, async (transaction, team) => {
        await transaction.update(TeamEntity, { organizationId, id }, { name });
        await work(team.name, transaction);
        return true;
      });
      return done ? 'done' : 'not_found';
    } catch (error) {
      if (isTaken(error)) return 'taken';
      throw error;
    }
  }

  /** Nobody deletes the team while `work` is done with it; undefined when there is no such team. */
  async holding<Result>(
    organizationId: string,
    id: string,
    work: (transaction: Transaction, team: TeamEntity) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.rows.manager.transaction(async (manager) => {
      const team = await manager.findOne(TeamEntity, {
        where: { organizationId, id, deletedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      return team ? work(manager, team) : undefined;
    });
  }

  async markDeleted(
    organizationId: string,
    id: string,
    deletedAt: Date,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(TeamEntity, { organizationId, id }, { deletedAt });
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
