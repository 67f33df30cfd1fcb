import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, LessThan, Repository } from 'typeorm';
import { MailEntity } from './mail.entity';

export type MailKey = { organizationId: string; id: string };
export type NewMail = { purpose: string; sealed: string; createdAt: Date; expiresAt: Date };

@Injectable()
export class MailRepository {
  constructor(@InjectRepository(MailEntity) private readonly rows: Repository<MailEntity>) {}

  async insert(
    organizationId: string,
    mail: NewMail,
    transaction: EntityManager = this.rows.manager,
  ): Promise<string> {
    const row = { ...mail, organizationId, state: 'queued', attempts: 0 } as const;
    const inserted = await transaction.insert(MailEntity, { ...row, updatedAt: mail.createdAt });
    return String(inserted.identifiers[0]?.['id']);
  }

  async findQueued({ organizationId, id }: MailKey): Promise<MailEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, id, state: 'queued' })) ?? undefined;
  }

  async markSent({ organizationId, id }: MailKey, at: Date): Promise<void> {
    await this.rows.update(
      { organizationId, id, state: 'queued' },
      { state: 'sent', sealed: null, errorCode: null, updatedAt: at },
    );
  }

  async markFailed({ organizationId, id }: MailKey, errorCode: string, at: Date): Promise<void> {
    await this.rows.update(
      { organizationId, id, state: 'queued' },
      { state: 'failed', sealed: null, errorCode, updatedAt: at },
    );
  }

  /** An attempt in vain; another follows. */
  async noteAttempt({ organizationId, id }: MailKey, errorCode: string, at: Date): Promise<void> {
    await this.rows.query(
      `UPDATE mails SET attempts = attempts + 1, error_code = $3, updated_at = $4
       WHERE organization_id = $1 AND id = $2 AND state = 'queued'`,
      [organizationId, id, errorCode, at],
    );
  }

  /** Over all organizations, for the sweep: never tried since before one moment, or not since another. */
  async listWaiting(before: { neverTried: Date; tried: Date }): Promise<MailKey[]> {
    return this.rows.query(
      `SELECT organization_id AS "organizationId", id FROM mails
       WHERE state = 'queued' AND updated_at < CASE WHEN attempts = 0 THEN $1 ELSE $2 END::timestamptz
       ORDER BY updated_at LIMIT 500`,
      [before.neverTried, before.tried],
    );
  }

  /** Over all organizations. */
  async deleteOver(before: Date): Promise<void> {
    await this.rows.delete({ state: In(['sent', 'failed']), updatedAt: LessThan(before) });
  }
}
