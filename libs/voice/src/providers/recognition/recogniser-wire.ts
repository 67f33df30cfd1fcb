import type { SpeechToTextOptions } from '../../ports/speech-to-text';
import type { ProviderError } from '../../resilience/provider-error';
import type { SocketAddress } from './provider-socket';
import type { TextPart } from './utterance-text';

/** What one message of a recogniser says. Times are milliseconds of audio sent on its connection. */
export type RecognitionNews =
  /** The session stands; audio may be sent. */
  | { type: 'begun' }
  | ({ type: 'partial' } & TextPart)
  | ({
      type: 'settled';
      /** All audio before is covered; by default all that was sent until now. */
      untilMs?: number;
      /** The recogniser thinks the utterance is over. */
      ends: boolean;
      /** 0 to 1, where it says how sure it is of that. */
      endOfTurn?: number;
      /** It was asked to settle what it has, and this is the answer. */
      answers?: boolean;
    } & TextPart)
  | { type: 'ended' }
  | { type: 'eager'; endOfTurn?: number }
  | { type: 'resumed' }
  | { type: 'failed'; error: ProviderError };

/** Reads the messages of one connection. */
export type NewsReader = (message: Readonly<Record<string, unknown>>) => RecognitionNews[];

/** How one vendor's streaming protocol differs from the others. */
export interface RecogniserWire {
  readonly provider: string;
  /** Whether audio may be sent once the socket is open, or only after a message of welcome. */
  readonly begins: 'opened' | 'greeted';
  /** Audio goes out in messages of exactly this length. */
  readonly chunkMs: number;
  /** Whether missed audio may be sent as fast as the socket takes it. */
  readonly pace: 'any' | 'real_time';
  /** What is sent when there has been no audio for a while: a text, or silence as audio. */
  readonly whileIdle: { message: string } | 'silence';
  /** Settles what was sent so far; without it the recogniser ends utterances by itself alone. */
  readonly finalise?: string;
  /** Its end of an utterance is a judgement of the turn, to be told at once; not merely a pause. */
  readonly decidesTurns?: boolean;
  readonly goodbye: string;
  /** How long after speech ended an utterance may go without its text. */
  readonly answerMs: number;
  /** Speech without any message for so long means that the connection no longer listens. */
  readonly deafMs: number;
  readonly bills: 'audio' | 'session';
  address(options: SpeechToTextOptions): SocketAddress;
  reader(): NewsReader;
  /** The vendor's own close codes; `undefined` for those that mean what they always mean. */
  closeKind(code: number): ProviderError['kind'] | undefined;
}
