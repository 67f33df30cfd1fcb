import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { VoiceScript } from '../../voices/spoken-text';
import { parseFrame } from '../../voices/voice-server';
import { RealtimeConversation, type Item } from './realtime-conversation';
import { RealtimeEar } from './realtime-ear';
import type { RealtimeKnobs } from './realtime-knobs';
import { type RealtimeReply, RealtimeResponse } from './realtime-response';
import { RealtimeSettings } from './realtime-settings';
import { type Message, newId, objectOf, RealtimeWire, Refusal } from './realtime-wire';

export type RealtimeRequest = {
  /** Of the response, or else of the session. */
  instructions: string;
  items: readonly Item[];
};

/** What a session of the simulator says; undefined for what the simulator says anyway. */
export type RealtimeScript = (request: RealtimeRequest) => RealtimeReply | undefined;

export type Surroundings = {
  knobs: RealtimeKnobs;
  script: RealtimeScript;
  speak: VoiceScript;
  /** What is said in the next utterance. */
  nextTranscript: () => string;
};

const HOUR_MS = 3_600_000;
const LEAST_COMMIT_MS = 100;
/** The last instruction to say something exactly is followed, as a model would. */
const QUOTED = /^[\s\S]*\bSay exactly\b[^"]*"([\s\S]+)"\s*$/;

/** One session of the generally available Realtime protocol. */
export class RealtimeConnection {
  readonly wire: RealtimeWire;
  readonly conversation = new RealtimeConversation();
  readonly settings: RealtimeSettings;
  /** Everything the client sent but audio. */
  readonly messages: Message[] = [];
  audioBytes = 0;
  closeCode: number | undefined;
  private response: RealtimeResponse | null = null;
  private ear: RealtimeEar;
  private speaking: string | null = null;
  private userAudioMs = 0;
  private lastInputTokens = 0;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    socket: WebSocket,
    readonly request: IncomingMessage,
    private readonly around: Surroundings,
  ) {
    this.wire = new RealtimeWire(socket);
    const { searchParams } = new URL(request.url ?? '/', 'http://simulator');
    const { sessionMs = HOUR_MS } = around.knobs;
    const expires = Math.floor((Date.now() + sessionMs) / 1000);
    this.settings = new RealtimeSettings(newId('sess'), searchParams.get('model') ?? '', expires);
    this.ear = this.newEar();
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('close', (code) => {
      this.closeCode = code;
      for (const timer of this.timers) clearTimeout(timer);
    });
    this.begin(sessionMs);
  }

  private begin(sessionMs: number): void {
    if (this.request.headers['openai-beta'] !== undefined) {
      const message = 'The Realtime Beta API is no longer supported. Use the GA API shape.';
      this.wire.error(new Refusal('beta_api_shape_disabled', message));
      this.wire.close(4000, 'invalid_request_error.beta_api_shape_disabled');
      return;
    }
    this.wire.send('session.created', { session: this.settings.asSession() });
    if (sessionMs === HOUR_MS) return;
    this.after(sessionMs, () => {
      const message = 'Your session hit the maximum duration of 60 minutes.';
      this.wire.error(new Refusal('session_expired', message));
      this.wire.close(1001, 'session_expired');
    });
  }

  private receive(data: Buffer): void {
    const message = parseFrame(data);
    if (message?.['type'] === 'input_audio_buffer.append') return this.append(message);
    if (message) this.messages.push(message);
    try {
      if (!message) throw new Refusal('invalid_json', 'The message is no JSON object.');
      this.handle(message);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.wire.error(error, message?.['event_id']);
    }
  }

  private append({ audio, event_id: eventId }: Message): void {
    if (typeof audio !== 'string') {
      return this.wire.error(new Refusal('invalid_type', 'Expected base64.', 'audio'), eventId);
    }
    const bytes = Buffer.from(audio, 'base64');
    this.audioBytes += bytes.length;
    if (this.around.knobs.deaf) return;
    for (const heard of this.ear.hear(bytes)) {
      if (heard.type === 'started') this.speechStarted(heard.atMs);
      else this.speechStopped(heard.atMs, heard.text);
    }
  }

  private handle(message: Message): void {
    const { type, item_id } = message;
    switch (type) {
      case 'session.update':
        return this.update(objectOf(message['session']));
      case 'input_audio_buffer.commit':
        return this.commitByHand();
      case 'input_audio_buffer.clear':
        this.ear.clear();
        return this.wire.send('input_audio_buffer.cleared');
      case 'conversation.item.create': {
        const added = this.conversation.create(message);
        this.wire.send('conversation.item.added', added);
        return this.wire.send('conversation.item.done', added);
      }
      case 'conversation.item.truncate': {
        this.conversation.truncate(message);
        const { content_index, audio_end_ms } = message;
        const at = { item_id, content_index, audio_end_ms };
        return this.wire.send('conversation.item.truncated', at);
      }
      case 'conversation.item.delete':
        this.conversation.delete(item_id);
        return this.wire.send('conversation.item.deleted', { item_id });
      case 'conversation.item.retrieve':
        return this.wire.send('conversation.item.retrieved', {
          item: this.conversation.find(item_id),
        });
      case 'response.create':
        return this.respond(objectOf(message['response']));
      case 'response.cancel':
        return this.cancel();
      default:
        throw new Refusal('invalid_value', `Invalid value: '${String(type)}'.`, 'type');
    }
  }

  private update(session: Message): void {
    this.settings.update(session);
    this.ear = this.newEar();
    this.wire.send('session.updated', { session: this.settings.asSession() });
  }

  private newEar(): RealtimeEar {
    const { input, turnDetection } = this.settings;
    const next = (): string => this.around.nextTranscript();
    return new RealtimeEar({ format: input, detection: turnDetection, next });
  }

  private speechStarted(atMs: number): void {
    this.speaking = newId('item');
    const { turnDetection } = this.settings;
    this.wire.send('input_audio_buffer.speech_started', {
      audio_start_ms: atMs,
      item_id: this.speaking,
    });
    if (turnDetection?.interrupt_response) this.response?.cancel('turn_detected');
  }

  private speechStopped(atMs: number, text: string): void {
    const id = this.speaking ?? newId('item');
    this.speaking = null;
    this.wire.send('input_audio_buffer.speech_stopped', { audio_end_ms: atMs, item_id: id });
    this.committed(id, text);
    if (this.settings.turnDetection?.create_response && !this.response) this.respond({});
  }

  private commitByHand(): void {
    if (this.ear.bufferedMs < LEAST_COMMIT_MS) {
      const ms = this.ear.bufferedMs.toFixed(2);
      const message = `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${ms}ms of audio.`;
      throw new Refusal('input_audio_buffer_commit_empty', message);
    }
    this.committed(this.speaking ?? newId('item'), this.ear.commit());
    this.speaking = null;
  }

  private committed(id: string, text: string): void {
    const { knobs } = this.around;
    const ms = Math.max(LEAST_COMMIT_MS, Math.round(this.ear.bufferedMs));
    this.userAudioMs += ms;
    this.ear.bufferedMs = 0;
    if (knobs.wrongOrder) this.transcribe(id, text, ms);
    const content = [{ type: 'input_audio', transcript: null }];
    const item: Item = {
      id,
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'user',
      content,
    };
    const added = this.conversation.add(item);
    const { previous_item_id } = added;
    this.wire.send('input_audio_buffer.committed', { previous_item_id, item_id: id });
    this.wire.send('conversation.item.added', added);
    this.wire.send('conversation.item.done', added);
    if (knobs.wrongOrder || knobs.withholdTranscripts) return;
    this.after(knobs.transcriptDelayMs ?? 0, () => this.transcribe(id, text, ms));
  }

  private transcribe(id: string, text: string, ms: number): void {
    const { knobs } = this.around;
    const type = 'conversation.item.input_audio_transcription';
    if (this.settings.transcription === null) return;
    const at = { item_id: id, content_index: 0 };
    if (knobs.failTranscripts) {
      knobs.failTranscripts -= 1;
      const error = { type: 'transcription_error', code: 'audio_unintelligible', message: 'No.' };
      return this.wire.send(`${type}.failed`, { ...at, error });
    }
    for (const delta of text.split(/(?<=\s)/)) this.wire.send(`${type}.delta`, { ...at, delta });
    const item = this.conversation.find(id);
    if (item) item.content = [{ type: 'input_audio', transcript: text }];
    const [audio_tokens, output_tokens] = [Math.ceil(ms / 100), Math.ceil(text.length / 4)];
    this.wire.send(`${type}.completed`, {
      ...at,
      transcript: text,
      usage: {
        type: 'tokens',
        total_tokens: audio_tokens + output_tokens,
        input_tokens: audio_tokens,
        input_token_details: { text_tokens: 0, audio_tokens },
        output_tokens,
      },
    });
  }

  private respond(options: Message): void {
    const { knobs, script, speak } = this.around;
    if (this.response) {
      const message = `Conversation already has an active response in progress: ${this.response.id}. Wait until the response is finished before creating a new one.`;
      throw new Refusal('conversation_already_has_active_response', message);
    }
    if (knobs.stall === 'before') return;
    if (knobs.garbage) return this.sendGarbage(knobs.garbage);
    const given = options['instructions'];
    const instructions = typeof given === 'string' ? given : this.settings.instructions;
    const quoted = typeof given === 'string' ? QUOTED.exec(given)?.[1] : undefined;
    const { items } = this.conversation;
    const reply = quoted === undefined ? script({ instructions, items }) : { text: quoted };
    void this.run(reply ?? { text: 'I see.' }, speak);
  }

  private async run(reply: RealtimeReply, speak: VoiceScript): Promise<void> {
    const { knobs } = this.around;
    const text = reply.text ?? '';
    const spoken = speak(text, this.settings.voice);
    const isMulaw = this.settings.output.type !== 'audio/pcm';
    const { wire, conversation } = this;
    const usage = (spent: { text: string; audioMs: number }): Message => this.usage(spent);
    const drop = (): void => wire.drop();
    const parts = { wire, conversation, knobs, reply, spoken, isMulaw, usage, drop };
    this.settings.hasSpoken ||= text !== '';
    const response = new RealtimeResponse(parts);
    this.response = response;
    await response.run();
    const isOver = !knobs.stall && !knobs.neverDone;
    if (this.response === response && isOver) this.response = null;
  }

  private cancel(): void {
    if (!this.response) {
      const message = 'Cancellation failed: no active response found';
      throw new Refusal('response_cancel_not_active', message);
    }
    this.response.cancel('client_cancelled');
  }

  private usage({ text, audioMs }: { text: string; audioMs: number }): Message {
    const written =
      JSON.stringify(this.conversation.items).length + this.settings.instructions.length;
    const [text_tokens, audio_tokens] = [
      Math.ceil(written / 40),
      Math.ceil(this.userAudioMs / 100),
    ];
    const input_tokens = text_tokens + audio_tokens;
    const cached = Math.min(this.lastInputTokens, text_tokens);
    this.lastInputTokens = input_tokens;
    const output = {
      text_tokens: Math.ceil(text.length / 4),
      audio_tokens: Math.ceil(audioMs / 50),
    };
    const output_tokens = output.text_tokens + output.audio_tokens;
    return {
      total_tokens: input_tokens + output_tokens,
      input_tokens,
      output_tokens,
      input_token_details: {
        text_tokens,
        audio_tokens,
        image_tokens: 0,
        cached_tokens: cached,
        cached_tokens_details: { text_tokens: cached, audio_tokens: 0, image_tokens: 0 },
      },
      output_token_details: output,
    };
  }

  private sendGarbage(kind: NonNullable<RealtimeKnobs['garbage']>): void {
    if (kind === 'binary') this.wire.raw(Buffer.from([1, 2, 3]));
    else if (kind === 'text') this.wire.raw('<html>502</html>');
    else this.wire.raw('{"type":"response.output_audio.delta","delta":{"not":"audio"}}');
  }

  private after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
  }
}
