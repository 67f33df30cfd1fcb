import { WebSocket, type ClientOptions, type RawData } from 'ws';
import { samplesToBytes } from '../../audio/pcm';
import type { ProviderError } from '../../resilience/provider-error';
import type { RecogniserWire } from './recogniser-wire';
import { providerFailure } from '../../resilience/provider-failure';
import { refusedUpgrade } from '../../resilience/refused-upgrade';
import { kindOfClose } from './close-kind';

export type SocketEvents = {
  onOpen: () => void;
  onMessage: (message: Readonly<Record<string, unknown>>) => void;
  /** At most once, and never after `close`. */
  onLost: (error: ProviderError) => void;
};

export type SocketAddress = { url: string; headers: Record<string, string> };

export interface RecogniserSocket {
  /** Bytes that the network has not taken yet. */
  readonly bufferedBytes: number;
  /** Never an empty one: some vendors take that for the end. */
  sendAudio(samples: Int16Array): void;
  sendText(message: string): void;
  /** @param goodbye is sent first, where the connection stands. */
  close(goodbye?: string): void;
}

export type SocketFactory = (
  wire: RecogniserWire,
  address: SocketAddress,
  events: SocketEvents,
) => RecogniserSocket;

/** Node's own types do not know this option of ws yet. */
type SocketOptions = ClientOptions & { closeTimeout: number };

const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 1_000;

/** A WebSocket to a recogniser that reports each failure once, as a ProviderError. */
export const connectSocket: SocketFactory = (wire, { url, headers }, events) => {
  const options: SocketOptions = {
    headers,
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
  const { provider } = wire;
  socket.on('open', () => !over && events.onOpen());
  socket.on('message', (data, isBinary) => {
    if (over) return;
    const message = isBinary ? undefined : parseObject(data);
    if (message) events.onMessage(message);
    else lost(providerFailure(provider, 'bad_response'));
  });
  socket.on('unexpected-response', (request, response) => {
    request.destroy();
    lost(refusedUpgrade(provider, response));
  });
  // Also what `terminate` during the handshake raises; without a listener it would end the process.
  socket.on('error', () => lost(providerFailure(provider, 'network')));
  socket.on('close', (code) => {
    lost(providerFailure(provider, wire.closeKind(code) ?? kindOfClose(code), code));
  });
  return {
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    sendAudio(samples) {
      if (samples.length === 0 || socket.readyState !== WebSocket.OPEN) return;
      socket.send(samplesToBytes(samples));
    },
    sendText(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    close(goodbye) {
      over = true;
      if (socket.readyState !== WebSocket.OPEN) return socket.terminate();
      if (goodbye !== undefined) socket.send(goodbye);
      socket.close(1000);
    },
  };
};

function parseObject(data: RawData): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
