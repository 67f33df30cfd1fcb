import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatedService } from './simulator-host';

export type Vendor = 'openai' | 'gemini' | 'deepgram' | 'cartesia' | 'elevenlabs' | 'assemblyai';

type Endpoint = { vendor: Vendor; path: string; keyOf: (headers: Headers) => string | undefined };
type Headers = IncomingMessage['headers'];

const after =
  (scheme: string) =>
  ({ authorization = '' }: Headers): string | undefined =>
    authorization.startsWith(scheme) ? authorization.slice(scheme.length) : undefined;

/** What each vendor answers to holders of a key, and where its key is. */
const ENDPOINTS: readonly Endpoint[] = [
  { vendor: 'elevenlabs', path: '/v1/models', keyOf: (headers) => one(headers['xi-api-key']) },
  { vendor: 'openai', path: '/v1/models', keyOf: after('Bearer ') },
  { vendor: 'gemini', path: '/v1beta/openai/models', keyOf: after('Bearer ') },
  { vendor: 'deepgram', path: '/v1/projects', keyOf: after('Token ') },
  { vendor: 'cartesia', path: '/voices', keyOf: after('Bearer ') },
  { vendor: 'assemblyai', path: '/v3/token', keyOf: ({ authorization }) => authorization },
];

/** The parts of the vendors' protocols that tell whether a key is taken. */
export class AccountEndpoints implements SimulatedService {
  /** Any key is taken when unset. */
  apiKey: string | undefined;
  /** Answered by a vendor in place of anything else, with a body or without. */
  readonly failures = new Map<Vendor, { status: number; body?: string }>();

  serves(path: string): boolean {
    return ENDPOINTS.some((endpoint) => endpoint.path === path);
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').split('?')[0];
    const asked = ENDPOINTS.filter((endpoint) => endpoint.path === path);
    // Two vendors share a path and are told apart by where they take their key from.
    const known = asked.find(({ keyOf }) => keyOf(request.headers) !== undefined) ?? asked.at(-1);
    const key = known?.keyOf(request.headers);
    const failure = known && this.failures.get(known.vendor);
    const isTaken = key !== undefined && (this.apiKey === undefined || key === this.apiKey);
    response.writeHead(failure?.status ?? (isTaken ? 200 : 401), {
      'content-type': 'application/json',
    });
    response.end(failure?.body ?? '{}');
  }
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
