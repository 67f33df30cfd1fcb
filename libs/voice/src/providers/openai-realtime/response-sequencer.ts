import type { Clock, Timer } from '../../clock/clock';
import type { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { ALREADY_ACTIVE, kindOfCode } from './error-codes';
import type { RealtimeResponse, ResponseEvent } from './realtime-response';

export type SequencerOptions = {
  clock: Clock;
  provider: string;
  /** Asks the server; the id comes back with an error that answers this message. */
  create: (response: RealtimeResponse, eventId: string) => void;
  isReady: () => boolean;
  /** Longest wait for the first event of a response, and between two [15 s]. */
  idleMs?: number;
};

const IDLE_MS = 15_000;
/** Until a response that was cancelled says that it is done. */
const CANCEL_MS = 3_000;
/** Until speech that has ended for us has ended for the server too. */
const UNCOMMITTED_MS = 1_500;
const AGAIN_MS = 250;
const MOST_TRIES = 5;

/**
 * The only one that begins responses: one after the other, the next when the server has said that the
 * last is done, so that none is refused because another is active.
 */
export class ResponseSequencer {
  private active: RealtimeResponse | null = null;
  private activeEventId = '';
  private lastNewsMs = 0;
  private count = 0;
  private waiting: RealtimeResponse[] = [];
  /** The server hears speech that is no item of the conversation yet. */
  private isSpeech = false;
  private watch: Timer | undefined;
  private later: Timer | undefined;

  constructor(private readonly options: SequencerOptions) {}

  get isIdle(): boolean {
    return this.active === null && this.waiting.length === 0;
  }

  request(response: RealtimeResponse): void {
    response.askedAtMs = this.options.clock.now();
    this.waiting.push(response);
    this.pump();
  }

  withdraw(response: RealtimeResponse): void {
    this.waiting = this.waiting.filter((other) => other !== response);
  }

  /** The server begins to hear speech, or has made an item of it: before, no answer would know it. */
  speaking(active: boolean): void {
    this.isSpeech = active;
    if (!active) this.pump();
  }

  pump(): void {
    if (this.active || !this.options.isReady()) return;
    const [next] = this.waiting;
    if (!next) return;
    const waitMs = this.isSpeech ? next.askedAtMs + UNCOMMITTED_MS - this.options.clock.now() : 0;
    if (waitMs > 0) return this.pumpLater(waitMs);
    this.waiting.shift();
    this.later?.cancel();
    this.count += 1;
    this.active = next;
    this.activeEventId = `create_${this.count}`;
    next.state = 'sent';
    next.tries += 1;
    this.heardOf();
    this.watchOver(this.options.idleMs ?? IDLE_MS);
    this.options.create(next, this.activeEventId);
  }

  handle(event: ResponseEvent): void {
    const { active } = this;
    if (!active) return;
    const isNew = event.type === 'response_created' && active.responseId === null;
    if (!isNew && event.responseId !== active.responseId) return;
    this.heardOf();
    active.handle(event);
    if (event.type === 'response_done') this.next();
  }

  /** True when the error answers the response that was asked for. */
  refused(eventId: string | null, code: string): boolean {
    const { active } = this;
    if (!active || eventId !== this.activeEventId) return false;
    if (code === ALREADY_ACTIVE && active.tries < MOST_TRIES && !active.isCut) {
      this.active = null;
      this.watch?.cancel();
      active.state = 'waiting';
      this.waiting.unshift(active);
      this.pumpLater(AGAIN_MS);
      return true;
    }
    active.fail(providerFailure(this.options.provider, kindOfCode(code)));
    this.next();
    return true;
  }

  /** It was cut; how long it may take to be done. */
  cancelled(response: RealtimeResponse): void {
    if (response !== this.active) return;
    this.heardOf();
    this.watchOver(CANCEL_MS);
  }

  /** The connection is gone, and with it what was under way; what waits goes to the next. */
  broken(error: ProviderError): void {
    const { active } = this;
    this.active = null;
    this.isSpeech = false;
    this.watch?.cancel();
    active?.fail(error);
  }

  close(error: ProviderError): void {
    this.broken(error);
    this.later?.cancel();
    for (const response of this.waiting.splice(0)) response.fail(error);
  }

  private next(): void {
    this.active = null;
    this.watch?.cancel();
    this.pump();
  }

  private heardOf(): void {
    this.lastNewsMs = this.options.clock.now();
  }

  private pumpLater(ms: number): void {
    this.later?.cancel();
    this.later = this.options.clock.setTimer(ms, () => this.pump());
  }

  private watchOver(limitMs: number): void {
    this.watch?.cancel();
    const { clock, provider } = this.options;
    const leftMs = this.lastNewsMs + limitMs - clock.now();
    if (leftMs > 0) {
      this.watch = clock.setTimer(leftMs, () => this.watchOver(limitMs));
      return;
    }
    const { active } = this;
    active?.abandon(providerFailure(provider, 'timeout'));
    this.next();
  }
}
