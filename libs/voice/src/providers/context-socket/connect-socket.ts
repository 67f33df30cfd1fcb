import type { IncomingMessage } from 'node:http';
import WebSocket from 'ws';
import type { Clock } from '../../clock/clock';
import type { ProviderError } from '../../resilience/provider-error';
import { providerFailure } from '../../resilience/provider-failure';
import { refusedUpgrade } from '../../resilience/refused-upgrade';

export type SocketTarget = { url: string; headers: Readonly<Record<string, string>> };

export type ConnectOptions = {
  clock: Clock;
  provider: string;
  connectMs: number;
  signal: AbortSignal;
};

const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

/** The address of a WebSocket beside an HTTP base URL. */
export function socketUrl(
  baseUrl: string,
  path: string,
  query: Record<string, string> = {},
): string {
  const url = new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * An open WebSocket, paused: what comes with the handshake waits until somebody listens and resumes it.
 * @throws ProviderError, by the status of a refused upgrade.
 */
export function connectSocket(target: SocketTarget, options: ConnectOptions): Promise<WebSocket> {
  const { clock, provider, connectMs, signal } = options;
  return new Promise((resolve, reject) => {
    // Compression would hold back every small message for nothing: audio does not shrink.
    const socket = new WebSocket(target.url, {
      headers: target.headers,
      perMessageDeflate: false,
      maxPayload: LARGEST_MESSAGE_BYTES,
    });
    const abort = (): void => fail(providerFailure(provider, 'network'));
    const settle = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', abort);
    };
    const fail = (error: ProviderError): void => {
      settle();
      reject(error);
      socket.terminate();
    };
    const timer = clock.setTimer(connectMs, () => fail(providerFailure(provider, 'timeout')));
    signal.addEventListener('abort', abort, { once: true });
    // Stays: an 'error' that nobody listens to ends the process.
    socket.on('error', abort);
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      response.resume();
      fail(refusedUpgrade(provider, response));
    });
    socket.once('open', () => {
      settle();
      socket.pause();
      resolve(socket);
    });
  });
}
