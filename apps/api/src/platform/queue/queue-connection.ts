import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { FlowProducer, type Processor, Queue, Worker } from 'bullmq';
import { AppConfig } from '../../config/app-config';
import { QUEUES, type QueueName } from './jobs';
import { openPostgresStore, openRedisStore, type QueueStore } from './queue-store';

/** Longer than any polite goodbye takes; a store that is gone would never say it. */
const CLOSE_WITHIN_MS = 3_000;
/** A store that is away is tried again and again, and need not be told of each time. */
const WARN_EVERY_MS = 60_000;
/** On top of the pause that `patientBackend` makes. */
const RETRY_AFTER_MS = 1_000;

/**
 * A job of a process that was killed is taken up again when its lock has run out and a look around
 * has found it twice. A job that was cut off as often as this is at fault itself.
 */
const RECOVERY = { lockDuration: 12_000, stalledInterval: 4_000, maxStalledCount: 5 } as const;

type Part = {
  close(): Promise<void>;
  on(event: 'error', heard: (error: Error) => void): unknown;
};

/** The only door to BullMQ: on PostgreSQL, or on Redis when there is one. */
@Injectable()
export class QueueConnection implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(QueueConnection.name);
  private readonly store: QueueStore;
  private readonly queues = new Map<QueueName, Queue>();
  private readonly open: Part[] = [];
  private flow: FlowProducer | undefined;
  private closing = false;
  private warnedAt = -Infinity;
  private away = false;

  constructor(config: AppConfig) {
    const onLost = (error: Error) => this.lost(error);
    const onBack = () => this.back();
    this.store =
      config.redisUrl === undefined
        ? openPostgresStore(config.databaseUrl, onLost, onBack)
        : openRedisStore(config.redisUrl, onLost, onBack);
  }

  /** Throws `ConfigError` when the store does not answer: every later wait for it is endless. */
  async onModuleInit(): Promise<void> {
    await this.store.reach();
  }

  queue(name: QueueName): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.watched(new Queue(name, { connection: this.store.connection }));
    this.queues.set(name, queue);
    return queue;
  }

  flows(): FlowProducer {
    return (this.flow ??= this.watched(new FlowProducer({ connection: this.store.connection })));
  }

  worker(name: QueueName, processor: Processor): Worker {
    return this.watched(
      new Worker(name, processor, {
        connection: this.store.connection,
        concurrency: QUEUES[name].concurrency,
        runRetryDelay: RETRY_AFTER_MS,
        ...RECOVERY,
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS);
    });
    await Promise.race([Promise.allSettled(this.open.map((part) => part.close())), late]);
    clearTimeout(timer);
    await this.store.end();
  }

  /** A pool that has ended still hears its last connections break when the database stops too. */
  private lost(error: Error): void {
    const now = Date.now();
    if (this.closing || now - this.warnedAt < WARN_EVERY_MS) return;
    this.warnedAt = now;
    this.away = true;
    this.logger.warn({ err: error }, 'The job queue lost its connection');
  }

  /** Each worker notices by itself; the first is enough. */
  private back(): void {
    if (!this.away) return;
    this.away = false;
    this.logger.log('The job queue has its connection again');
  }

  /** An `error` event nobody hears would end the process. */
  private watched<Watched extends Part>(part: Watched): Watched {
    part.on('error', (error) => this.lost(error));
    this.open.push(part);
    return part;
  }
}
