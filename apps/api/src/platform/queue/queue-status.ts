import { Injectable } from '@nestjs/common';
import { QUEUE_NAMES } from './jobs';
import { QueueConnection } from './queue-connection';

export type QueueCounts = { waiting: number; active: number; delayed: number; failed: number };

@Injectable()
export class QueueStatus {
  constructor(private readonly connection: QueueConnection) {}

  /** Over all queues. Rejects when the queue's store does not answer. */
  async counts(): Promise<QueueCounts> {
    const all = await Promise.all(
      QUEUE_NAMES.map((name) =>
        this.connection.queue(name).getJobCounts('waiting', 'active', 'delayed', 'failed'),
      ),
    );
    const sum = (state: keyof QueueCounts) =>
      all.reduce((total, counts) => total + (counts[state] ?? 0), 0);
    return {
      waiting: sum('waiting'),
      active: sum('active'),
      delayed: sum('delayed'),
      failed: sum('failed'),
    };
  }
}
