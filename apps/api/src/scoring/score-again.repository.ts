import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ScoreAgain } from './score-again.schemas';

/** What is wanted, and when: a score made since is new already. */
type Wanted = ScoreAgain & { before: Date };

const WANTED = `
  FROM calls call LEFT JOIN call_scores score ON score.call_id = call.id
  WHERE call.organization_id = $1 AND call.state = 'ready' AND call.deleted_at IS NULL
    AND call.persona_id IS NOT NULL AND NOT call.sample AND call.started_at < $2
    AND (score.created_at IS NULL OR score.created_at < $2)
    AND ($3::text IS NULL OR call.mode = $3) AND ($4::uuid IS NULL OR call.member_id = $4)
    AND ($5::date IS NULL OR call.started_at >= $5::date)
    AND ($6::date IS NULL OR call.started_at < $6::date + 1)`;

const parametersOf = (organizationId: string, wanted: Wanted) => [
  organizationId,
  wanted.before,
  wanted.mode ?? null,
  wanted.memberId ?? null,
  wanted.from ?? null,
  wanted.to ?? null,
];

@Injectable()
export class ScoreAgainRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async count(organizationId: string, wanted: Wanted): Promise<number> {
    const [row] = await this.database.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count ${WANTED}`,
      parametersOf(organizationId, wanted),
    );
    return row?.count ?? 0;
  }

  /** The next ones, without those that were tried. */
  async next(
    organizationId: string,
    wanted: Wanted,
    { except, most }: { except: readonly string[]; most: number },
  ): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT call.id ${WANTED} AND call.id <> ALL($7::uuid[])
       ORDER BY call.started_at, call.id LIMIT $8`,
      [...parametersOf(organizationId, wanted), except, most],
    );
    return rows.map(({ id }) => id);
  }
}
