import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Transaction } from '../../auth/accounts.service';
import { SmsMessageEntity } from './sms-message.entity';
import { type SmsPurpose, type SmsState, statesBefore } from './sms-state';

export type NewSms = { phoneNumberId: string; purpose: SmsPurpose; body: string };
export type SmsKey = { organizationId: string; id: string };
export type DueSms = SmsKey & { to: string | null; blocked: boolean; body: string };

@Injectable()
export class SmsRepository {
  constructor(
    @InjectRepository(SmsMessageEntity) private readonly rows: Repository<SmsMessageEntity>,
  ) {}

  /** Undefined when the number is not this organization's. */
  async insert(
    organizationId: string,
    { phoneNumberId, purpose, body }: NewSms,
    at: Date,
    transaction: Transaction = this.rows.manager,
  ): Promise<string | undefined> {
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO sms_messages
         (organization_id, phone_number_id, purpose, state, body, created_at, updated_at)
       SELECT organization_id, id, $3, 'queued', $4, $5, $5 FROM phone_numbers
       WHERE organization_id = $1 AND id = $2
       RETURNING id`,
      [organizationId, phoneNumberId, purpose, body, at],
    );
    return row?.id;
  }

  async findDue({ organizationId, id }: SmsKey): Promise<DueSms | undefined> {
    const [row] = await this.rows.query<DueSms[]>(
      `SELECT message.organization_id AS "organizationId", message.id, message.body,
              number.number AS "to", coalesce(number.blocked, false) AS blocked
       FROM sms_messages message LEFT JOIN phone_numbers number ON number.id = message.phone_number_id
       WHERE message.organization_id = $1 AND message.id = $2 AND message.state = 'queued'`,
      [organizationId, id],
    );
    return row;
  }

  /** Over all organizations: what still waits although its job should have run. */
  async listQueued(before: Date): Promise<SmsKey[]> {
    return this.rows.query(
      `SELECT organization_id AS "organizationId", id FROM sms_messages
       WHERE state = 'queued' AND created_at < $1 ORDER BY created_at LIMIT 500`,
      [before],
    );
  }

  async markSent(
    { organizationId, id }: SmsKey,
    sent: { twilioSid: string; segments: number },
    at: Date,
    transaction: Transaction = this.rows.manager,
  ): Promise<boolean> {
    const changed = await transaction.update(
      SmsMessageEntity,
      { organizationId, id, state: 'queued' },
      { ...sent, state: 'sent', body: null, updatedAt: at },
    );
    return changed.affected === 1;
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.rows.manager.transaction(work);
  }

  async markFailed({ organizationId, id }: SmsKey, errorCode: string, at: Date): Promise<boolean> {
    const changed = await this.rows.update(
      { organizationId, id, state: 'queued' },
      { errorCode, state: 'failed', body: null, updatedAt: at },
    );
    return changed.affected === 1;
  }

  /** Found by Twilio's id, which is unique; `late` for what would lead back. */
  async report(
    twilioSid: string,
    report: { state: SmsState; errorCode: string | null },
    at: Date,
  ): Promise<'changed' | 'late' | 'unknown'> {
    const changed = await this.rows.update(
      { twilioSid, state: In([...statesBefore(report.state)]) },
      { state: report.state, errorCode: report.errorCode, body: null, updatedAt: at },
    );
    if (changed.affected === 1) return 'changed';
    return (await this.rows.existsBy({ twilioSid })) ? 'late' : 'unknown';
  }

  async find({ organizationId, id }: SmsKey): Promise<SmsMessageEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, id })) ?? undefined;
  }
}
