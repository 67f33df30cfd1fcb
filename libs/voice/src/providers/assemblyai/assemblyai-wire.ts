import type { SpeechToTextOptions } from '../../ports/speech-to-text';
import type { ProviderErrorKind } from '../../resilience/provider-error';
import { numberOf, textOf, wordsOf, type Fields } from '../recognition/message-fields';
import type { NewsReader, RecogniserWire, RecognitionNews } from '../recognition/recogniser-wire';
import type { SocketAddress } from '../recognition/provider-socket';
import { providerFailure } from '../../resilience/provider-failure';
import { kindOfClose } from '../recognition/close-kind';
import { websocketAddress } from '../recognition/websocket-address';
import type { AssemblyAiOptions } from './assemblyai-speech-to-text';

export const UNIVERSAL = 'universal-streaming-english';
const PROVIDER = 'assemblyai';
const ASSEMBLYAI_URL = 'https://streaming.assemblyai.com';
/** The vendor's limits. */
const MOST_KEYTERMS = 100;
const LONGEST_KEYTERM = 50;

/** https://www.assemblyai.com/docs/speech-to-text/universal-streaming */
const CLOSE_KINDS: Readonly<Record<number, ProviderErrorKind>> = {
  1008: 'auth',
  3005: 'server',
  3006: 'bad_request',
  3007: 'bad_request',
  // A session lasts three hours at most; another one may follow.
  3008: 'network',
  3009: 'rate',
  4001: 'auth',
  4002: 'quota',
};

/** AssemblyAI's Universal Streaming, version 3. */
export class AssemblyAiWire implements RecogniserWire {
  readonly provider = PROVIDER;
  readonly begins = 'greeted';
  // 50 to 1000 ms are taken.
  readonly chunkMs = 80;
  readonly pace = 'real_time';
  readonly whileIdle = { message: '{"type":"KeepAlive"}' };
  readonly finalise = '{"type":"ForceEndpoint"}';
  readonly decidesTurns = true;
  // A session that is not terminated goes on being billed.
  readonly goodbye = '{"type":"Terminate"}';
  readonly answerMs = 1_000;
  // Nothing is said of noise, so that silence means little.
  readonly deafMs = 15_000;
  readonly bills = 'session';

  constructor(private readonly options: AssemblyAiOptions & { model: string }) {}

  address({ sampleRate, language, keyterms }: SpeechToTextOptions): SocketAddress {
    const { apiKey, baseUrl = ASSEMBLYAI_URL, model } = this.options;
    const isEnglish = language === '' || language.startsWith('en');
    const terms = keyterms.filter(({ length }) => length <= LONGEST_KEYTERM);
    const url = websocketAddress(baseUrl, '/v3/ws', {
      sample_rate: sampleRate,
      encoding: 'pcm_s16le',
      speech_model: model === UNIVERSAL && !isEnglish ? 'universal-streaming-multilingual' : model,
      // A formatted text would only come after the one that is acted on.
      format_turns: 'false',
      keyterms_prompt: terms.length > 0 ? JSON.stringify(terms.slice(0, MOST_KEYTERMS)) : undefined,
    });
    return { url, headers: apiKey === undefined ? {} : { authorization: apiKey } };
  }

  reader(): NewsReader {
    let lastEnded = -1;
    return (message) => {
      switch (message['type']) {
        case 'Begin':
          return [{ type: 'begun' }];
        case 'Error':
          return [{ type: 'failed', error: errorOf(message) }];
        case 'Turn': {
          const order = numberOf(message['turn_order']);
          const text = textOf(message['transcript']);
          if (order === undefined || text === undefined) {
            return [{ type: 'failed', error: providerFailure(PROVIDER, 'bad_response') }];
          }
          // The second end of a turn is the first one with better spelling.
          if (order <= lastEnded) return [];
          if (message['end_of_turn'] === true) lastEnded = order;
          return [readTurn(message, text)];
        }
        default:
          return [];
      }
    };
  }

  closeKind(code: number): ProviderErrorKind | undefined {
    return CLOSE_KINDS[code];
  }
}

function readTurn(message: Fields, text: string): RecognitionNews {
  const words = wordsOf(message['words'], 1);
  if (message['end_of_turn'] === true) {
    const endOfTurn = numberOf(message['end_of_turn_confidence']);
    return { type: 'settled', text, words, ends: true, endOfTurn };
  }
  // The transcript leaves out the words that may still change.
  const said = words.map((word) => word.text).join(' ');
  return { type: 'partial', text: said.length > text.length ? said : text, words };
}

function errorOf(message: Fields) {
  const code = numberOf(message['error_code']) ?? 3005;
  return providerFailure(PROVIDER, CLOSE_KINDS[code] ?? kindOfClose(code), code);
}
