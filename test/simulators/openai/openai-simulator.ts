import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { drip } from '../host/drip';
import { SimulatorHost, type Certificate, type SimulatedService } from '../host/simulator-host';
import { HTML_PAGE, plannedFailure, type Knobs } from '../http/knobs';
import { parseMultipart } from '../http/multipart';
import { SimulatedResponse } from '../http/simulated-response';
import type { VoiceScript } from '../voices/spoken-text';
import { answerChat, type ChatBody, type ChatScript } from './chat-endpoint';
import { REALTIME_PATH, RealtimeSimulator } from './realtime/realtime-simulator';
import { answerSpeech, toneBursts, type SpeechBody, type SpeechScript } from './speech-endpoint';
import { answerTranscription } from './transcription-endpoint';

export type OpenAiEndpoint = 'chat' | 'transcriptions' | 'speech';

export type RecordedRequest = {
  endpoint: OpenAiEndpoint;
  headers: IncomingMessage['headers'];
  /** JSON as sent; of a form, its text fields. */
  body: Record<string, unknown>;
  /** Of a form. */
  file?: { filename: string; contentType: string | undefined; bytes: Buffer };
  /** The client hung up before the answer was complete. */
  abandoned: boolean;
};

export type OpenAiScripts = {
  chat?: ChatScript;
  speech?: SpeechScript;
  /** What an utterance says when no transcript is waiting. */
  transcript?: () => string;
  /** The voice of speech-to-speech. */
  realtime?: VoiceScript;
};

const ENDPOINTS: Readonly<Record<string, OpenAiEndpoint>> = {
  '/chat/completions': 'chat',
  '/audio/transcriptions': 'transcriptions',
  '/audio/speech': 'speech',
};
/** The vendor's own, and the one under which Gemini imitates it. */
const BASE_PATH = /^\/(v1|v1beta\/openai)(?=\/)/;

const endpointOf = (path: string): OpenAiEndpoint | undefined =>
  BASE_PATH.test(path) ? ENDPOINTS[path.replace(BASE_PATH, '')] : undefined;

/**
 * Speaks OpenAI's HTTP protocol as the vendor and its imitators do, without a model: replies and
 * transcripts are scripted, speech is beeps, and every endpoint can be made to misbehave.
 */
export class OpenAiSimulator implements SimulatedService {
  readonly requests: RecordedRequest[] = [];
  readonly knobs: Record<OpenAiEndpoint, Knobs> = { chat: {}, transcriptions: {}, speech: {} };
  /** Answered in order; then `defaultTranscript`. */
  readonly transcripts: string[] = [];
  defaultTranscript = 'Hello, do you have a minute?';
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  /** The same vendor's speech-to-speech, over WebSockets at the same address. */
  readonly realtime: RealtimeSimulator;
  private readonly host: SimulatorHost;

  constructor(
    private scripts: OpenAiScripts = {},
    tls?: Certificate,
  ) {
    this.realtime = new RealtimeSimulator(
      scripts.realtime,
      (request) => this.isAuthorized(request),
      scripts.transcript,
    );
    this.host = new SimulatorHost([this], tls);
  }

  /** On a port of its own; 0 takes any free one. */
  async start(port = 0): Promise<{ baseUrl: string }> {
    const { baseUrl } = await this.host.start(port);
    return { baseUrl: `${baseUrl}/v1` };
  }

  close(): Promise<void> {
    return this.host.close();
  }

  serves(path: string): boolean {
    return path === REALTIME_PATH || endpointOf(path) !== undefined;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.realtime.upgrade(request, socket, head);
  }

  dropConnections(): void {
    this.realtime.dropConnections();
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    this.handle(request, response).catch(() => response.destroy());
  }

  /** Forgets requests, scripts and misbehaviour. */
  reset(): void {
    this.requests.length = 0;
    this.realtime.reset();
    this.transcripts.length = 0;
    this.scripts = {};
    this.apiKey = undefined;
    for (const endpoint of Object.values(ENDPOINTS)) this.knobs[endpoint] = {};
  }

  /** What the model says from now on. */
  replyWith(chat: ChatScript): void {
    this.scripts = { ...this.scripts, chat };
  }

  speakWith(speech: SpeechScript): void {
    this.scripts = { ...this.scripts, speech };
  }

  private async handle(request: IncomingMessage, raw: ServerResponse): Promise<void> {
    const endpoint = endpointOf((request.url ?? '').split('?')[0] ?? '');
    const bytes = await readBody(request);
    if (!endpoint || request.method !== 'POST') {
      const message = 'Unknown request URL.';
      return sendError(new SimulatedResponse(raw, {}), { status: 404, message });
    }
    const knobs = this.knobs[endpoint];
    if (knobs.drip && raw.socket) {
      // The next request finds a good line again.
      raw.shouldKeepAlive = false;
      drip(raw.socket, knobs.drip);
    }
    const response = new SimulatedResponse(raw, knobs);
    const recorded = record(endpoint, request, bytes);
    this.requests.push(recorded);
    raw.once('close', () => (recorded.abandoned = !raw.writableFinished));
    if (!this.isAuthorized(request)) {
      const message = 'Incorrect API key provided.';
      return sendError(response, { status: 401, message, code: 'invalid_api_key' });
    }
    const failure = plannedFailure(knobs);
    if (failure) return sendFailure(response, failure, knobs);
    if (knobs.garbage) return sendGarbage(response, knobs.garbage);
    const refused = knobs.unsupported?.find((field) => field in recorded.body);
    const message = refused
      ? `Unrecognized request argument: ${refused}`
      : await this.answer(recorded, response);
    if (message) await sendError(response, { status: 400, message });
  }

  private async answer(
    recorded: RecordedRequest,
    response: SimulatedResponse,
  ): Promise<string | undefined> {
    const knobs = this.knobs[recorded.endpoint];
    switch (recorded.endpoint) {
      case 'chat': {
        const script = this.scripts.chat ?? (() => undefined);
        if (!Array.isArray(recorded.body['messages'])) return 'messages is required.';
        await answerChat(recorded.body as ChatBody, { script, knobs, response });
        return undefined;
      }
      case 'transcriptions': {
        const { transcript } = this.scripts;
        const script = (): string =>
          this.transcripts.shift() ?? transcript?.() ?? this.defaultTranscript;
        return answerTranscription(partsOf(recorded), { script, knobs, response });
      }
      case 'speech': {
        const script = this.scripts.speech ?? toneBursts;
        return answerSpeech(recorded.body as SpeechBody, { script, response });
      }
    }
  }

  private isAuthorized(request: IncomingMessage): boolean {
    const header = request.headers.authorization ?? '';
    return this.apiKey === undefined ? true : header === `Bearer ${this.apiKey}`;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function record(
  endpoint: OpenAiEndpoint,
  request: IncomingMessage,
  bytes: Buffer,
): RecordedRequest {
  const { headers } = request;
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return { endpoint, headers, body: parseObject(bytes), abandoned: false };
  }
  const parts = parseMultipart(bytes, type);
  const file = parts.find((part) => part.filename !== undefined);
  const fields = parts.filter((part) => part !== file);
  return {
    endpoint,
    headers,
    body: Object.fromEntries(fields.map((part) => [part.name, part.body.toString('utf8')])),
    file: file && {
      filename: file.filename ?? '',
      contentType: file.contentType,
      bytes: file.body,
    },
    abandoned: false,
  };
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function partsOf(recorded: RecordedRequest) {
  const fields = Object.entries(recorded.body).map(([name, value]) => ({
    name,
    body: Buffer.from(String(value)),
  }));
  const { file } = recorded;
  return file ? [...fields, { name: 'file', filename: file.filename, body: file.bytes }] : fields;
}

function sendFailure(
  response: SimulatedResponse,
  failure: { status: number; code: string },
  knobs: Knobs,
): Promise<void> {
  const headers: Record<string, string> =
    failure.status === 429 && knobs.retryAfterSeconds !== undefined
      ? { 'retry-after': String(knobs.retryAfterSeconds) }
      : {};
  const message = 'The simulator was told to fail.';
  return sendError(response, { ...failure, message, headers });
}

async function sendError(
  response: SimulatedResponse,
  error: { status: number; message: string; code?: string; headers?: Record<string, string> },
): Promise<void> {
  const { status, message, code = null, headers } = error;
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  await response.begin(status, 'application/json', headers);
  await response.write(JSON.stringify({ error: { message, type, param: null, code } }));
  response.end();
}

async function sendGarbage(response: SimulatedResponse, kind: 'json' | 'html'): Promise<void> {
  await response.begin(200, kind === 'html' ? 'text/html' : 'text/event-stream');
  await response.write(kind === 'html' ? HTML_PAGE : 'data: {"choices": [{]}\n\n');
  response.end();
}
