import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

export type AttemptWindow = { attempts: number; endsAt: Date };

/** Counted before anybody is known, so without an organization; kept in the database for all processes. */
@Injectable()
export class AttemptRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** One more, in one statement: attempts sent in parallel cannot slip past the count. */
  async count(subject: string, now: Date, endsAt: Date): Promise<AttemptWindow> {
    const rows = await this.database.query<AttemptWindow[]>(
      `INSERT INTO attempt_counts (subject, attempts, ends_at) VALUES ($1, 1, $3)
       ON CONFLICT (subject) DO UPDATE SET
         attempts = CASE WHEN attempt_counts.ends_at <= $2 THEN 1 ELSE attempt_counts.attempts + 1 END,
         ends_at = CASE WHEN attempt_counts.ends_at <= $2 THEN $3 ELSE attempt_counts.ends_at END
       RETURNING attempts, ends_at AS "endsAt"`,
      [subject, now, endsAt],
    );
    const [window] = rows;
    if (!window) throw new Error('An upsert returned no row');
    return window;
  }

  async forget(subject: string): Promise<void> {
    await this.database.query('DELETE FROM attempt_counts WHERE subject = $1', [subject]);
  }

  async giveBack(subject: string): Promise<void> {
    await this.database.query(
      'UPDATE attempt_counts SET attempts = attempts - 1 WHERE subject = $1 AND attempts > 0',
      [subject],
    );
  }

  async deleteEnded(now: Date): Promise<void> {
    await this.database.query(
      `DELETE FROM attempt_counts WHERE subject IN (
         SELECT subject FROM attempt_counts WHERE ends_at <= $1
         ORDER BY subject FOR UPDATE SKIP LOCKED)`,
      [now],
    );
  }
}
