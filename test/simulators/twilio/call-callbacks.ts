import type { CallbackSender } from './callback-sender';
import type { CallRecord } from './call-record';

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** Tells one call's progress to whoever asked for it. */
export class CallCallbacks {
  private sequence = 0;

  constructor(
    private readonly callbacks: CallbackSender,
    private readonly record: CallRecord,
    private readonly url: string | undefined,
    private readonly wanted: readonly string[],
  ) {}

  tell(event: CallEvent): void {
    const { record, url } = this;
    if (!url || !this.wanted.includes(event)) return;
    const { durationSeconds, isOver } = record;
    const billedMinutes = record.answeredAt ? Math.max(1, Math.ceil(durationSeconds / 60)) : 0;
    this.callbacks.post(url, {
      ...record.fields,
      CallStatus: event === 'initiated' ? 'initiated' : record.status,
      Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(this.sequence++),
      ...(isOver && { CallDuration: String(durationSeconds), Duration: String(billedMinutes) }),
    });
  }
}
