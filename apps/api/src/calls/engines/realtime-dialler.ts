import {
  type CircuitBreaker,
  type Clock,
  OpenAiRealtime,
  ProviderError,
  type SpeechToSpeech,
} from '@sparline/voice';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config';
import { DEFAULT_REALTIME_MODEL, isUsable } from '../../config/provider-accounts';

export type DialledSpeech = SpeechToSpeech & { discard(): void };

/** A trainee waits for this before the persona says hello. */
const CONNECT_MS = 3_000;

/** Reaches the speech-to-speech model before a call begins, while another engine can still take it. */
export class RealtimeDialler {
  private readonly logger = new Logger(RealtimeDialler.name);
  private readonly key: string;

  private constructor(
    private readonly model: SpeechToSpeech,
    private readonly breaker: CircuitBreaker,
  ) {
    this.key = `sts:${model.provider}:${model.model}`;
  }

  /** Null without an account that such a model comes with. */
  static of(
    config: AppConfig,
    { clock, breaker }: { clock: Clock; breaker: CircuitBreaker },
  ): RealtimeDialler | null {
    const { openai } = config.providers;
    if (config.preferences.engine !== 'realtime' || !isUsable(openai)) return null;
    const model = config.models.realtime ?? DEFAULT_REALTIME_MODEL;
    const options = { ...openai, clock, model, connectTimeoutMs: CONNECT_MS };
    return new RealtimeDialler(new OpenAiRealtime(options), breaker);
  }

  /** Null when it cannot be reached now, or could not a moment ago. */
  async dial(): Promise<DialledSpeech | null> {
    const { breaker, key, model } = this;
    const { provider, model: name } = model;
    if (!breaker.allows(key)) {
      this.logger.warn({ provider, model: name }, 'The realtime model is left alone for a moment');
      return null;
    }
    try {
      const dialled = await model.dial();
      breaker.succeeded(key);
      return dialled;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      breaker.failed(key, error);
      const { kind } = error;
      this.logger.warn({ provider, model: name, kind }, 'The realtime model cannot be reached');
      return null;
    }
  }
}
