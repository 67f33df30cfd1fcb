import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** How much each organization keeps. */
@Injectable()
export class StorageUsageRepository {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Over all organizations that keep anything. */
  async list(): Promise<{ organizationId: string; timeZone: string; bytes: number }[]> {
    return this.database.query(
      `SELECT recordings.organization_id AS "organizationId", organizations.time_zone AS "timeZone",
         sum(recordings.bytes)::float8 AS bytes
       FROM recordings JOIN organizations ON organizations.id = recordings.organization_id
       WHERE object_key IS NOT NULL AND bytes > 0 GROUP BY 1, 2 ORDER BY 1`,
    );
  }
}
