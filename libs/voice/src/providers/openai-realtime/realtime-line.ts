import type { Clock } from '../../clock/clock';
import { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import type { SocketAddress } from '../recognition/provider-socket';
import { kindOfCode } from './error-codes';
import type { RealtimeEvent } from './realtime-events';
import {
  connectRealtime,
  type RealtimeSocket,
  type RealtimeSocketFactory,
} from './realtime-socket';

export type LineOptions = {
  clock: Clock;
  provider: string;
  address: SocketAddress;
  /** Until the server has greeted [5 s]. */
  connectTimeoutMs?: number;
  /** Only tests pass their own. */
  connect?: RealtimeSocketFactory;
};

type LineEvents = {
  onGreeted: () => void;
  onEvent: (event: RealtimeEvent) => void;
  onLost: (error: ProviderError) => void;
};

const CONNECT_TIMEOUT_MS = 5_000;

/** A connection that was made before anybody knows what to say on it. */
export class RealtimeLine {
  readonly socket: RealtimeSocket;
  private state: 'dialling' | 'greeted' | 'lost' = 'dialling';
  private error: ProviderError | null = null;
  private events: LineEvents | null = null;

  constructor({ clock, provider, address, connect, connectTimeoutMs }: LineOptions) {
    const timer = clock.setTimer(connectTimeoutMs ?? CONNECT_TIMEOUT_MS, () =>
      this.lost(providerFailure(provider, 'timeout')),
    );
    this.socket = (connect ?? connectRealtime)(provider, address, {
      onEvent: (event) => {
        if (this.state === 'dialling' && event.type === 'error') {
          this.lost(providerFailure(provider, kindOfCode(event.code)));
        } else if (event.type === 'session_created') {
          timer.cancel();
          this.state = 'greeted';
          this.events?.onGreeted();
        } else this.events?.onEvent(event);
      },
      onLost: (error) => this.lost(error),
    });
    this.cancelTimer = () => timer.cancel();
  }

  private readonly cancelTimer: () => void;

  /** Tells what happens from here on, and at once what has happened already. */
  listen(events: LineEvents): void {
    this.events = events;
    if (this.error) events.onLost(this.error);
    else if (this.state === 'greeted') events.onGreeted();
  }

  /** @throws ProviderError */
  greeted(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.listen({ onGreeted: resolve, onEvent: () => undefined, onLost: reject });
    });
  }

  close(): void {
    this.cancelTimer();
    this.state = 'lost';
    this.events = null;
    this.socket.close();
  }

  private lost(error: ProviderError): void {
    if (this.state === 'lost') return;
    const { events } = this;
    this.close();
    this.error = error;
    events?.onLost(error);
  }
}
