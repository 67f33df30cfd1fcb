import type { IncomingMessage } from 'node:http';
import { WebSocket, type ClientOptions, type RawData } from 'ws';
import { ProviderError } from '../../resilience/provider-error';
import { kindOfStatus, providerFailure } from '../../resilience/provider-failure';
import { kindOfClose } from '../recognition/close-kind';
import { fieldsOf } from '../recognition/message-fields';
import { readRealtimeEvent, type RealtimeEvent } from './realtime-events';
import type { ClientMessage } from './realtime-session';

export type RealtimeAddress = { url: string; headers: Readonly<Record<string, string>> };

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
  address: RealtimeAddress,
  events: RealtimeSocketEvents,
) => RealtimeSocket;

/** Node's own types do not know this option of ws yet. */
type SocketOptions = ClientOptions & { closeTimeout: number };

const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 1_000;
const APPEND_START = '{"type":"input_audio_buffer.append","audio":"';

/** One WebSocket to a Realtime server; each failure is told once, as a ProviderError. */
export const connectRealtime: RealtimeSocketFactory = (provider, { url, headers }, events) => {
  const options: SocketOptions = {
    headers,
    // Compression would hold back every small message for nothing: audio does not shrink.
    perMessageDeflate: false,
    followRedirects: false,
    maxPayload: LARGEST_MESSAGE_BYTES,
    closeTimeout: CLOSE_TIMEOUT_MS,
  };
  const socket = new WebSocket(url, options);
  let over = false;
  const lost = (error: ProviderError): void => {
    if (over) return;
    over = true;
    socket.terminate();
    events.onLost(error);
  };
  socket.on('message', (data, isBinary) => {
    if (over) return;
    const event = isBinary ? undefined : parse(data);
    if (event) events.onEvent(event);
    else lost(providerFailure(provider, 'bad_response'));
  });
  socket.on('unexpected-response', (request, response) => {
    request.destroy();
    lost(refusal(provider, response));
  });
  // Also what `terminate` during the handshake raises; without a listener it would end the process.
  socket.on('error', () => lost(providerFailure(provider, 'network')));
  socket.on('close', (code) => lost(providerFailure(provider, kindOfClose(code), code)));
  const isOpen = (): boolean => socket.readyState === WebSocket.OPEN;
  return {
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    append(audio) {
      if (audio.length === 0 || !isOpen()) return;
      const bytes = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength);
      // Fifty a second and call: no object is made only to be serialised.
      socket.send(`${APPEND_START}${bytes.toString('base64')}"}`);
    },
    send(message) {
      if (isOpen()) socket.send(JSON.stringify(message));
    },
    close() {
      over = true;
      if (isOpen()) socket.close(1000);
      else socket.terminate();
    },
  };
};

function parse(data: RawData): RealtimeEvent | undefined {
  try {
    return readRealtimeEvent(fieldsOf(JSON.parse((data as Buffer).toString('utf8'))));
  } catch {
    return undefined;
  }
}

function refusal(provider: string, { statusCode = 0, headers }: IncomingMessage): ProviderError {
  const { kind, message } = providerFailure(provider, kindOfStatus(statusCode), statusCode);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
  return new ProviderError(provider, kind, message, retryAfterMs);
}
