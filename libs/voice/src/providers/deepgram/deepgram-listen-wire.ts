import type { SpeechToTextOptions } from '../../ports/speech-to-text';
import {
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  wordsOf,
  type Fields,
} from '../recognition/message-fields';
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

/** Deepgram's `v1/listen`. https://developers.deepgram.com/reference/speech-to-text/listen-streaming */
export class DeepgramListenWire implements RecogniserWire {
  readonly provider = PROVIDER;
  readonly begins = 'opened';
  readonly chunkMs = 20;
  readonly pace = 'any';
  readonly whileIdle = { message: '{"type":"KeepAlive"}' };
  readonly finalise = '{"type":"Finalize"}';
  readonly goodbye = '{"type":"CloseStream"}';
  // When little was buffered the vendor leaves `Finalize` without an answer.
  readonly answerMs = 800;
  readonly deafMs = 6_000;
  readonly bills = 'audio';

  constructor(private readonly options: DeepgramOptions & { model: string }) {}

  address({ sampleRate, language, keyterms }: SpeechToTextOptions) {
    const { baseUrl = DEEPGRAM_URL, model } = this.options;
    const url = websocketAddress(baseUrl, '/v1/listen', {
      model,
      language,
      encoding: 'linear16',
      sample_rate: sampleRate,
      channels: 1,
      interim_results: 'true',
      punctuate: 'true',
      endpointing: 300,
      utterance_end_ms: 1000,
      // Older models know another parameter, and refuse this one.
      keyterm: model.startsWith('nova-3') ? keyterms.slice(0, MOST_KEYTERMS) : undefined,
    });
    return { url, headers: deepgramHeaders(this.options) };
  }

  reader(): NewsReader {
    let settledMs = 0;
    return (message) => {
      switch (message['type']) {
        case 'Results': {
          const news = readResults(message);
          if (news.type === 'settled') settledMs = Math.max(settledMs, news.untilMs ?? 0);
          // Late news of a part that was settled already would be heard twice.
          return news.type === 'partial' && news.untilMs <= settledMs ? [] : [news];
        }
        case 'UtteranceEnd':
          return [{ type: 'ended' }];
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
}

type Results =
  | Exclude<RecognitionNews, { type: 'partial' }>
  | (Extract<RecognitionNews, { type: 'partial' }> & { untilMs: number });

function readResults(message: Fields): Results {
  const [best] = listOf(fieldsOf(message['channel'])['alternatives']);
  const { transcript, words, confidence } = fieldsOf(best);
  const text = textOf(transcript);
  const start = numberOf(message['start']);
  const duration = numberOf(message['duration']);
  if (text === undefined || start === undefined || duration === undefined) {
    return { type: 'failed', error: providerFailure(PROVIDER, 'bad_response') };
  }
  const part = { text, words: wordsOf(words, SECOND_MS) };
  const untilMs = (start + duration) * SECOND_MS;
  if (message['is_final'] !== true) return { type: 'partial', ...part, untilMs };
  return {
    type: 'settled',
    ...part,
    confidence: text === '' ? undefined : numberOf(confidence),
    untilMs,
    ends: message['speech_final'] === true,
    answers: message['from_finalize'] === true,
  };
}
