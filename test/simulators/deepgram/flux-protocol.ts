import { ScriptedListener, textOf, type ScriptedWord } from '../websocket/scripted-listener';
import type { SimulatedConnection } from '../websocket/simulated-connection';
import type { ConnectionHandlers } from '../websocket/socket-simulator';

const NOTHING_RECEIVED_MS = 10_000;
const END_OF_TURN_MS = 400;
const EAGER_MS = 200;

/** `v2/listen`: turns, eager ends and resumptions; only audio keeps it alive. */
export function serveFlux(
  connection: SimulatedConnection,
  { next }: { next: () => string },
): ConnectionHandlers {
  const { sampleRate, query } = connection;
  const pauseMs = query.has('eager_eot_threshold') ? EAGER_MS : undefined;
  const listener = new ScriptedListener({ sampleRate, endMs: END_OF_TURN_MS, pauseMs, next });
  let sequence = 0;
  let turn = 0;
  let turnFromMs = 0;
  let eager = false;
  const numbered = (message: Record<string, unknown>) => ({
    request_id: 'simulated',
    sequence_id: sequence++,
    ...message,
  });
  const idle = idleGuard(connection);
  const turnInfo = (event: string, words: readonly ScriptedWord[]) =>
    numbered({
      type: 'TurnInfo',
      event,
      turn_index: turn,
      audio_window_start: turnFromMs / 1000,
      audio_window_end: listener.audioMs / 1000,
      transcript: textOf(words),
      words: words.map(({ text, startMs, endMs }) => ({
        word: text,
        start: startMs / 1000,
        end: endMs / 1000,
        confidence: 0.98,
      })),
      end_of_turn_confidence: event === 'EndOfTurn' ? 0.9 : 0.1,
      ...(event === 'EndOfTurn' && { trigger: 'model' }),
    });
  const endTurn = (words: readonly ScriptedWord[]): void => {
    connection.sendFinal(turnInfo('EndOfTurn', words));
    turn++;
    turnFromMs = listener.audioMs;
    eager = false;
  };
  connection.send(numbered({ type: 'Connected' }));
  return {
    audio: (samples) => {
      idle.touched();
      for (const heard of listener.hear(samples)) {
        if (heard.type === 'ended') endTurn(heard.words);
        else if (heard.type === 'quiet') connection.sendInterim(turnInfo('Update', []));
        else if (heard.type === 'started') {
          connection.sendInterim(turnInfo('StartOfTurn', heard.words));
        } else if (heard.type === 'paused') {
          eager = true;
          connection.sendInterim(turnInfo('EagerEndOfTurn', heard.words));
        } else {
          const resumed = eager && textOf(heard.words) !== '';
          connection.sendInterim(turnInfo(resumed ? 'TurnResumed' : 'Update', heard.words));
          eager = false;
        }
      }
    },
    text: (message) => {
      idle.touched();
      if (message['type'] === 'CloseStream') return connection.drop(1000);
      if (message['type'] === 'Configure') {
        return connection.send(numbered({ ...message, type: 'ConfigureSuccess' }));
      }
      const code = 'UNPARSABLE_CLIENT_MESSAGE';
      connection.send(numbered({ type: 'Error', code, description: 'Unknown message.' }));
      connection.close(1008);
    },
    closed: () => idle.stop(),
  };
}

function idleGuard(connection: SimulatedConnection) {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  const touched = (): void => {
    stop();
    timer = connection.after(NOTHING_RECEIVED_MS, () => connection.close(1011, 'NET-0001'));
  };
  touched();
  return { touched, stop };
}
