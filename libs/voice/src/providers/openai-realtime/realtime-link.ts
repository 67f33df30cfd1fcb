import type { Timer } from '../../clock/clock';
import { backoffMs } from '../../resilience/backoff';
import type { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { kindOfCode, SESSION_EXPIRED } from './error-codes';
import type { RealtimeEvent } from './realtime-events';
import { type LineOptions, RealtimeLine } from './realtime-line';
import type { ClientMessage } from './realtime-session';

export type LinkOptions = LineOptions & {
  /** A session is left for a new one after so long, in a quiet moment [55 min of the vendor's 60]. */
  lifetimeMs?: number;
  /** Connections tried in a row before the model counts as lost [3 more]. */
  retries?: number;
  /** 0 to 1; only tests pass their own. */
  random?: () => number;
};

export type LinkEvents = {
  /** The first message of a connection. */
  setup: () => ClientMessage;
  onReady: () => void;
  onEvent: (event: RealtimeEvent) => void;
  /** The session is gone; another is on its way. Null where that was planned. */
  onBroken: (error: ProviderError | null) => void;
  /** Nothing more comes. */
  onFailed: (error: ProviderError) => void;
  /** Nobody would notice now. */
  isQuiet: () => boolean;
};

const LIFETIME_MS = 55 * 60_000;
const RETRIES = 3;
/** In one call; a server that takes every connection and keeps none is of no use. */
const MOST_RECONNECTS = 12;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_AFTER_MS = 2_000;
/** From the greeting until the session is as it was asked for. */
const SETUP_MS = 5_000;
const QUIET_CHECK_MS = 500;
/** Ten seconds of audio: the network takes nothing any more. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** One call's connection, which comes back by itself a few times, and moves house before it must. */
export class RealtimeLink {
  private line: RealtimeLine | undefined;
  private state: 'connecting' | 'setup' | 'ready' | 'waiting' | 'over' = 'connecting';
  private failures = 0;
  private reconnects = 0;
  /** Of the state, and of the session's age. */
  private timer: Timer | undefined;
  private age: Timer | undefined;

  constructor(
    private readonly options: LinkOptions,
    private readonly events: LinkEvents,
  ) {}

  get isReady(): boolean {
    return this.state === 'ready';
  }

  /** @param dialled a connection that stands already. */
  start(dialled?: RealtimeLine): void {
    this.connect(dialled ?? new RealtimeLine(this.options));
  }

  append(audio: Uint8Array): void {
    const { line } = this;
    if (!line) return;
    line.socket.append(audio);
    if (line.socket.bufferedBytes > MOST_BUFFERED_BYTES) this.lose(this.failure('timeout'));
  }

  send(message: ClientMessage): void {
    if (this.state === 'ready') this.line?.socket.send(message);
  }

  close(): void {
    this.drop();
    this.state = 'over';
  }

  private connect(line: RealtimeLine): void {
    this.state = 'connecting';
    this.line = line;
    line.listen({
      onGreeted: () => this.setUp(line),
      onEvent: (event) => this.heard(event),
      onLost: (error) => this.lose(error),
    });
  }

  private setUp(line: RealtimeLine): void {
    this.state = 'setup';
    this.timer = this.options.clock.setTimer(SETUP_MS, () => this.lose(this.failure('timeout')));
    line.socket.send(this.events.setup());
  }

  private heard(event: RealtimeEvent): void {
    if (event.type === 'session_updated') {
      if (this.state === 'setup') this.becomeReady();
      return;
    }
    if (event.type === 'error') {
      if (event.code === SESSION_EXPIRED) return this.lose(this.failure('network'));
      if (this.state === 'setup') return this.lose(this.failure(kindOfCode(event.code)));
    }
    // A session that only begins, and then breaks, is no success.
    if (event.type === 'response_done') this.failures = 0;
    this.events.onEvent(event);
  }

  private becomeReady(): void {
    this.timer?.cancel();
    this.state = 'ready';
    const { clock, lifetimeMs = LIFETIME_MS } = this.options;
    this.age = clock.setTimer(lifetimeMs, () => this.renewWhenQuiet());
    this.events.onReady();
  }

  private renewWhenQuiet(): void {
    if (this.state !== 'ready') return;
    if (!this.events.isQuiet()) {
      this.age = this.options.clock.setTimer(QUIET_CHECK_MS, () => this.renewWhenQuiet());
      return;
    }
    this.drop();
    this.events.onBroken(null);
    this.connect(new RealtimeLine(this.options));
  }

  private lose(error: ProviderError): void {
    if (this.state === 'over' || this.state === 'waiting') return;
    this.drop();
    this.failures += 1;
    this.reconnects += 1;
    const { clock, retries = RETRIES, random } = this.options;
    const askedMs = error.retryAfterMs ?? 0;
    const isHopeless = !error.retryable || askedMs > LONGEST_RETRY_AFTER_MS;
    if (isHopeless || this.failures > retries || this.reconnects > MOST_RECONNECTS) {
      this.state = 'over';
      return this.events.onFailed(error);
    }
    this.state = 'waiting';
    const delayMs = backoffMs(this.failures, { baseMs: FIRST_RETRY_MS, random });
    this.timer = clock.setTimer(Math.max(delayMs, askedMs), () =>
      this.connect(new RealtimeLine(this.options)),
    );
    this.events.onBroken(error);
  }

  private failure(kind: ProviderError['kind']): ProviderError {
    return providerFailure(this.options.provider, kind);
  }

  private drop(): void {
    this.timer?.cancel();
    this.age?.cancel();
    this.line?.close();
    this.line = undefined;
  }
}
