import { callerVoice } from '../../simulators/twilio/caller-voice';
import { TwilioSimulator } from '../../simulators/twilio/twilio-simulator';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
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
  ) {}

  static async open(config: Partial<ConfigValues> = {}): Promise<PhoneStage> {
    const openai = new OpenAiSimulator();
    const { baseUrl } = await openai.start();
    const address = { publicUrl: PUBLIC_URL, reachedAt: '' };
    const twilio = new TwilioSimulator({ address, voice: callerVoice() });
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
    return new PhoneStage(service, twilio, openai);
  }

  async close(): Promise<void> {
    await this.twilio.settled();
    await this.service.close();
    await this.twilio.close();
    await this.openai.close();
  }

  async reset(): Promise<void> {
    await this.twilio.reset();
    this.openai.reset();
    this.openai.replyWith((body) =>
      body.response_format ? undefined : 'By e-mail, mostly. It takes, um, forever.',
    );
  }

  /** Says something once the other side has been silent, which the recogniser then hears. */
  async say(line: SimulatedLine, words: string): Promise<void> {
    await this.silence(line);
    this.openai.transcripts.push(words);
    await line.speak(words);
  }

  /** The other side has said something since, and stopped. */
  async answered(line: SimulatedLine, sinceMs: number): Promise<void> {
    await line.until(() => line.heardMs > sinceMs + 300, 20_000);
    await this.silence(line);
  }

  async silence(line: SimulatedLine, ms = 700): Promise<void> {
    let quietSince = Date.now();
    await line.until(() => {
      if (line.sounding) quietSince = Date.now();
      return line.heardMs > 0 && Date.now() - quietSince >= ms;
    }, 40_000);
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
