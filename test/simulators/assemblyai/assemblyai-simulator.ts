import { SocketSimulator } from '../websocket/socket-simulator';
import { serveStreaming } from './streaming-protocol';

/** AssemblyAI's streaming recogniser, which hears when somebody speaks but reads what from a script. */
export class AssemblyAiSimulator extends SocketSimulator {
  /** What is said, in order; then `defaultTranscript`. */
  readonly transcripts: string[] = [];
  defaultTranscript = 'Hello, do you have a minute?';

  constructor(tls?: { key: string; cert: string }) {
    const next = (): string => this.transcripts.shift() ?? this.defaultTranscript;
    super(
      [
        {
          path: '/v3/ws',
          authorizes: ({ authorization }, apiKey) => authorization === apiKey,
          connected: (client) => serveStreaming(client, { next }),
        },
      ],
      tls,
    );
  }

  override reset(): void {
    super.reset();
    this.transcripts.length = 0;
  }
}
