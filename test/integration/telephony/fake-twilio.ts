import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = { status: number; body?: unknown } | 'hang' | 'break';
export type Asked = { method: string; path: string; form: URLSearchParams; signedIn: boolean };

const SIGN_IN = `Basic ${Buffer.from('ACtest:token').toString('base64')}`;

/** What a job asks in its own time; it is no part of what these tests count. */
const NOT_CHARGED_YET = { status: 200, body: { price: null, price_unit: 'USD' } };

/** As much of Twilio's API as these tests ask for; each answer can be given in advance. */
export class FakeTwilio {
  readonly asked: Asked[] = [];
  private readonly answers: Answer[] = [];
  private count = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<FakeTwilio> {
    const server = createServer();
    const fake = new FakeTwilio(server);
    server.on('request', (request, response) => void fake.take(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return fake;
  }

  get config() {
    const { port } = this.server.address() as AddressInfo;
    return {
      accountSid: 'ACtest',
      authToken: 'token',
      phoneNumber: '+15550009999',
      baseUrl: `http://127.0.0.1:${port}`,
      outboundCodes: ['1', '44'],
    };
  }

  /** The next requests are answered so, the first with the first; then all goes well again. */
  next(...answers: Answer[]): void {
    this.answers.push(...answers);
  }

  refuse(code: number, status = 400): Answer {
    return { status, body: { code, message: 'The number +15550001234 …', status } };
  }

  /** The code in the last text message to this number. */
  lastCode(to: string): string {
    const sent = this.asked.findLast(({ form }) => form.get('To') === to);
    const body = sent?.form.get('Body') ?? '';
    return /\d{6}/.exec(body)?.[0] ?? 'none was sent';
  }

  clear(): void {
    this.asked.length = 0;
    this.answers.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (request.method === 'GET' && request.url?.includes('/Messages/')) {
      respond(response, NOT_CHARGED_YET);
      return;
    }
    this.asked.push({
      method: request.method ?? '',
      path: request.url ?? '',
      form: new URLSearchParams(text),
      signedIn: request.headers.authorization === SIGN_IN,
    });
    const answer = this.answers.shift() ?? this.usual(request.url ?? '');
    if (answer === 'hang') return;
    if (answer === 'break') {
      request.socket.destroy();
      return;
    }
    respond(response, answer);
  }

  private usual(path: string): Answer {
    this.count += 1;
    if (path.includes('/Messages')) {
      return { status: 201, body: { sid: `SM${this.count}`, status: 'queued', num_segments: '1' } };
    }
    if (path.includes('/Calls')) {
      return { status: 201, body: { sid: `CA${this.count}`, status: 'queued' } };
    }
    return { status: 404, body: { code: 20404, message: 'not found', status: 404 } };
  }
}

const respond = (response: ServerResponse, answer: { status: number; body?: unknown }): void => {
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body ?? {}));
};
