import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { type WebSocket, WebSocketServer } from 'ws';
import { SIMULATED_ACCOUNT } from './account';
import { refuseUpgrade } from '../host/simulator-host';

export type Webhook = {
  path: string;
  fields: Record<string, string>;
  /** As Twilio's own library judges it. */
  isSigned: boolean;
};

/**
 * The least service that a telephone company can talk to: answers webhooks with what `twiml` says and
 * hands over media streams. It checks signatures with Twilio's own library.
 */
export class TelephoneService {
  readonly webhooks: Webhook[] = [];
  /** Of media streams: whether the upgrade was signed. */
  readonly signedStreams: boolean[] = [];
  twiml: Record<string, string | number> = {};
  refuseStreams: number | undefined;
  /** Who answers under `/api`. */
  pass: string | undefined;
  onStream: (socket: WebSocket) => void = () => undefined;
  baseUrl = '';
  /** What signatures are made for. */
  publicUrl = '';
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.on('upgrade', (request: IncomingMessage, socket, head) => {
      const signature = String(request.headers['x-twilio-signature']);
      const url = this.streamUrl(request.url);
      this.signedStreams.push(validateRequest(SIMULATED_ACCOUNT.authToken, signature, url, {}));
      if (this.refuseStreams) return refuseUpgrade(socket, this.refuseStreams);
      return this.sockets.handleUpgrade(request, socket, head, (client) => this.onStream(client));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.baseUrl = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.publicUrl = this.baseUrl;
  }

  async close(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  reset(): void {
    this.webhooks.length = 0;
    this.signedStreams.length = 0;
    this.twiml = {};
    this.refuseStreams = undefined;
    this.pass = undefined;
    this.onStream = () => undefined;
    this.publicUrl = this.baseUrl;
  }

  streamUrl(path = '/media-stream'): string {
    return this.publicUrl.replace(/^http/, 'ws') + path;
  }

  /** TwiML that connects the call to this service, then does what follows. */
  connectTwiml(after = '', attributes = ''): string {
    const parameter = '<Parameter name="token" value="one &amp; only"/>';
    const stream = `<Stream url="${this.streamUrl()}">${parameter}</Stream>`;
    return `<?xml version="1.0" encoding="UTF-8"?><Response><Connect ${attributes}>${stream}</Connect>${after}</Response>`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.pass && request.url?.startsWith('/api/')) {
      const { authorization = '' } = request.headers;
      const passed = await fetch(this.pass + request.url, { headers: { authorization } });
      response.writeHead(passed.status).end(await passed.text());
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
    const { url: path = '', headers } = request;
    const signature = String(headers['x-twilio-signature']);
    const isSigned = validateRequest(
      SIMULATED_ACCOUNT.authToken,
      signature,
      this.publicUrl + path,
      fields,
    );
    this.webhooks.push({ path, fields, isSigned });
    const twiml = this.twiml[path.split('?')[0] ?? ''] ?? 204;
    if (typeof twiml === 'number') response.writeHead(twiml).end();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml);
  }
}
