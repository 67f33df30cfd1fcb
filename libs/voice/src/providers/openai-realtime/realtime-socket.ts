import type { ProviderError } from '../../resilience/provider-error';
import { ProviderSocket, type SocketAddress } from '../recognition/provider-socket';
import { readAudioDelta } from './audio-delta';
import { readRealtimeEvent, type RealtimeEvent } from './realtime-events';
import type { ClientMessage } from './realtime-session';

export type RealtimeSocketEvents = {
  onEvent: (event: RealtimeEvent) => void;
  /** At most once, and never after `close`. */
  onLost: (error: ProviderError) => void;
};

export interface RealtimeSocket {
  /** Bytes that the network has not taken yet. */
  readonly bufferedBytes: number;
  append(audio: Uint8Array): void;
  send(message: ClientMessage): void;
  close(): void;
}

export type RealtimeSocketFactory = (
  provider: string,
  address: SocketAddress,
  events: RealtimeSocketEvents,
) => RealtimeSocket;

const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;
const APPEND_START = Buffer.from('{"type":"input_audio_buffer.append","audio":"', 'latin1');
const APPEND_END = Buffer.from('"}', 'latin1');

/** A WebSocket to a Realtime server, which takes audio in JSON. */
export const connectRealtime: RealtimeSocketFactory = (provider, address, { onEvent, onLost }) => {
  const socket = new ProviderSocket({
    ...address,
    provider,
    largestMessageBytes: LARGEST_MESSAGE_BYTES,
    readBytes: (data) => {
      const event = readAudioDelta(data);
      if (event) onEvent(event);
      return event !== null;
    },
    onMessage: (message) => {
      const event = readRealtimeEvent(message);
      if (event) onEvent(event);
      return event !== undefined;
    },
    onLost,
  });
  return {
    get bufferedBytes() {
      return socket.bufferedBytes;
    },
    append(audio) {
      if (audio.length === 0) return;
      socket.sendBytesAsText(appendMessage(audio));
    },
    send: (message) => socket.send(JSON.stringify(message)),
    close: () => socket.close(),
  };
};

/** Up to fifty a second and call: no object is made only to be serialised, and the audio's text no second time. */
function appendMessage(audio: Uint8Array): Buffer {
  const base64 = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString('base64');
  const end = APPEND_START.length + base64.length;
  const message = Buffer.allocUnsafe(end + APPEND_END.length);
  message.set(APPEND_START);
  message.write(base64, APPEND_START.length, 'latin1');
  message.set(APPEND_END, end);
  return message;
}
