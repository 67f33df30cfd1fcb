import { samplesToBytes } from '../../audio/pcm';
import type { ProviderError } from '../../resilience/provider-error';
import type { RecogniserWire } from './recogniser-wire';
import { ProviderSocket, type SocketAddress } from './provider-socket';

export type SocketEvents = {
  onOpen: () => void;
  onMessage: (message: Readonly<Record<string, unknown>>) => void;
  /** At most once, and never after `close`. */
  onLost: (error: ProviderError) => void;
};

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

const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

/** A WebSocket to a recogniser, which takes audio as bytes. */
export const connectSocket: SocketFactory = (wire, address, { onOpen, onMessage, onLost }) => {
  const socket = new ProviderSocket({
    ...address,
    provider: wire.provider,
    largestMessageBytes: LARGEST_MESSAGE_BYTES,
    closeKind: (code) => wire.closeKind(code),
    onOpen,
    onMessage: (message) => {
      onMessage(message);
      return true;
    },
    onLost,
  });
  return {
    get bufferedBytes() {
      return socket.bufferedBytes;
    },
    sendAudio: (samples) => {
      if (samples.length > 0) socket.send(samplesToBytes(samples));
    },
    sendText: (message) => socket.send(message),
    close: (goodbye) => socket.close(goodbye),
  };
};
