import type { Clock } from '../clock/clock';
import type { ProviderError } from './provider-error';

export type CircuitBreakerOptions = {
  clock: Clock;
  /** Failures in a row that open the circuit [3]. */
  failures?: number;
  /** How long a provider is left alone [15 s]. */
  openMs?: number;
  /** The same after a refused key or an empty account, which a moment does not mend [60 s]. */
  refusedMs?: number;
};

type Circuit = { failures: number; openUntilMs: number; probing: boolean };

/**
 * Remembers for all calls of a process which providers fail, so that the next call does not wait for
 * them again. After a pause one request may try whether the provider is back.
 */
export class CircuitBreaker {
  private readonly circuits = new Map<string, Circuit>();
  private readonly clock: Clock;
  private readonly failures: number;
  private readonly openMs: number;
  private readonly refusedMs: number;

  constructor(options: CircuitBreakerOptions) {
    this.clock = options.clock;
    this.failures = options.failures ?? 3;
    this.openMs = options.openMs ?? 15_000;
    this.refusedMs = options.refusedMs ?? 60_000;
  }

  /**
   * Whether to ask now. A yes must be followed by `succeeded`, `failed` or `released`, for it may be
   * the one trial that is under way.
   */
  allows(key: string): boolean {
    if (this.isOpen(key)) return false;
    const circuit = this.circuits.get(key);
    if (circuit && circuit.openUntilMs > 0) circuit.probing = true;
    return true;
  }

  /** Of a provider that would not be asked now. */
  isOpen(key: string): boolean {
    const circuit = this.circuits.get(key);
    if (!circuit || circuit.openUntilMs === 0) return false;
    return circuit.probing || this.clock.now() < circuit.openUntilMs;
  }

  succeeded(key: string): void {
    this.circuits.delete(key);
  }

  /** A refused request says nothing about the provider's health. */
  failed(key: string, error: ProviderError): void {
    if (error.kind === 'bad_request') return this.released(key);
    const circuit = this.circuits.get(key) ?? { failures: 0, openUntilMs: 0, probing: false };
    const refused = error.kind === 'auth' || error.kind === 'quota';
    circuit.failures++;
    circuit.probing = false;
    if (refused || circuit.failures >= this.failures) {
      const pauseMs = refused ? this.refusedMs : this.openMs;
      circuit.openUntilMs = this.clock.now() + Math.max(pauseMs, error.retryAfterMs ?? 0);
    }
    this.circuits.set(key, circuit);
  }

  /** The request was given up, by an interruption or a hang-up. */
  released(key: string): void {
    const circuit = this.circuits.get(key);
    if (circuit) circuit.probing = false;
  }
}
