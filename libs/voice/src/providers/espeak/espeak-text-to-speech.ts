import { createRequire } from 'node:module';
import { samplesToMs } from '../../audio/pcm';
import type {
  TextToSpeech,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { ProviderError } from '../../resilience/provider-error';
import { AsyncQueue } from '../../threads/async-queue';
import { threadFile } from '../../threads/thread-file';
import { ThreadOwner } from '../../threads/thread-owner';
import { ESPEAK_PACKAGE } from './espeak-engine';
import { ESPEAK_SAMPLE_RATE, type EspeakItem, type EspeakJob } from './espeak-job';
import { espeakVoice } from './espeak-voices';

/**
 * The built-in voice: eSpeak NG compiled to JavaScript, in one worker thread for all calls. It needs
 * no key and no network. The package is an optional dependency under the GPL; ask `available()`.
 * Make one per process and close it at the end.
 */
export class EspeakTextToSpeech implements TextToSpeech {
  readonly provider = 'espeak';
  readonly model = 'espeak-ng';
  readonly sampleRate = ESPEAK_SAMPLE_RATE;
  private readonly thread = new ThreadOwner<EspeakJob, EspeakItem, void>(() =>
    threadFile(__dirname, 'espeak'),
  );

  /** Whether the package is installed and the thread compiled. */
  static available(): boolean {
    try {
      createRequire(__filename).resolve(ESPEAK_PACKAGE);
      return threadFile(__dirname, 'espeak') !== '';
    } catch {
      return false;
    }
  }

  /** @throws ProviderError `server` when the voice's thread fails. */
  async *synthesize(request: TextToSpeechRequest): AsyncGenerator<TextToSpeechEvent> {
    const { signal } = request;
    if (signal.aborted) return;
    const queue = new AsyncQueue<EspeakItem>();
    const given = new AbortController();
    const job = { text: speakable(request.text), voice: espeakVoice(request.voice) };
    const running = this.thread.run(job, {
      signal: AbortSignal.any([signal, given.signal]),
      onItem: (item) => queue.push(item),
    });
    running.then(
      () => queue.end(),
      () => queue.fail(new ProviderError(this.provider, 'server', 'The built-in voice failed.')),
    );
    let samples = 0;
    try {
      for await (const item of queue) {
        if (signal.aborted) break;
        if (item.type === 'audio') samples += item.samples.length;
        yield item;
      }
      yield { type: 'usage', usage: usageOf(job.text, samples) };
    } finally {
      given.abort();
    }
  }

  async close(): Promise<void> {
    await this.thread.close();
  }
}

/** eSpeak reads <b> as markup and [[h@loU]] as phonemes. The length stays, and so do word places. */
function speakable(text: string): string {
  return text.replace(/[<>[\]]/g, ' ');
}

function usageOf(text: string, samples: number) {
  return [
    { unit: 'character' as const, quantity: text.length },
    { unit: 'audio_ms' as const, quantity: Math.round(samplesToMs(samples, ESPEAK_SAMPLE_RATE)) },
  ];
}
