import type { ChatMessage } from '../../ports/language-model';
import type { SpeechEncoding, SpeechToSpeechOptions } from '../../ports/speech-to-speech';
import { realtimeVoice } from './realtime-voices';

export type ClientMessage = { type: string } & Record<string, unknown>;

/**
 * The server's own detector. It needs this much silence to be sure that speech has stopped; the rest
 * of the patience is the persona's.
 */
export const SILENCE_MS = 200;
/** What it keeps of the time before speech. */
export const PADDING_MS = 300;

export const BYTES_PER_MS: Readonly<Record<SpeechEncoding, number>> = { pcm16: 48, mulaw: 8 };

const FORMATS = {
  pcm16: { type: 'audio/pcm', rate: 24_000 },
  mulaw: { type: 'audio/pcmu' },
} as const;

/**
 * The server hears when somebody speaks and leaves everything else to us: it neither answers nor
 * interrupts by itself, so that nobody but us ever begins a response.
 */
const DETECTION = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: PADDING_MS,
  silence_duration_ms: SILENCE_MS,
  create_response: false,
  interrupt_response: false,
} as const;

type Speaking = Pick<
  SpeechToSpeechOptions,
  'encoding' | 'instructions' | 'voice' | 'language' | 'tools' | 'talk'
>;
type Setup = { transcriber: string; voices?: Readonly<Record<string, string>> };

export function sessionUpdate(options: Speaking, { transcriber, voices }: Setup): ClientMessage {
  const { encoding, instructions, voice, language, tools, talk } = options;
  const format = FORMATS[encoding];
  return {
    type: 'session.update',
    session: {
      type: 'realtime',
      output_modalities: ['audio'],
      instructions,
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function',
        name,
        description,
        parameters,
      })),
      tool_choice: 'auto',
      audio: {
        input: {
          format,
          transcription: { model: transcriber, language: language.split('-')[0] },
          turn_detection: talk === 'hold' ? null : DETECTION,
        },
        output: { format, voice: realtimeVoice(voice, voices) },
      },
    },
  };
}

/** The conversation so far as items of a new session; its audio is gone, so they are never cut. */
export function seededItems(history: readonly ChatMessage[]): ClientMessage[] {
  return history
    .filter(({ role, content }) => role !== 'system' && content !== '')
    .map(({ role, content }) => textItem(role, content));
}

export function textItem(role: ChatMessage['role'], text: string): ClientMessage {
  const type = role === 'assistant' ? 'output_text' : 'input_text';
  const item = { type: 'message', role, content: [{ type, text }] };
  return { type: 'conversation.item.create', item };
}

/** Instructions that make the model say a given text; quoted, because it is no request itself. */
export function instructionsToSay(prompt: string, text: string): string {
  return `${prompt}\n\nSay exactly the following in character, word for word, and nothing else: "${text}"`;
}
