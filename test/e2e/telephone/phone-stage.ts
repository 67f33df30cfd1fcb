import { callerVoice } from '../../simulators/twilio/caller-voice';
import { TwilioSimulator } from '../../simulators/twilio/twilio-simulator';
import type { StreamKnobs } from '../../simulators/twilio/media-stream';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import type { VoiceEvent } from '../../../libs/voice/src/events/voice-event';
import { EspeakTextToSpeech } from '../../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import { storyOf } from '../../../libs/voice/src/testing/story';
import type { ConfigValues } from '../../../apps/api/src/config/app-config';
import { type OpenAiScripts, OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { DataSource } from 'typeorm';
import { practiceStage, type PracticeStage } from '../practice/practice-stage';
import { booksOf, type CallerBooks } from './caller-books';

export const PUBLIC_URL = 'https://coach.example.com';
export const CALLER = '+15550001111';
/** What the recogniser is given of a caller whose words are of interest only as text. */
const ANY_WORDS = 'Let me tell you about it.';
const SAMPLE_RATE = 24_000;
/** The machine may have much else to do. */
const PATIENCE_MS = 50_000;

export type PhoneCallItem = {
  id: string;
  state: string;
  mode: string | null;
  persona: { name: string } | null;
  endReason: string | null;
  durationMs: number | null;
};

/** A third of a second of sound, whatever is to be said. */
const shortTone = Int16Array.from({ length: SAMPLE_RATE / 3 }, (_, at) =>
  Math.round(9000 * Math.sin((2 * Math.PI * 220 * at) / SAMPLE_RATE)),
);

/** The whole server with a telephone company and the cloud's recogniser, model and voice before it. */
export class PhoneStage {
  private anyWords: Promise<Int16Array> | undefined;
  private callers = 0;

  private constructor(
    readonly service: PracticeStage,
    readonly twilio: TwilioSimulator,
    readonly openai: OpenAiSimulator,
    private readonly speaker: EspeakTextToSpeech,
  ) {}

  get database(): DataSource {
    return this.service.app.get(DataSource);
  }

  /** A number that nobody has called from. */
  newCaller(): string {
    this.callers += 1;
    return `+1555010${String(this.callers).padStart(4, '0')}`;
  }

  static async open(
    config: Partial<ConfigValues> = {},
    scripts: OpenAiScripts = {},
  ): Promise<PhoneStage> {
    const openai = new OpenAiSimulator(scripts);
    const { baseUrl } = await openai.start();
    const address = { publicUrl: PUBLIC_URL, reachedAt: '' };
    const speaker = new EspeakTextToSpeech();
    const twilio = new TwilioSimulator({ address, voice: callerVoice(speaker) });
    const rest = await twilio.start();
    const { sid: accountSid, authToken, phoneNumber } = twilio.account;
    const none = { deepgram: {}, cartesia: {}, elevenlabs: {}, assemblyai: {}, gemini: {} };
    const service = await practiceStage({
      publicUrl: PUBLIC_URL,
      providers: { ...none, openai: { apiKey: 'sk-simulated', baseUrl } },
      twilio: {
        accountSid,
        authToken,
        phoneNumber,
        baseUrl: rest.baseUrl,
        outboundCodes: ['1', '44'],
      },
      ...config,
    });
    address.reachedAt = service.url;
    twilio.numbers.first.voiceUrl = `${PUBLIC_URL}/voice`;
    twilio.numbers.first.statusCallback = `${PUBLIC_URL}/voice/status`;
    return new PhoneStage(service, twilio, openai, speaker);
  }

  async close(): Promise<void> {
    await this.twilio.settled();
    await this.service.close();
    await this.twilio.close();
    await this.openai.close();
    await this.speaker.close();
  }

  async reset(): Promise<void> {
    await this.twilio.reset();
    this.openai.reset();
    this.openai.replyWith((body) =>
      body.response_format ? undefined : 'By e-mail, mostly. It takes, um, forever.',
    );
  }

  /** Everybody here speaks a third of a second, whatever they say. */
  hurry(): void {
    this.openai.speakWith(() => shortTone);
  }

  /** Says something short, in which the recogniser then hears these words. */
  async murmur(line: SimulatedLine, words: string): Promise<void> {
    this.anyWords ??= callerVoice(this.speaker)(ANY_WORDS);
    this.openai.transcripts.push(words);
    await line.speak(await this.anyWords);
  }

  /** Rings, presses a key as soon as somebody answers, and waits for whoever takes over. */
  async practising(from: string, digit = '1'): Promise<SimulatedLine> {
    const line = await this.greeted(from);
    line.press(digit);
    await this.introduced();
    return line;
  }

  /** Rings, and waits for the greeter's first sound. */
  async greeted(from: string, stream?: StreamKnobs): Promise<SimulatedLine> {
    const [before] = await this.calls();
    const line = await this.twilio.ring({ from, stream });
    await this.another(before?.id);
    await this.logs('the greeter', (events) =>
      events.some(({ type }) => type === 'segment.first_audio'),
    );
    return line;
  }

  /** A later call than this has begun. */
  async another(thanId: string | undefined): Promise<void> {
    await patiently(
      () => this.calls(),
      ([latest]) => latest !== undefined && latest.id !== thanId,
      () => 'No call began.',
    );
  }

  /** Says something, which the recogniser then hears. */
  async say(line: SimulatedLine, words: string): Promise<void> {
    this.openai.transcripts.push(words);
    await line.speak(words);
  }

  /** The latest call's persona, or the greeter, has said this to its end. */
  async heard(words: RegExp): Promise<void> {
    await this.logs(`"${words.source}" to be heard`, (events) =>
      events.some((event) => event.type === 'turn.spoken' && words.test(event.heardText)),
    );
  }

  /** Somebody took over and has introduced themselves. */
  async introduced(): Promise<void> {
    await this.logs('somebody to take over', (events) => {
      const from = events.findLastIndex(({ type }) => type === 'session.started');
      return from > 0 && events.slice(from).some(({ type }) => type === 'turn.spoken');
    });
  }

  /** The persona has answered so many times since it took over. */
  async answered(times = 1): Promise<void> {
    await this.logs('an answer', (events) => {
      const from = events.findLastIndex(({ type }) => type === 'session.started');
      const spoken = events.slice(from).filter(({ type }) => type === 'turn.spoken');
      return spoken.length > times;
    });
  }

  /** Everything about the number's calls is over and was accounted for. */
  async settled(number: string, { calls = 1 } = {}): Promise<CallerBooks> {
    return this.books(
      number,
      (books) =>
        books.calls.length >= calls &&
        books.calls.every(({ state }) => state === 'ready') &&
        books.lines.every(({ state }) => state === 'ended') &&
        (books.account?.reservedMs ?? 0) === 0,
    );
  }

  /** What is kept of a number, once it is so. */
  async books(number: string, isSo: (books: CallerBooks) => boolean): Promise<CallerBooks> {
    return patiently(
      () => booksOf(this.database, number),
      isSo,
      (books) => `Not in the books: ${JSON.stringify(books)}`,
    );
  }

  /** Texts to a number, once there are any. */
  async texts(to: string): Promise<string[]> {
    return patiently(
      async () => this.twilio.messages.filter((sms) => sms.to === to).map(({ body }) => body),
      (bodies) => bodies.length > 0,
      () => 'No text message came.',
    );
  }

  /** The latest call’s log says so. */
  async logs(what: string, isSo: (events: VoiceEvent[]) => boolean): Promise<void> {
    await patiently(
      () => this.events(),
      isSo,
      (events) => `Waited for ${what}; so far: ${storyOf(events).join('\n')}`,
    );
  }

  /** Of the latest call. */
  async events(): Promise<VoiceEvent[]> {
    const [call] = await this.calls();
    if (!call) return [];
    const response = await fetch(`${this.service.url}/api/calls/${call.id}/events`, {
      headers: { cookie: this.service.admin },
    });
    const text = await response.text();
    return text
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => JSON.parse(row) as VoiceEvent);
  }

  async calls(): Promise<PhoneCallItem[]> {
    const { body } = await this.service.get('/api/calls?limit=100', this.service.admin);
    return body.items as PhoneCallItem[];
  }

  /** The latest call, when everything about it is there. */
  async ready(atLeast = 1): Promise<Record<string, unknown>> {
    const [call] = await patiently(
      () => this.calls(),
      (calls) => calls.length >= atLeast && calls.every(({ state }) => state === 'ready'),
      (calls) => `Not ready: ${JSON.stringify(calls)}`,
    );
    return (await this.service.get(`/api/calls/${call?.id}`, this.service.admin)).body;
  }
}

/** Asks again until it is so. */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  isSo: (answer: Answer) => boolean,
  complaint: (answer: Answer) => string,
): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (Date.now() > deadline) throw new Error(complaint(answer));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
