import type { Clock, Timer } from '../../clock/clock';
import { backoffMs } from '../../resilience/backoff';
import type { ProviderError } from '../../resilience/provider-error';
import { connectSocket, type RecogniserSocket, type SocketFactory } from './recogniser-socket';
import type { SocketAddress } from './provider-socket';
import type { NewsReader, RecognitionNews, RecogniserWire } from './recogniser-wire';
import { providerFailure } from '../../resilience/provider-failure';

export type LinkOptions = {
  clock: Clock;
  /** From the start of a connection until audio may be sent [5 s]. */
  connectTimeoutMs?: number;
  /** Connections tried in a row before the recogniser counts as failed [3 more]. */
  retries?: number;
  /** 0 to 1; only tests pass their own. */
  random?: () => number;
  /** Only tests pass their own. */
  connect?: SocketFactory;
};

export type LinkEvents = {
  onReady: () => void;
  onNews: (news: RecognitionNews) => void;
  /** The connection broke; another is on its way. */
  onBroken: () => void;
  /** Nothing more comes. */
  onFailed: (error: ProviderError) => void;
};

const CONNECT_TIMEOUT_MS = 5_000;
const RETRIES = 3;
const FIRST_RETRY_MS = 200;
/** What a vendor asks for beyond this is somebody else's turn. */
const LONGEST_RETRY_AFTER_MS = 2_000;
/** About half a minute of audio: the network takes nothing any more. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** One recogniser's connection, which comes back by itself a few times in a row. */
export class RecogniserLink {
  private socket: RecogniserSocket | undefined;
  private read: NewsReader | undefined;
  private timer: Timer | undefined;
  private failures = 0;
  private state: 'idle' | 'connecting' | 'ready' | 'waiting' | 'over' = 'idle';

  constructor(
    private readonly wire: RecogniserWire,
    private readonly address: SocketAddress,
    private readonly options: LinkOptions & { events: LinkEvents },
  ) {}

  get isReady(): boolean {
    return this.state === 'ready';
  }

  /** Connects unless that has begun already. */
  wake(): void {
    if (this.state === 'idle') this.connect();
  }

  sendAudio(samples: Int16Array): void {
    if (!this.socket || this.state !== 'ready') return;
    this.socket.sendAudio(samples);
    if (this.socket.bufferedBytes > MOST_BUFFERED_BYTES) {
      this.lose(providerFailure(this.wire.provider, 'timeout'));
    }
  }

  sendText(message: string): void {
    if (this.state === 'ready') this.socket?.sendText(message);
  }

  /** The connection is of no use; another one is tried where that can help. */
  lose(error: ProviderError): void {
    if (this.state === 'over' || this.state === 'waiting') return;
    this.drop();
    this.failures += 1;
    const { clock, retries = RETRIES, random, events } = this.options;
    const askedMs = error.retryAfterMs ?? 0;
    if (!error.retryable || this.failures > retries || askedMs > LONGEST_RETRY_AFTER_MS) {
      this.state = 'over';
      return events.onFailed(error);
    }
    this.state = 'waiting';
    const delayMs = backoffMs(this.failures, { baseMs: FIRST_RETRY_MS, random });
    this.timer = clock.setTimer(Math.max(delayMs, askedMs), () => this.connect());
    events.onBroken();
  }

  close(): void {
    this.drop(this.state === 'ready' ? this.wire.goodbye : undefined);
    this.state = 'over';
  }

  private connect(): void {
    const { clock, connect = connectSocket, connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.options;
    this.state = 'connecting';
    this.read = this.wire.reader();
    this.timer = clock.setTimer(connectTimeoutMs, () =>
      this.lose(providerFailure(this.wire.provider, 'timeout')),
    );
    this.socket = connect(this.wire, this.address, {
      onOpen: () => {
        if (this.wire.begins === 'opened') this.begin();
      },
      onMessage: (message) => this.heard(message),
      onLost: (error) => this.lose(error),
    });
  }

  private begin(): void {
    if (this.state !== 'connecting') return;
    this.timer?.cancel();
    this.state = 'ready';
    this.options.events.onReady();
  }

  private heard(message: Readonly<Record<string, unknown>>): void {
    for (const news of this.read?.(message) ?? []) {
      if (this.state === 'over') return;
      if (news.type === 'begun') this.begin();
      else if (news.type === 'failed') return this.lose(news.error);
      else {
        // A connection that only opens, and then breaks, is no success.
        this.failures = 0;
        this.options.events.onNews(news);
      }
    }
  }

  private drop(goodbye?: string): void {
    this.timer?.cancel();
    this.socket?.close(goodbye);
    this.socket = undefined;
    this.read = undefined;
  }
}
