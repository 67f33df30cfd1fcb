import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TwilioSimulator } from '../twilio/twilio-simulator';
import type { SimulatedService } from './simulator-host';

/** Text messages that the service has sent, for the page to show; the newest first. */
export class SentMessages implements SimulatedService {
  constructor(private readonly telephone: TwilioSimulator) {}

  serves(path: string): boolean {
    return path === '/messages';
  }

  request(_request: IncomingMessage, response: ServerResponse): void {
    const messages = this.telephone.messages.map(({ to, status, body }) => ({ to, status, body }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(messages.reverse()));
  }
}
