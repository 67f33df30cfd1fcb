import { type Message, objectOf, Refusal } from './realtime-wire';

export type AudioFormat = { type: string; rate?: number };
export type TurnDetection = {
  type: 'server_vad';
  threshold: number;
  prefix_padding_ms: number;
  silence_duration_ms: number;
  create_response: boolean;
  interrupt_response: boolean;
};

const SERVER_VAD: TurnDetection = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  create_response: true,
  interrupt_response: true,
};

/** Names of the beta, which was switched off in 2026, and what took their place. */
const BETA_FIELDS = [
  'modalities',
  'voice',
  'input_audio_format',
  'output_audio_format',
  'input_audio_transcription',
  'turn_detection',
  'temperature',
];
const FORMATS = new Set(['audio/pcm', 'audio/pcmu', 'audio/pcma']);

/** What `session.update` has set so far. */
export class RealtimeSettings {
  instructions = 'You are a helpful assistant.';
  tools: Message[] = [];
  voice = 'alloy';
  input: AudioFormat = { type: 'audio/pcm', rate: 24_000 };
  output: AudioFormat = { type: 'audio/pcm', rate: 24_000 };
  turnDetection: TurnDetection | null = { ...SERVER_VAD };
  transcription: Message | null = null;
  /** From the first audio on, its voice is fixed. */
  hasSpoken = false;

  constructor(
    private readonly id: string,
    readonly model: string,
    private readonly expiresAt: number,
  ) {}

  /** @throws Refusal, and leaves everything as it was. */
  update(session: Message): void {
    if (session['type'] === undefined) {
      const param = 'session.type';
      throw new Refusal('missing_required_parameter', `Missing parameter: '${param}'.`, param);
    }
    const beta = BETA_FIELDS.find((field) => field in session);
    if (beta) {
      const message = `Unknown parameter: 'session.${beta}'.`;
      throw new Refusal('unknown_parameter', message, `session.${beta}`);
    }
    const { input, output } = objectOf(session['audio']);
    this.updateOutput(objectOf(output));
    this.updateInput(objectOf(input));
    if (typeof session['instructions'] === 'string') this.instructions = session['instructions'];
    if (Array.isArray(session['tools'])) this.tools = session['tools'] as Message[];
  }

  private updateOutput({ format, voice }: Message): void {
    if (format !== undefined) this.output = formatOf(format, 'session.audio.output.format');
    if (typeof voice !== 'string' || voice === this.voice) return;
    if (this.hasSpoken) {
      const message = "Cannot update a conversation's voice if assistant audio is present.";
      throw new Refusal('cannot_update_voice', message);
    }
    this.voice = voice;
  }

  private updateInput(input: Message): void {
    if (input['format'] !== undefined) {
      this.input = formatOf(input['format'], 'session.audio.input.format');
    }
    if (input['transcription'] !== undefined) {
      const { transcription } = input;
      this.transcription = transcription === null ? null : objectOf(transcription);
    }
    const detection = input['turn_detection'];
    if (detection === null) this.turnDetection = null;
    else if (detection !== undefined) {
      this.turnDetection = { ...SERVER_VAD, ...objectOf(detection) };
    }
  }

  asSession(): Message {
    const { input, output, voice, turnDetection, transcription } = this;
    return {
      type: 'realtime',
      object: 'realtime.session',
      id: this.id,
      model: this.model,
      output_modalities: ['audio'],
      instructions: this.instructions,
      tools: this.tools,
      tool_choice: 'auto',
      max_output_tokens: 'inf',
      tracing: null,
      prompt: null,
      expires_at: this.expiresAt,
      audio: {
        input: {
          format: input,
          transcription,
          noise_reduction: null,
          turn_detection: turnDetection,
        },
        output: { format: output, voice, speed: 1 },
      },
      include: null,
    };
  }
}

function formatOf(value: unknown, param: string): AudioFormat {
  const format = objectOf(value);
  const type = String(format['type']);
  if (typeof value === 'string' || !FORMATS.has(type)) {
    throw new Refusal('invalid_value', `Invalid value: '${String(value)}'.`, param);
  }
  return type === 'audio/pcm' ? { type, rate: 24_000 } : { type };
}
