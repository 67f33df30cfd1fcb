import { textOf, ScriptedListener, type ScriptedWord } from '../websocket/scripted-listener';
import type { SimulatedConnection } from '../websocket/simulated-connection';
import type { ConnectionHandlers } from '../websocket/socket-simulator';

const NOTHING_RECEIVED_MS = 10_000;

export type ListenScript = {
  next: () => string;
  /** Noise keeps the pause from being found, so that only the gap between words ends an utterance. */
  noSpeechFinal: () => boolean;
  /** As the vendor does when little was buffered. */
  ignoresFinalize: () => boolean;
};

/** `v1/listen`: frozen parts, Finalize, KeepAlive, and what ends a stream. */
export function serveListen(
  connection: SimulatedConnection,
  script: ListenScript,
): ConnectionHandlers {
  const { sampleRate, query } = connection;
  const endMs = Number(query.get('endpointing') ?? 10);
  const listener = new ScriptedListener({ sampleRate, endMs, next: script.next });
  let settledMs = 0;
  let idle = connection.after(0, () => undefined);
  const touched = (): void => {
    clearTimeout(idle);
    idle = connection.after(NOTHING_RECEIVED_MS, () => connection.close(1011, 'NET-0001'));
  };
  const results = (words: readonly ScriptedWord[], flags: Record<string, boolean>): void => {
    const message = resultsOf(words, { fromMs: settledMs, untilMs: listener.audioMs, flags });
    if (!flags['is_final']) return connection.sendInterim(message);
    settledMs = listener.audioMs;
    connection.sendFinal(message);
  };
  const ended = (words: readonly ScriptedWord[]): void => {
    const speechFinal = !script.noSpeechFinal();
    results(words, { is_final: true, speech_final: speechFinal });
    if (speechFinal) return;
    const last_word_end = (words.at(-1)?.endMs ?? 0) / 1000;
    connection.sendFinal({ type: 'UtteranceEnd', channel: [0, 1], last_word_end });
  };
  touched();
  return {
    audio: (samples) => {
      touched();
      // The vendor takes an empty message for the end of the stream.
      if (samples.length === 0) return connection.close(1000);
      for (const heard of listener.hear(samples)) {
        if (heard.type === 'ended') ended(heard.words);
        else results(heard.type === 'quiet' ? [] : heard.words, { is_final: false });
      }
    },
    text: ({ type }) => {
      touched();
      if (type === 'KeepAlive') return;
      if (type === 'Finalize') {
        if (script.ignoresFinalize()) return;
        results(listener.finish() ?? [], { is_final: true, from_finalize: true });
        return;
      }
      if (type !== 'CloseStream') return connection.close(1008, 'DATA-0000');
      const words = listener.finish();
      if (words) results(words, { is_final: true });
      connection.send(metadataOf(listener.audioMs));
      connection.close(1000);
    },
    closed: () => clearTimeout(idle),
  };
}

function resultsOf(
  words: readonly ScriptedWord[],
  { fromMs, untilMs, flags }: { fromMs: number; untilMs: number; flags: Record<string, boolean> },
) {
  const spelt = words.map(({ text, startMs, endMs }) => ({
    word: text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, ''),
    start: startMs / 1000,
    end: endMs / 1000,
    confidence: 0.98,
    punctuated_word: text,
  }));
  return {
    type: 'Results',
    channel_index: [0, 1],
    start: fromMs / 1000,
    duration: (untilMs - fromMs) / 1000,
    speech_final: false,
    from_finalize: false,
    ...flags,
    channel: { alternatives: [{ transcript: textOf(words), confidence: 0.98, words: spelt }] },
    metadata: {
      request_id: 'simulated',
      model_uuid: 'simulated',
      model_info: { name: 'general-nova-3', version: 'simulated', arch: 'nova-3' },
    },
  };
}

const metadataOf = (audioMs: number) => ({
  type: 'Metadata',
  transaction_key: 'deprecated',
  request_id: 'simulated',
  sha256: '',
  created: '2026-01-01T00:00:00.000Z',
  duration: audioMs / 1000,
  channels: 1,
});
