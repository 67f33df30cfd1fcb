import { callerVoice } from '../../simulators/twilio/caller-voice';
import { TwilioSimulator } from '../../simulators/twilio/twilio-simulator';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import type { VoiceEvent } from '../../../libs/voice/src/events/voice-event';
import { EspeakTextToSpeech } from '../../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import { storyOf } from '../../../libs/voice/src/testing/story';
import type { ConfigValues } from '../../../apps/api/src/config/app-config';
import { OpenAiSimulator } from '../../simulators/openai/openai-simulator';
import { practiceStage, type PracticeStage } from '../practice/practice-stage';

const PUBLIC_URL = 'https://coach.example.com';
export const CALLER = '+15550001111';

export type PhoneCallItem = {
  id: string;
  state: string;
  mode: string | null;
  persona: { name: string } | null;
  endReason: string | null;
  durationMs: number | null;
};

/** The whole server with a telephone company and the cloud's recogniser, model and voice before it. */
export class PhoneStage {
  private constructor(
    readonly service: PracticeStage,
    readonly twilio: TwilioSimulator,
    readonly openai: OpenAiSimulator,
    private readonly speaker: EspeakTextToSpeech,
  ) {}

  static async open(config: Partial<ConfigValues> = {}): Promise<PhoneStage> {
    const openai = new OpenAiSimulator();
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

  /** Says something, which the recogniser then hears. */
  async say(line: SimulatedLine, words: string): Promise<void> {
    this.openai.transcripts.push(words);
    await line.speak(words);
  }

  /** The latest call's persona, or the greeter, has said this to its end. */
  async heard(words: RegExp): Promise<void> {
    await this.logged(`"${words.source}" to be heard`, (events) =>
      events.some((event) => event.type === 'turn.spoken' && words.test(event.heardText)),
    );
  }

  /** Somebody took over and has introduced themselves. */
  async introduced(): Promise<void> {
    await this.logged('somebody to take over', (events) => {
      const from = events.findLastIndex(({ type }) => type === 'session.started');
      return from > 0 && events.slice(from).some(({ type }) => type === 'turn.spoken');
    });
  }

  /** The persona has answered so many times since it took over. */
  async answered(times = 1): Promise<void> {
    await this.logged('an answer', (events) => {
      const from = events.findLastIndex(({ type }) => type === 'session.started');
      const spoken = events.slice(from).filter(({ type }) => type === 'turn.spoken');
      return spoken.length > times;
    });
  }

  private async logged(what: string, isSo: (events: VoiceEvent[]) => boolean): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const events = await this.events();
      if (isSo(events)) return;
      if (Date.now() > deadline) {
        throw new Error(`Waited for ${what}; so far: ${storyOf(events).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
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
    const deadline = Date.now() + 20_000;
    for (;;) {
      const calls = await this.calls();
      if (calls.length >= atLeast && calls.every(({ state }) => state === 'ready')) {
        return (await this.service.get(`/api/calls/${calls[0]?.id}`, this.service.admin)).body;
      }
      if (Date.now() > deadline) throw new Error(`Not ready: ${JSON.stringify(calls)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
