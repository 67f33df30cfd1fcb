import { Injectable } from '@nestjs/common';
import { QUEUE_NAMES, type QueueName } from './jobs';
import { QueueConnection } from './queue-connection';

export type QueueCounts = { waiting: number; active: number; delayed: number; failed: number };

@Injectable()
export class QueueStatus {
  constructor(private readonly connection: QueueConnection) {}

  /** Over all queues. Rejects when the queue's store does not answer. */
  async counts(): Promise<QueueCounts> {
    const all = await this.countsByQueue();
    const sum = (state: keyof QueueCounts) =>
      all.reduce((total, counts) => total + counts[state], 0);
    return {
      waiting: sum('waiting'),
      active: sum('active'),
      delayed: sum('delayed'),
      failed: sum('failed'),
    };
  }

  /** Likewise. */
  async countsByQueue(): Promise<({ queue: QueueName } & QueueCounts)[]> {
    return Promise.all(
      QUEUE_NAMES.map(async (name) => {
        const queue = this.connection.queue(name);
        const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
        const of = (state: keyof QueueCounts) => counts[state] ?? 0;
        return {
          queue: name,
          waiting: of('waiting'),
          active: of('active'),
          delayed: of('delayed'),
          failed: of('failed'),
        };
      }),
    );
  }
}
