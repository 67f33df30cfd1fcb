import { CallCallbacks } from './call-callbacks';
import { CallFlow, type Instructions } from './call-flow';
import type { CallRecord } from './call-record';
import type { StreamKnobs } from './media-stream';
import type { TwilioNetwork } from './network';
import type { SimulatedLine } from './simulated-line';
import type { Method } from './twiml';

export type Ring = {
  voiceUrl: string;
  method?: Method;
  /** Told when the call is over. */
  statusCallback?: string;
  stream?: StreamKnobs;
};

/** A call to the account's number. */
export class IncomingCall {
  private readonly flow: CallFlow;
  private readonly callbacks: CallCallbacks;

  constructor(
    network: TwilioNetwork,
    readonly line: SimulatedLine,
    private readonly ring: Ring,
  ) {
    this.flow = new CallFlow(network, line, ring.stream);
    const { statusCallback } = ring;
    this.callbacks = new CallCallbacks(network.callbacks, line.record, statusCallback, [
      'completed',
    ]);
  }

  get record(): CallRecord {
    return this.line.record;
  }

  /** Resolves when the call is over. */
  async run(): Promise<void> {
    await this.flow.run({ url: this.ring.voiceUrl, method: this.ring.method });
    this.callbacks.tell('completed');
  }

  goElsewhere(instructions: Instructions): void {
    this.flow.goElsewhere(instructions);
  }

  end(): void {
    this.line.hangUp();
  }
}
