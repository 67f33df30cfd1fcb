import type { Certificate } from '../host/simulator-host';
import { SocketSimulator } from '../websocket/socket-simulator';
import { serveStreaming } from './streaming-protocol';

/** AssemblyAI's streaming recogniser, which hears when somebody speaks but reads what from a script. */
export class AssemblyAiSimulator extends SocketSimulator {
  /** What is said, in order; then `defaultTranscript`. */
  readonly transcripts: string[] = [];
  defaultTranscript = 'Hello, do you have a minute?';

  /** @param said what is heard when no transcript is waiting. */
  constructor(tls?: Certificate, said?: () => string) {
    const next = (): string => this.transcripts.shift() ?? said?.() ?? this.defaultTranscript;
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
