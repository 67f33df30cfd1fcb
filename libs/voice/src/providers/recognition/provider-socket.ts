import { WebSocket, type ClientOptions, type RawData } from 'ws';
import type { ProviderError, ProviderErrorKind } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { refusedUpgrade } from '../../resilience/refused-upgrade';
import { kindOfClose } from './close-kind';
import type { Fields } from './message-fields';

export type SocketAddress = { url: string; headers: Readonly<Record<string, string>> };

export type ProviderSocketOptions = SocketAddress & {
  provider: string;
  largestMessageBytes: number;
  /** What the vendor means by closing with a code, where that is a meaning of its own. */
  closeKind?: (code: number) => ProviderErrorKind | undefined;
  onOpen?: () => void;
  /** True when it has understood the message from its bytes alone; all others are parsed. */
  readBytes?: (data: Buffer) => boolean;
  /** False when the message is not understood, which ends the connection. */
  onMessage: (message: Fields) => boolean;
  /** At most once, and never after `close`. */
  onLost: (error: ProviderError) => void;
};

/** Node's own types do not know this option of ws yet. */
type SocketOptions = ClientOptions & { closeTimeout: number };

const CLOSE_TIMEOUT_MS = 1_000;

/** A WebSocket of JSON messages that belongs to one call; each failure is told once, as a ProviderError. */
export class ProviderSocket {
  private readonly socket: WebSocket;
  private over = false;

  constructor(private readonly options: ProviderSocketOptions) {
    const { closeKind, headers, onOpen, provider, url } = options;
    const settings: SocketOptions = {
      headers,
      // Compression would hold back every small message for nothing: audio does not shrink.
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: options.largestMessageBytes,
      closeTimeout: CLOSE_TIMEOUT_MS,
    };
    const socket = new WebSocket(url, settings);
    this.socket = socket;
    socket.on('open', () => !this.over && onOpen?.());
    socket.on('message', (data, isBinary) => this.received(data, isBinary));
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      this.lost(refusedUpgrade(provider, response));
    });
    // Also what `terminate` during the handshake raises; without a listener it would end the process.
    socket.on('error', () => this.lost(providerFailure(provider, 'network')));
    socket.on('close', (code) => {
      this.lost(providerFailure(provider, closeKind?.(code) ?? kindOfClose(code), code));
    });
  }

  /** Bytes that the network has not taken yet. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Nothing is sent, and nobody is told, while there is no connection. */
  send(message: string | Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message);
  }

  /** Text that is UTF-8 already. It goes out in one piece, which a string does not. */
  sendBytesAsText(message: Buffer): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message, { binary: false });
  }

  /** @param goodbye is sent first, where the connection stands. */
  close(goodbye?: string): void {
    this.over = true;
    if (this.socket.readyState !== WebSocket.OPEN) return this.socket.terminate();
    if (goodbye !== undefined) this.socket.send(goodbye);
    this.socket.close(1000);
  }

  private received(data: RawData, isBinary: boolean): void {
    if (this.over) return;
    if (!isBinary && this.options.readBytes?.(data as Buffer)) return;
    const message = isBinary ? undefined : parseObject(data);
    if (message && this.options.onMessage(message)) return;
    this.lost(providerFailure(this.options.provider, 'bad_response'));
  }

  private lost(error: ProviderError): void {
    if (this.over) return;
    this.over = true;
    this.socket.terminate();
    this.options.onLost(error);
  }
}

function parseObject(data: RawData): Fields | undefined {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
