import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { LiveCalls } from '../../calls/live/live-calls';
import { PhoneLinesService } from '../../calls/phone/phone-lines.service';
import { AppError } from '../../platform/errors/app-error';
import { TwilioSignature } from '../../telephony/twilio/twilio-signature';
import { OpenLines } from './open-lines';
import { MEDIA_STREAM_PATH } from './phone-desk';
import { TwilioLine } from './twilio-line';

/** Longer messages end the connection before anybody reads them. */
const MOST_MESSAGE_BYTES = 64 * 1024;
const PING_EVERY_MS = 15_000;

/** Takes the sound of telephone calls: Twilio's media streams, signed like its webhooks. */
@Injectable()
export class MediaStreamGateway implements OnApplicationBootstrap {
  private readonly logger = new Logger(MediaStreamGateway.name);
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly signature: TwilioSignature,
    private readonly calls: LiveCalls,
    private readonly lines: PhoneLinesService,
    private readonly open: OpenLines,
  ) {}

  onApplicationBootstrap(): void {
    const http = this.host.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (pathOf(request) === MEDIA_STREAM_PATH) this.admit(request, socket, head);
    });
  }

  private admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = this.statusOf(request);
    if (status !== 101) {
      this.logger.warn({ status }, 'A media stream without a valid signature was refused');
      socket.end(`HTTP/1.1 ${status} ${REFUSALS[status]}\r\nConnection: close\r\n\r\n`);
      return;
    }
    this.server.handleUpgrade(request, socket, head, (stream) => this.serve(stream));
  }

  private statusOf(request: IncomingMessage): 101 | 403 | 503 {
    const given = request.headers['x-twilio-signature'];
    try {
      const signed = typeof given === 'string' ? given : undefined;
      return this.signature.isGenuineSocket(request.url ?? '', signed) ? 101 : 403;
    } catch (error) {
      if (error instanceof AppError) return 503;
      throw error;
    }
  }

  private serve(stream: WebSocket): void {
    const { calls, lines, open, logger } = this;
    const line = new TwilioLine(stream, { calls, lines, open, logger });
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) stream.terminate();
      alive = false;
      stream.ping();
    }, PING_EVERY_MS).unref();
    stream.on('pong', () => (alive = true));
    stream.on('message', (data: RawData, isBinary: boolean) => {
      alive = true;
      if (isBinary) line.receiveBinary();
      else line.receive((data as Buffer).toString());
    });
    stream.on('error', (error) => logger.warn({ err: error }, 'A media stream broke'));
    stream.on('close', () => {
      clearInterval(heartbeat);
      line.closed();
    });
  }
}

const REFUSALS = { 403: 'Forbidden', 503: 'Service Unavailable' } as const;

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? '';
