import type { UsageQuantity, UsageSource } from '../ports/usage';
import type { VoiceEventBody } from '../events/voice-event';
import type { CallLog } from './call-log';

type UsageEvent = Extract<VoiceEventBody, { type: 'usage' }>;
type Used = { usage: UsageQuantity[]; estimated?: boolean; by?: UsageSource };
type Asked = { by: UsageSource; purpose: 'reply' | 'speech'; quantities: UsageQuantity[] };

/**
 * What a reply has used. Of one that was begun early it is told once its fate is known: it was the
 * answer, or the price of being quick.
 */
export class ReplyUsage {
  private untold: UsageEvent[] | null;
  private outcome: 'used' | 'discarded' | undefined;

  constructor(
    private readonly log: CallLog,
    private readonly turnId: string,
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

  /** To be called before anything is sent, with what is known of it by then. */
  meter(asked: Asked): UsageMeter {
    return new UsageMeter(this.log, { ...asked, turnId: this.turnId }, (event) => this.tell(event));
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

/**
 * Every call of a provider leaves its usage, estimated where an abort left none. The log says that it
 * was made before it says what it came to, so that a crash in between does not hide it.
 */
export class UsageMeter {
  private readonly request: number;
  private seen = false;
  private isBilled = false;

  constructor(
    private readonly log: CallLog,
    private readonly asked: Asked & { turnId: string },
    private readonly tell: (event: UsageEvent) => void = (event) => void log.add(event),
  ) {
    const { by, purpose, turnId, quantities } = asked;
    const { provider, model } = by;
    const sent = { type: 'request.sent', provider, model, purpose, turnId, quantities } as const;
    this.request = log.add(sent);
  }

  reported({ usage: quantities, estimated = false, by = this.asked.by }: Used): void {
    this.seen = true;
    if (quantities.length === 0) return;
    this.isBilled = true;
    const { provider, model } = by;
    const { request } = this;
    const { purpose } = this.asked;
    const event: UsageEvent = { type: 'usage', provider, model, purpose, quantities, request };
    this.tell(estimated ? { ...event, estimated } : event);
  }

  /** Nothing more comes of it; `made` stands in for a usage that was not told. */
  over(made: UsageQuantity[], wasUsed: boolean): void {
    if (!this.seen && wasUsed) this.reported({ usage: made, estimated: true });
    if (!this.isBilled) this.log.add({ type: 'request.unbilled', request: this.request });
  }
}
