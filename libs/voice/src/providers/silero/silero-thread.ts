import { Worker } from 'node:worker_threads';
import type { Clock } from '../../clock/clock';
import { backoffMs } from '../../resilience/backoff';
import type { FromSilero, SileroThreadData, ToSilero } from './silero-messages';
import { SileroPulse } from './silero-pulse';
import type { SileroClient, SileroLine } from './silero-voice-activity';

const RETRY = { baseMs: 1000, maxMs: 60_000 };
/** A thread that dies sooner than this counts as one that never ran. */
const HEALTHY_AFTER_MS = 60_000;

export type SileroThreadOptions = {
  clock: Clock;
  /** Names the compiled thread; asked when it starts. */
  file: () => string;
  /** Once for each row of failures; the calls go on by loudness. */
  onProblem: (error: Error) => void;
};

/**
 * Owns one thread with the model and the calls it serves. It starts when the first call has audio,
 * starts anew after it has died or hangs, ever more patiently, and does not keep the process alive.
 */
export class SileroThread {
  private worker: Worker | null = null;
  private running = false;
  private closed = false;
  private failures = 0;
  private readyAtMs = 0;
  private retryAtMs = Number.NEGATIVE_INFINITY;
  private readonly pulse = new SileroPulse();
  private readonly clients = new Map<number, SileroClient>();
  private nextId = 1;

  constructor(private readonly options: SileroThreadOptions) {}

  /** How many calls it serves. */
  get calls(): number {
    return this.clients.size;
  }

  /** Whether the model is loaded. */
  get isRunning(): boolean {
    return this.running;
  }

  connect(client: SileroClient): SileroLine {
    const id = this.nextId++;
    this.clients.set(id, client);
    if (this.running) this.open(id, client);
    return {
      isReady: () => this.isReady(),
      ring: () => this.ring(),
      close: () => {
        if (this.clients.delete(id) && this.running) this.post({ type: 'close', id });
      },
    };
  }

  /** Ends the thread for good. */
  async close(): Promise<void> {
    this.closed = true;
    const { worker } = this;
    this.forget(worker);
    await worker?.terminate();
  }

  private isReady(): boolean {
    const nowMs = this.options.clock.now();
    if (!this.worker && !this.closed && nowMs >= this.retryAtMs) this.start();
    this.endIfStopped(nowMs);
    return this.running;
  }

  private ring(): void {
    if (!this.running) return;
    const nowMs = this.options.clock.now();
    if (this.pulse.ring(nowMs)) this.post({ type: 'ring' });
    else this.endIfStopped(nowMs);
  }

  private endIfStopped(nowMs: number): void {
    const { worker } = this;
    if (!worker || !this.running || !this.pulse.hasStopped(nowMs)) return;
    this.died(worker, new Error('The thread has answered nothing for a second.'));
    worker.terminate().catch(() => undefined);
  }

  private start(): void {
    try {
      const workerData: SileroThreadData = { bell: this.pulse.bell };
      const worker = new Worker(this.options.file(), { workerData });
      this.worker = worker;
      worker.unref();
      worker.on('message', (message: FromSilero) => this.receive(worker, message));
      worker.on('error', (error: Error) => this.died(worker, error));
      worker.on('exit', (code) => this.died(worker, new Error(`The thread ended (${code}).`)));
    } catch (error) {
      this.failed(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private receive(worker: Worker, message: FromSilero): void {
    if (worker !== this.worker) return;
    if (message.type === 'failed') return this.died(worker, new Error(message.message));
    if (message.type === 'alert') {
      for (const id of message.ids) this.clients.get(id)?.alerted();
      return;
    }
    this.running = true;
    this.readyAtMs = this.options.clock.now();
    this.pulse.begin(this.readyAtMs);
    for (const [id, client] of this.clients) this.open(id, client);
  }

  private open(id: number, client: SileroClient): void {
    this.post({ type: 'open', id, memory: client.audio.memory });
  }

  private post(message: ToSilero): void {
    this.worker?.postMessage(message);
  }

  private died(worker: Worker, error: Error): void {
    if (worker !== this.worker) return;
    const ranMs = this.running ? this.options.clock.now() - this.readyAtMs : 0;
    if (ranMs >= HEALTHY_AFTER_MS) this.failures = 0;
    this.forget(worker);
    this.failed(error);
  }

  private forget(worker: Worker | null): void {
    if (worker !== this.worker) return;
    this.worker = null;
    this.running = false;
    for (const client of this.clients.values()) client.lost();
  }

  private failed(error: Error): void {
    this.failures += 1;
    this.retryAtMs = this.options.clock.now() + backoffMs(this.failures, RETRY);
    if (this.failures === 1) this.options.onProblem(error);
  }
}
