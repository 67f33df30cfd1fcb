import { performance } from 'node:perf_hooks';
import { ScriptedListener, textOf, type ScriptedWord } from '../websocket/scripted-listener';
import type { SimulatedConnection } from '../websocket/simulated-connection';
import type { ConnectionHandlers } from '../websocket/socket-simulator';

const SHORTEST_MS = 50;
const LONGEST_MS = 1000;
/** How much may come ahead of real time. */
const AHEAD_MS = 500;
const TURN_SILENCE_MS = 400;

/** Universal Streaming v3: turns, formatted a second time on request, and strict about its audio. */
export function serveStreaming(
  connection: SimulatedConnection,
  { next }: { next: () => string },
): ConnectionHandlers {
  const { sampleRate, query } = connection;
  const listener = new ScriptedListener({ sampleRate, endMs: TURN_SILENCE_MS, next });
  const formats = query.get('format_turns') === 'true';
  const beganMs = performance.now();
  let turn = 0;
  let receivedMs = 0;
  const fail = (code: number, error: string): void => {
    connection.send({ type: 'Error', error_code: code, error });
    connection.close(code);
  };
  const endTurn = (words: readonly ScriptedWord[]): void => {
    connection.sendFinal(turnOf(words, { turn, ends: true, formatted: false }));
    if (formats) connection.sendFinal(turnOf(words, { turn, ends: true, formatted: true }));
    turn++;
  };
  connection.send({ type: 'Begin', id: 'simulated', expires_at: 4_000_000_000 });
  return {
    audio: (samples) => {
      const ms = (samples.length * 1000) / sampleRate;
      receivedMs += ms;
      if (ms < SHORTEST_MS || ms > LONGEST_MS) return fail(3007, 'Input duration violation');
      if (receivedMs > performance.now() - beganMs + AHEAD_MS) {
        return fail(3007, 'Audio faster than real time');
      }
      for (const heard of listener.hear(samples)) {
        if (heard.type === 'quiet') continue;
        if (heard.type === 'ended') endTurn(heard.words);
        else connection.sendInterim(turnOf(heard.words, { turn, ends: false, formatted: false }));
      }
    },
    text: ({ type }) => {
      if (type === 'KeepAlive' || type === 'UpdateConfiguration') return;
      if (type === 'ForceEndpoint') {
        const words = listener.finish();
        if (words) endTurn(words);
        return;
      }
      if (type !== 'Terminate') return fail(3006, 'Invalid message type');
      connection.send({
        type: 'Termination',
        audio_duration_seconds: receivedMs / 1000,
        session_duration_seconds: (performance.now() - beganMs) / 1000,
      });
      connection.close(1000);
    },
  };
}

function turnOf(
  words: readonly ScriptedWord[],
  { turn, ends, formatted }: { turn: number; ends: boolean; formatted: boolean },
) {
  const spelt = formatted
    ? words
    : words.map((word) => ({ ...word, text: word.text.toLowerCase().replace(/[.,?!]/g, '') }));
  const settled = ends ? spelt : spelt.slice(0, -1);
  return {
    type: 'Turn',
    turn_order: turn,
    turn_is_formatted: formatted,
    end_of_turn: ends,
    transcript: textOf(settled),
    end_of_turn_confidence: ends ? 0.9 : 0.1,
    words: spelt.map(({ text, startMs, endMs }, index) => ({
      text,
      start: Math.round(startMs),
      end: Math.round(endMs),
      confidence: 0.98,
      word_is_final: index < settled.length,
    })),
    utterance: '',
  };
}
