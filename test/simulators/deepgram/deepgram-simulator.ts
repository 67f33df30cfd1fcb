import type { Certificate } from '../host/simulator-host';
import type { SimulatedConnection } from '../websocket/simulated-connection';
import { SocketSimulator } from '../websocket/socket-simulator';
import { serveFlux } from './flux-protocol';
import { serveListen } from './listen-protocol';

/** Deepgram's two streaming recognisers, which hear when somebody speaks but read what from a script. */
export class DeepgramSimulator extends SocketSimulator {
  /** What is said, in order; then `defaultTranscript`. */
  readonly transcripts: string[] = [];
  defaultTranscript = 'Hello, do you have a minute?';
  noSpeechFinal = false;
  ignoresFinalize = false;

  /** @param said what is heard when no transcript is waiting. */
  constructor(said?: () => string, tls?: Certificate) {
    const next = (): string => this.transcripts.shift() ?? said?.() ?? this.defaultTranscript;
    const authorizes = (headers: { authorization?: string }, apiKey: string): boolean =>
      headers.authorization === `Token ${apiKey}`;
    const script = {
      next,
      noSpeechFinal: () => this.noSpeechFinal,
      ignoresFinalize: () => this.ignoresFinalize,
    };
    const protocols = [
      {
        path: '/v1/listen',
        authorizes,
        connected: (client: SimulatedConnection) => serveListen(client, script),
      },
      {
        path: '/v2/listen',
        authorizes,
        connected: (client: SimulatedConnection) => serveFlux(client, script),
      },
    ];
    super(protocols, tls);
  }

  override reset(): void {
    super.reset();
    this.transcripts.length = 0;
    this.noSpeechFinal = false;
    this.ignoresFinalize = false;
  }
}
