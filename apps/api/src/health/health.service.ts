import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config';
import { DatabaseStatus } from '../platform/database/database-status';
import { ActiveCalls } from '../platform/metrics/active-calls';
import { ActiveStreams } from '../platform/metrics/active-streams';
import { Metrics } from '../platform/metrics/metrics';
import { type QueueCounts, QueueStatus } from '../platform/queue/queue-status';
import type { Health } from './health.schemas';

const ANSWER_WITHIN_MS = 2000;

@Injectable()
export class HealthService implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly database: DatabaseStatus,
    private readonly queue: QueueStatus,
    private readonly calls: ActiveCalls,
    private readonly streams: ActiveStreams,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('calls_active', 'Calls this process carries', () => this.calls.count());
    this.metrics.gauge('media_streams_active', 'Telephones whose sound this process carries', () =>
      this.streams.count(),
    );
    this.metrics.gauge('jobs_failed', 'Jobs that failed for good and wait to be seen', async () => {
      const counts = await soon(this.queue.counts());
      return counts?.failed ?? Number.NaN;
    });
  }

  async read(): Promise<Health> {
    const [databaseUp, counts] = await Promise.all([
      soon(this.database.ping()),
      soon(this.queue.counts()),
    ]);
    return {
      status: databaseUp && counts ? 'ok' : 'degraded',
      database: databaseUp ? 'up' : 'down',
      queue: toQueue(counts),
      activeCalls: this.calls.count(),
      activeStreams: this.streams.count(),
      counters: await this.counters(),
      providers: this.providers(),
    };
  }

  private async counters(): Promise<Health['counters']> {
    const { metrics } = this;
    const [ended, refused, failed, smsSent, smsFailed, toolCalls, providerErrors] =
      await Promise.all([
        metrics.total('calls_total'),
        metrics.total('calls_total', { outcome: 'refused' }),
        metrics.total('calls_total', { outcome: 'failed' }),
        metrics.total('sms_total', { outcome: 'sent' }),
        metrics.total('sms_total', { outcome: 'failed' }),
        metrics.total('tool_calls_total'),
        metrics.total('provider_errors_total'),
      ]);
    const active = this.calls.count();
    const calls = ended - refused + active;
    return { calls, active, failed, smsSent, smsFailed, toolCalls, providerErrors };
  }

  private providers(): Health['providers'] {
    return Object.fromEntries(
      Object.entries(this.config.providers).map(([name, { apiKey, baseUrl }]) => [
        name,
        (apiKey ?? baseUrl) === undefined ? 'not_configured' : 'configured',
      ]),
    );
  }
}

const toQueue = (counts: QueueCounts | undefined): Health['queue'] =>
  counts ? { status: 'up', ...counts } : { status: 'down' };

/** Undefined when it fails or keeps us waiting: a health check has to answer itself. */
const soon = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};
