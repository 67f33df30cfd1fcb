import type { SpeechToTextOptions } from '../../ports/speech-to-text';
import { numberOf, textOf, wordsOf, type Fields } from '../recognition/message-fields';
import type { NewsReader, RecogniserWire, RecognitionNews } from '../recognition/recogniser-wire';
import { providerFailure } from '../../resilience/provider-failure';
import { websocketAddress } from '../recognition/websocket-address';
import {
  DEEPGRAM_URL,
  deepgramHeaders,
  MOST_KEYTERMS,
  type DeepgramOptions,
} from './deepgram-options';

const PROVIDER = 'deepgram';
const SECOND_MS = 1000;

export const FLUX_ENGLISH = 'flux-general-en';

/** Silence after which a turn ends whatever the vendor's model thinks; ours decides on the rest. */
export const FLUX_TURN_TIMEOUT_MS = 1_500;

/** How sure the vendor must be that a turn has ended; from 0.5 on. */
const END_OF_TURN = 0.7;
const LEAST_EAGER = 0.3;
const EAGER_END_OF_TURN = 0.5;

export type FluxOptions = DeepgramOptions & {
  /** How sure it must be, 0.3 to 0.7, to say that a turn may have ended [0.5]; false: it never does. */
  eagerEndOfTurn?: number | false;
};

/** Deepgram's `v2/listen`. https://developers.deepgram.com/reference/speech-to-text/listen-flux */
export class DeepgramFluxWire implements RecogniserWire {
  readonly provider = PROVIDER;
  readonly begins = 'greeted';
  readonly chunkMs = 80;
  readonly pace = 'any';
  // There is no message for it: an unknown one ends the connection.
  readonly whileIdle = 'silence';
  readonly decidesTurns = true;
  readonly goodbye = '{"type":"CloseStream"}';
  readonly answerMs = FLUX_TURN_TIMEOUT_MS + 300;
  // Noise has been seen to open a turn and then leave the vendor without a word for 23 s.
  readonly deafMs = 5_000;
  readonly bills = 'audio';

  /** @throws RangeError of a threshold that the vendor would refuse. */
  constructor(private readonly options: FluxOptions & { model: string }) {
    const { eagerEndOfTurn = EAGER_END_OF_TURN } = options;
    if (eagerEndOfTurn === false) return;
    if (!(eagerEndOfTurn >= LEAST_EAGER && eagerEndOfTurn <= END_OF_TURN)) {
      throw new RangeError(`eagerEndOfTurn must be ${LEAST_EAGER} to ${END_OF_TURN}, or false.`);
    }
  }

  address({ sampleRate, language, keyterms }: SpeechToTextOptions) {
    const { baseUrl = DEEPGRAM_URL, eagerEndOfTurn = EAGER_END_OF_TURN } = this.options;
    const spoken = language.split('-')[0] ?? '';
    const model = this.modelFor(spoken);
    const url = websocketAddress(baseUrl, '/v2/listen', {
      model,
      encoding: 'linear16',
      sample_rate: sampleRate,
      eot_threshold: END_OF_TURN,
      eager_eot_threshold: eagerEndOfTurn === false ? undefined : eagerEndOfTurn,
      eot_timeout_ms: FLUX_TURN_TIMEOUT_MS,
      keyterm: keyterms.slice(0, MOST_KEYTERMS),
      language_hint: model.endsWith('-multi') && spoken !== '' ? spoken : undefined,
    });
    return { url, headers: deepgramHeaders(this.options) };
  }

  reader(): NewsReader {
    let lastEnded = -1;
    let newest = -1;
    return (message) => {
      switch (message['type']) {
        case 'Connected':
          return [{ type: 'begun' }];
        case 'TurnInfo': {
          const turn = numberOf(message['turn_index']) ?? lastEnded + 1;
          const sequence = numberOf(message['sequence_id']) ?? newest;
          const ends = message['event'] === 'EndOfTurn';
          // Late news; only an end holds words that are told nowhere else.
          if (turn <= lastEnded || (sequence < newest && !ends)) return [];
          newest = Math.max(newest, sequence);
          if (ends) lastEnded = turn;
          return readTurn(message);
        }
        case 'Error':
          return [{ type: 'failed', error: providerFailure(PROVIDER, 'server') }];
        default:
          return [];
      }
    };
  }

  closeKind(): undefined {
    return undefined;
  }

  private modelFor(spoken: string): string {
    const { model } = this.options;
    const isEnglish = spoken === 'en' || spoken === '';
    return model === FLUX_ENGLISH && !isEnglish ? 'flux-general-multi' : model;
  }
}

function readTurn(message: Fields): RecognitionNews[] {
  const text = textOf(message['transcript']);
  const untilSeconds = numberOf(message['audio_window_end']);
  if (text === undefined || untilSeconds === undefined) {
    return [{ type: 'failed', error: providerFailure(PROVIDER, 'bad_response') }];
  }
  const part = { text, words: wordsOf(message['words'], SECOND_MS) };
  const endOfTurn = numberOf(message['end_of_turn_confidence']);
  switch (message['event']) {
    case 'EndOfTurn':
      return [
        { type: 'settled', ...part, untilMs: untilSeconds * SECOND_MS, ends: true, endOfTurn },
      ];
    case 'EagerEndOfTurn':
      return [
        { type: 'partial', ...part },
        { type: 'eager', endOfTurn },
      ];
    case 'TurnResumed':
      return [{ type: 'resumed' }, { type: 'partial', ...part }];
    default:
      return [{ type: 'partial', ...part }];
  }
}
