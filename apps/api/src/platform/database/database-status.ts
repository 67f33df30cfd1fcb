import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class DatabaseStatus {
  constructor(private readonly dataSource: DataSource) {}

  /** Rejects when the database does not answer. */
  async ping(): Promise<true> {
    await this.dataSource.query('SELECT 1');
    return true;
  }
}
