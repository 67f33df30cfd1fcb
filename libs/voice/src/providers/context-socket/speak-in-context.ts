import { randomUUID } from 'node:crypto';
import { samplesToMs } from '../../audio/pcm';
import { PcmByteStream } from '../../audio/pcm-byte-stream';
import type { Clock } from '../../clock/clock';
import type {
  SpokenWord,
  TextToSpeechEvent,
  TextToSpeechRequest,
} from '../../ports/text-to-speech';
import { ABORTED, withinDeadline } from '../../resilience/deadline';
import { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { watchIdle } from '../../resilience/watch-idle';
import type { ContextEnd, ContextSocketPool, Lease } from './context-socket-pool';

/** What one message holds of the speech. */
export type SpeechPiece = { audio?: Uint8Array; words?: SpokenWord[]; done?: boolean };

export type ContextSpeech<Message> = {
  clock: Clock;
  provider: string;
  sampleRate: number;
  /** Longest wait for a connection, for the first message and between messages. */
  connectMs: number;
  firstMs: number;
  idleMs: number;
  pool: ContextSocketPool<Message>;
  key: string;
  /** The messages that ask for the whole speech. */
  ask: (contextId: string) => object[];
  /** Undefined where the vendor has been told already that nothing follows. */
  cancel?: (contextId: string) => object;
  /** `spokenMs` is the length of the audio before this message. */
  read: (message: Message, spokenMs: number) => SpeechPiece;
};

type Progress = { sent: boolean; samples: number; end: ContextEnd };

/**
 * One request in a context of its own, on a socket shared with others. Throws ProviderError; an
 * abort ends the iteration at once, with what was spent as its last event.
 */
export async function* speakInContext<Message>(
  request: TextToSpeechRequest,
  speech: ContextSpeech<Message>,
): AsyncGenerator<TextToSpeechEvent> {
  const { clock, provider, connectMs, sampleRate } = speech;
  const { signal, text } = request;
  const progress: Progress = { sent: false, samples: 0, end: 'cut_off' };
  const leasing = speech.pool.lease(speech.key);
  const limits = { clock, provider, ms: connectMs, signal };
  const lease = await withinDeadline(leasing, limits).catch((error: unknown) => {
    giveBack(leasing);
    throw error;
  });
  if (lease === ABORTED) giveBack(leasing);
  else yield* converse(request, speech, { lease, progress });
  if (!signal.aborted && progress.samples === 0) throw providerFailure(provider, 'bad_response');
  const audioMs = Math.round(samplesToMs(progress.samples, sampleRate));
  yield {
    type: 'usage',
    usage: [
      ...(progress.sent ? [{ unit: 'character' as const, quantity: text.length }] : []),
      ...(audioMs > 0 ? [{ unit: 'audio_ms' as const, quantity: audioMs }] : []),
    ],
  };
}

async function* converse<Message>(
  { signal }: TextToSpeechRequest,
  speech: ContextSpeech<Message>,
  { lease, progress }: { lease: Lease<Message>; progress: Progress },
): AsyncGenerator<TextToSpeechEvent> {
  const contextId = randomUUID();
  const pcm = new PcmByteStream();
  const messages = lease.socket.enter(contextId);
  try {
    for (const message of speech.ask(contextId)) lease.socket.send(message);
    progress.sent = lease.socket.isOpen;
    for await (const message of watchIdle(messages, { ...speech, signal })) {
      const spokenMs = samplesToMs(progress.samples, speech.sampleRate);
      const { audio, words, done } = speech.read(message, spokenMs);
      const samples = audio ? pcm.push(audio) : undefined;
      progress.samples += samples?.length ?? 0;
      if (done) progress.end = 'finished';
      if (samples && samples.length > 0) yield { type: 'audio', samples };
      if (words && words.length > 0) yield { type: 'words', words };
      if (done) return;
    }
  } catch (error) {
    if (signal.aborted) return;
    const isSilent = error instanceof ProviderError && error.kind === 'timeout';
    progress.end = isSilent ? 'silent' : 'failed';
    throw error;
  } finally {
    const isUnderWay = progress.end === 'cut_off' || progress.end === 'silent';
    if (isUnderWay && speech.cancel) lease.socket.send(speech.cancel(contextId));
    lease.release(contextId, progress.end);
  }
}

/** A place that comes when nobody waits for it any more. */
function giveBack<Message>(leasing: Promise<Lease<Message>>): void {
  leasing.then(
    (lease) => lease.release('', 'finished'),
    () => undefined,
  );
}
