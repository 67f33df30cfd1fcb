import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  createPostgresBackend,
  FlowProducer,
  type ConnectionOptions,
  Queue,
  type Processor,
  setDefaultBackendFactory,
  Worker,
} from 'bullmq';
import Redis from 'ioredis';
import { Pool } from 'pg';
import { AppConfig } from '../../config/app-config';
import { QUEUE_NAMES, QUEUES, type QueueName } from './jobs';

/** LISTEN holds one connection for each worker; the rest is shared by everything else. */
const POOL_SIZE = QUEUE_NAMES.length + 4;

type Closable = { close(): Promise<void> };

/** The only door to BullMQ: on PostgreSQL, or on Redis when there is one. */
@Injectable()
export class QueueConnection implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueConnection.name);
  private readonly connection: ConnectionOptions;
  private readonly end: () => Promise<void>;
  private readonly queues = new Map<QueueName, Queue>();
  private readonly open: Closable[] = [];
  private flow: FlowProducer | undefined;
  private closing = false;

  constructor(private readonly config: AppConfig) {
    const { connection, end } =
      config.redisUrl === undefined ? this.onPostgres() : this.onRedis(config.redisUrl);
    this.connection = connection;
    this.end = end;
  }

  queue(name: QueueName): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.watched(new Queue(name, { connection: this.connection }));
    this.queues.set(name, queue);
    return queue;
  }

  flows(): FlowProducer {
    return (this.flow ??= this.watched(new FlowProducer({ connection: this.connection })));
  }

  worker(name: QueueName, processor: Processor): Worker {
    return this.watched(
      new Worker(name, processor, {
        connection: this.connection,
        concurrency: QUEUES[name].concurrency,
      }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.open.map((part) => part.close()));
    await this.end();
  }

  private onPostgres() {
    setDefaultBackendFactory(createPostgresBackend);
    const pool = new Pool({
      connectionString: this.config.databaseUrl,
      max: POOL_SIZE,
      options: '-c search_path=bullmq',
      application_name: 'sparline-queue',
    });
    pool.on('error', (error) => this.lost(error));
    return { connection: pool as unknown as ConnectionOptions, end: () => pool.end() };
  }

  private onRedis(url: string) {
    setDefaultBackendFactory();
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    redis.on('error', (error) => this.lost(error));
    return { connection: redis, end: async () => void (await redis.quit()) };
  }

  /** A pool that has ended still hears its last connections break when the database stops too. */
  private lost(error: Error): void {
    if (!this.closing) this.logger.warn({ err: error }, 'The job queue lost its connection');
  }

  /** An `error` event nobody hears would end the process. */
  private watched<
    Part extends Closable & { on(event: 'error', heard: (error: Error) => void): unknown },
  >(part: Part): Part {
    part.on('error', (error) => this.lost(error));
    this.open.push(part);
    return part;
  }
}
