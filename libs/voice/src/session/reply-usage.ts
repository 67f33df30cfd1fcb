import type { UsageQuantity, UsageSource } from '../ports/usage';
import type { VoiceEventBody } from '../events/voice-event';
import type { CallLog } from './call-log';

type UsageEvent = Extract<VoiceEventBody, { type: 'usage' }>;
type Used = { usage: UsageQuantity[]; estimated?: boolean; by?: UsageSource };

/**
 * What a reply has used. Of one that was begun early it is told once its fate is known: it was the
 * answer, or the price of being quick.
 */
export class ReplyUsage {
  private untold: UsageEvent[] | null;
  private outcome: 'used' | 'discarded' | undefined;

  constructor(
    private readonly log: CallLog,
    early: boolean,
  ) {
    this.untold = early ? [] : null;
  }

  decided(outcome: 'used' | 'discarded'): void {
    const { untold } = this;
    if (!untold) return;
    this.untold = null;
    this.outcome = outcome;
    untold.forEach((event) => this.tell(event));
  }

  meter(source: UsageSource, purpose: 'reply' | 'speech'): UsageMeter {
    return new UsageMeter((event) => this.tell(event), source, purpose);
  }

  private tell(event: UsageEvent): void {
    const { outcome } = this;
    if (this.untold) this.untold.push(event);
    else if (outcome === undefined) this.log.add(event);
    else {
      const discarded = outcome === 'discarded' && event.purpose === 'reply';
      const purpose = discarded ? 'speculative' : event.purpose;
      this.log.add({ ...event, purpose, speculation: outcome });
    }
  }
}

/** Every call of a provider leaves its usage, estimated where an abort left none. */
export class UsageMeter {
  private seen = false;

  constructor(
    private readonly tell: (event: UsageEvent) => void,
    private readonly source: UsageSource,
    private readonly purpose: 'reply' | 'speech',
  ) {}

  reported({ usage: quantities, estimated = false, by = this.source }: Used): void {
    this.seen = true;
    if (quantities.length === 0) return;
    const { provider, model } = by;
    const { purpose } = this;
    const event: UsageEvent = { type: 'usage', provider, model, purpose, quantities };
    this.tell(estimated ? { ...event, estimated } : event);
  }

  estimate(usage: UsageQuantity[], wasUsed: boolean): void {
    if (!this.seen && wasUsed) this.reported({ usage, estimated: true });
  }
}
