import type { UsageQuantity } from '../../ports/usage';
import { type Fields, fieldsOf, numberOf, textOf } from '../recognition/message-fields';
import { responseUsage, transcriptionUsage } from './realtime-usage';

/** What the server says, as far as a call has a use for it. Times are milliseconds of audio sent. */
export type RealtimeEvent =
  | { type: 'session_created' }
  | { type: 'session_updated' }
  | { type: 'speech_started'; atMs: number }
  | { type: 'speech_stopped'; atMs: number; itemId: string }
  | { type: 'committed'; itemId: string }
  | { type: 'transcript_delta'; itemId: string; text: string }
  | { type: 'transcript'; itemId: string; text: string; usage: UsageQuantity[] }
  | { type: 'response_created'; responseId: string }
  /** Something that is said, unlike a function's call. */
  | { type: 'item_added'; responseId: string; itemId: string }
  | { type: 'item_done'; responseId: string; itemId: string }
  | { type: 'text'; responseId: string; itemId: string; text: string }
  | { type: 'audio'; responseId: string; itemId: string; audio: Buffer }
  | { type: 'tool_call'; responseId: string; callId: string; name: string; argumentsJson: string }
  | {
      type: 'response_done';
      responseId: string;
      status: string;
      /** Of a failure. */
      code: string;
      usage: UsageQuantity[] | null;
    }
  /** `clientEventId`: of the message that was refused. */
  | { type: 'error'; code: string; clientEventId: string | null }
  | { type: 'ignored' };

const IGNORED: RealtimeEvent = { type: 'ignored' };
const TRANSCRIPTION = 'conversation.item.input_audio_transcription';

/** Undefined for what is no event, or one without what it must have. */
export function readRealtimeEvent(message: Fields): RealtimeEvent | undefined {
  const type = textOf(message['type']);
  if (type === undefined) return undefined;
  if (type.startsWith('response.')) return readResponse(type, message);
  const itemId = textOf(message['item_id']);
  switch (type) {
    case 'session.created':
      return { type: 'session_created' };
    case 'session.updated':
      return { type: 'session_updated' };
    case 'error': {
      const { code, type: kind, event_id: id } = fieldsOf(message['error']);
      const clientEventId = textOf(id) ?? null;
      return { type: 'error', code: textOf(code) ?? textOf(kind) ?? '', clientEventId };
    }
    case 'input_audio_buffer.speech_started': {
      const atMs = numberOf(message['audio_start_ms']);
      return atMs === undefined ? undefined : { type: 'speech_started', atMs };
    }
    case 'input_audio_buffer.speech_stopped': {
      const atMs = numberOf(message['audio_end_ms']);
      if (atMs === undefined || itemId === undefined) return undefined;
      return { type: 'speech_stopped', atMs, itemId };
    }
    case 'input_audio_buffer.committed':
      return itemId === undefined ? undefined : { type: 'committed', itemId };
    default:
      return type.startsWith(TRANSCRIPTION) ? readTranscript(type, message) : IGNORED;
  }
}

function readTranscript(type: string, message: Fields): RealtimeEvent | undefined {
  const itemId = textOf(message['item_id']);
  if (itemId === undefined) return undefined;
  switch (type) {
    case `${TRANSCRIPTION}.delta`:
      return { type: 'transcript_delta', itemId, text: textOf(message['delta']) ?? '' };
    case `${TRANSCRIPTION}.completed`: {
      const text = textOf(message['transcript']);
      const usage = transcriptionUsage(message['usage']);
      return text === undefined ? undefined : { type: 'transcript', itemId, text, usage };
    }
    case `${TRANSCRIPTION}.failed`:
      return { type: 'transcript', itemId, text: '', usage: [] };
    default:
      return IGNORED;
  }
}

function readResponse(type: string, message: Fields): RealtimeEvent | undefined {
  if (type === 'response.created' || type === 'response.done') {
    const response = fieldsOf(message['response']);
    const responseId = textOf(response['id']);
    if (responseId === undefined) return undefined;
    if (type === 'response.created') return { type: 'response_created', responseId };
    const { error } = fieldsOf(response['status_details']);
    const status = textOf(response['status']) ?? '';
    const code = textOf(fieldsOf(error)['code']) ?? '';
    const usage = response['usage'] ? responseUsage(response['usage']) : null;
    return { type: 'response_done', responseId, status, code, usage };
  }
  const responseId = textOf(message['response_id']);
  return responseId === undefined ? undefined : readPart(type, responseId, message);
}

function readPart(type: string, responseId: string, message: Fields): RealtimeEvent | undefined {
  const itemId = textOf(message['item_id']) ?? textOf(fieldsOf(message['item'])['id']);
  if (itemId === undefined) return undefined;
  switch (type) {
    case 'response.output_item.added': {
      const isSaid = fieldsOf(message['item'])['type'] === 'message';
      return isSaid ? { type: 'item_added', responseId, itemId } : IGNORED;
    }
    case 'response.output_item.done':
      return { type: 'item_done', responseId, itemId };
    case 'response.output_audio_transcript.delta': {
      const text = textOf(message['delta']);
      return text === undefined ? undefined : { type: 'text', responseId, itemId, text };
    }
    case 'response.output_audio.delta': {
      const delta = textOf(message['delta']);
      if (delta === undefined) return undefined;
      return { type: 'audio', responseId, itemId, audio: Buffer.from(delta, 'base64') };
    }
    case 'response.function_call_arguments.done': {
      const [callId, name] = [textOf(message['call_id']), textOf(message['name'])];
      if (callId === undefined || name === undefined) return undefined;
      const argumentsJson = textOf(message['arguments']) ?? '{}';
      return { type: 'tool_call', responseId, callId, name, argumentsJson };
    }
    default:
      return IGNORED;
  }
}
