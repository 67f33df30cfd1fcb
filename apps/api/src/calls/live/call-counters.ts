import type { EndReason, VoiceEvent } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error';
import { Metrics } from '../../platform/metrics/metrics';
import type { Channel } from '../calls.schemas';

type Outcome = 'completed' | 'disconnected' | 'failed' | 'refused';

const OUTCOMES: Partial<Record<EndReason, Outcome>> = {
  disconnected: 'disconnected',
  crashed: 'failed',
  failed: 'failed',
};

/** Counts what happens in the calls of this process. */
@Injectable()
export class CallCounters {
  private readonly calls;
  private readonly toolCalls;
  private readonly providerErrors;

  constructor(metrics: Metrics) {
    this.calls = metrics.counter('calls_total', 'Calls that are over, by how they ended', [
      'channel',
      'outcome',
    ]);
    this.toolCalls = metrics.counter('tool_calls_total', 'Tools that personas have used', []);
    this.providerErrors = metrics.counter(
      'provider_errors_total',
      'Failures of speech recognition, language models and voices within calls',
      ['provider', 'stage'],
    );
  }

  saw(event: VoiceEvent): void {
    if (event.type === 'tool.called') this.toolCalls.inc();
    if (event.type === 'provider.failed') {
      this.providerErrors.inc({ provider: event.provider, stage: event.stage });
    }
  }

  ended(channel: Channel, reason: EndReason): void {
    this.calls.inc({ channel, outcome: OUTCOMES[reason] ?? 'completed' });
  }

  /** No call came about; refused where that was said and meant. */
  notBegun(channel: Channel, error: unknown): void {
    this.calls.inc({ channel, outcome: error instanceof AppError ? 'refused' : 'failed' });
  }
}
