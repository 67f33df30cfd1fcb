import { setTimeout as wait } from 'node:timers/promises';
import { CallCallbacks } from './call-callbacks';
import { CallFlow, type Instructions } from './call-flow';
import type { AnsweredBy, CallRecord, CallStatus } from './call-record';
import type { StreamKnobs } from './media-stream';
import type { TwilioNetwork } from './network';
import type { SimulatedLine } from './simulated-line';

export type OutgoingRequest = {
  to: string;
  from: string;
  url: string | null | undefined;
  twiml: string | null | undefined;
  form: URLSearchParams;
};

/** What happens at the other end when the service calls somebody. */
export type OutgoingKnobs = {
  /** Who picks up, or why nobody does ['human']. */
  answer?: 'human' | 'machine' | 'fax' | 'busy' | 'no-answer' | 'failed';
  /** Before each step of the way to an answer. */
  stepMs?: number;
  /** How long it takes to tell a person from a machine. */
  detectionMs?: number;
  stream?: StreamKnobs;
};

/** A call that the REST API has placed. */
export class OutgoingCall {
  private readonly flow: CallFlow;
  private readonly callbacks: CallCallbacks;

  constructor(
    private readonly network: TwilioNetwork,
    readonly line: SimulatedLine,
    private readonly request: OutgoingRequest,
    private readonly knobs: OutgoingKnobs,
  ) {
    this.flow = new CallFlow(network, line, knobs.stream);
    const { form } = request;
    const events = form.getAll('StatusCallbackEvent').flatMap((value) => value.split(/[\s,]+/));
    this.callbacks = new CallCallbacks(
      network.callbacks,
      line.record,
      form.get('StatusCallback') ?? undefined,
      events.length > 0 ? events : ['completed'],
    );
  }

  get record(): CallRecord {
    return this.line.record;
  }

  /** Resolves when the call is over. */
  async run(): Promise<void> {
    await this.step();
    this.callbacks.tell('initiated');
    await this.step();
    if (!this.record.isOver) {
      const { answer = 'human' } = this.knobs;
      if (answer !== 'failed') this.ring();
      await this.step();
      if (answer === 'busy' || answer === 'no-answer' || answer === 'failed') {
        this.line.finish(answer);
      } else if (!this.record.isOver) await this.answered(answer);
    }
    this.callbacks.tell('completed');
  }

  goElsewhere(instructions: Instructions): void {
    this.flow.goElsewhere(instructions);
  }

  end(status: 'completed' | 'canceled'): void {
    const reason: CallStatus = this.record.answeredAt ? 'completed' : status;
    this.line.finish(reason === 'completed' && !this.record.answeredAt ? 'canceled' : reason);
  }

  private ring(): void {
    this.record.status = 'ringing';
    this.callbacks.tell('ringing');
  }

  private async answered(by: 'human' | 'machine' | 'fax'): Promise<void> {
    const { form, url, twiml } = this.request;
    this.record.answer();
    this.callbacks.tell('answered');
    const mode = form.get('MachineDetection');
    if (mode && form.get('AsyncAmd') === 'true') void this.detectLater(answeredBy(by, mode));
    else if (mode) {
      await wait(this.knobs.detectionMs ?? 0);
      this.record.answeredBy = answeredBy(by, mode);
    }
    const method = form.get('Method') === 'GET' ? 'GET' : 'POST';
    await this.flow.run(url ? { url, method } : { twiml: twiml ?? '<Response/>' });
  }

  private async detectLater(by: AnsweredBy): Promise<void> {
    const { knobs, request, record, network } = this;
    await wait(knobs.detectionMs ?? 0);
    if (record.isOver) return;
    record.answeredBy = by;
    const url = request.form.get('AsyncAmdStatusCallback');
    if (!url) return;
    network.callbacks.post(url, {
      CallSid: record.sid,
      AccountSid: record.account.sid,
      AnsweredBy: by,
      MachineDetectionDuration: String(knobs.detectionMs ?? 0),
    });
  }

  private step(): Promise<void> {
    return wait(this.knobs.stepMs ?? 0);
  }
}

function answeredBy(by: 'human' | 'machine' | 'fax', mode: string): AnsweredBy {
  if (by !== 'machine') return by;
  return mode === 'DetectMessageEnd' ? 'machine_end_beep' : 'machine_start';
}
