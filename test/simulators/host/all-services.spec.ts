import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import type { SpeechToText } from '../../../libs/voice/src/ports/speech-to-text';
import type { TextToSpeech } from '../../../libs/voice/src/ports/text-to-speech';
import { AssemblyAiSpeechToText } from '../../../libs/voice/src/providers/assemblyai/assemblyai-speech-to-text';
import { CartesiaTextToSpeech } from '../../../libs/voice/src/providers/cartesia/cartesia-text-to-speech';
import { DeepgramFluxSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-flux-speech-to-text';
import { DeepgramSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-speech-to-text';
import { DeepgramTextToSpeech } from '../../../libs/voice/src/providers/deepgram/deepgram-text-to-speech';
import { ElevenLabsTextToSpeech } from '../../../libs/voice/src/providers/elevenlabs/elevenlabs-text-to-speech';
import { OpenAiLanguageModel } from '../../../libs/voice/src/providers/openai/openai-language-model';
import { OpenAiSpeechToText } from '../../../libs/voice/src/providers/openai/openai-speech-to-text';
import { OpenAiTextToSpeech } from '../../../libs/voice/src/providers/openai/openai-text-to-speech';
import { collect } from '../openai/collect';
import { RecognitionProbe } from '../websocket/recognition-probe';
import { TwilioSimulator } from '../twilio/twilio-simulator';
import { ACCOUNTS, allServices } from './all-services';
import { SaidPage } from './said-page';
import { SimulatorHost } from './simulator-host';

describe('All simulators on one port', () => {
  const clock = new SystemClock();
  const said = new SaidPage(['from the script'], ['as usual']);
  const telephone = new TwilioSimulator();
  const host = new SimulatorHost(allServices(said, undefined, telephone));
  const { signal } = new AbortController();
  let origin: string;
  const at = (vendor: keyof typeof ACCOUNTS) => ({
    clock,
    apiKey: 'key',
    baseUrl: origin + ACCOUNTS[vendor],
  });

  beforeAll(async () => ({ baseUrl: origin } = await host.start()));
  afterAll(() => host.close());

  const say = (text: string) => fetch(`${origin}/said`, { method: 'POST', body: text });

  const recognisers: [string, () => SpeechToText][] = [
    ['Nova-3', () => new DeepgramSpeechToText(at('DEEPGRAM'))],
    ['Flux', () => new DeepgramFluxSpeechToText(at('DEEPGRAM'))],
    ['AssemblyAI', () => new AssemblyAiSpeechToText(at('ASSEMBLYAI'))],
    ['OpenAI', () => new OpenAiSpeechToText({ ...at('OPENAI'), model: 'whisper' })],
  ];
  it.each(recognisers)('lets %s hear what was typed', async (name, make) => {
    await say(`this is ${name}`);
    const probe = new RecognitionProbe(make());
    await probe.utterance(400, 'real');
    await probe.hear('silence', 400, 'real');
    await probe.until(() => probe.finals.length === 1);
    probe.stream.close();
    expect(probe.finals[0]?.toLowerCase()).toBe(`this is ${name.toLowerCase()}`);
  });

  const voices: [string, () => TextToSpeech][] = [
    ['Cartesia', () => new CartesiaTextToSpeech({ ...at('CARTESIA'), model: 'sonic-3' })],
    ['ElevenLabs', () => new ElevenLabsTextToSpeech({ ...at('ELEVENLABS'), model: 'flash' })],
    ['Deepgram', () => new DeepgramTextToSpeech({ ...at('DEEPGRAM'), model: 'aura-2' })],
    ['OpenAI', () => new OpenAiTextToSpeech({ ...at('OPENAI'), model: 'tts' })],
  ];
  it.each(voices)('speaks as %s', async (_, make) => {
    const voice = make();
    const request = { text: 'Good morning.', voice: 'coral', turnId: 'turn', signal };
    const { events, error } = await collect(voice.synthesize(request));
    await voice.close?.();
    expect([error, events[0]?.type]).toEqual([undefined, 'audio']);
  });

  it.each(['OPENAI', 'GEMINI'] as const)('answers as %s', async (vendor) => {
    const model = new OpenAiLanguageModel({ ...at(vendor), model: 'm' });
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    const { events, error } = await collect(model.stream({ messages, signal }));
    expect([error, events[0]?.type]).toEqual([undefined, 'text']);
  });

  it('takes typed words before the script, and the script before the usual', async () => {
    await say('  one \n\n two');
    const list = await fetch(`${origin}/said`);
    expect(await list.json()).toEqual(['one', 'two', 'from the script']);
    const heard = Array.from({ length: 5 }, () => said.next());
    expect(heard).toEqual(['one', 'two', 'from the script', 'as usual', 'as usual']);
  });

  it('shows which text messages the service has sent', async () => {
    const { sid, authToken, phoneNumber: From } = telephone.account;
    const authorization = `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`;
    const sent = await fetch(`${origin}/2010-04-01/Accounts/${sid}/Messages.json`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ From, To: '+15550002222', Body: 'Well done!' }),
    });
    expect(sent.status).toBe(201);
    const shown = await (await fetch(`${origin}/messages`)).json();
    expect(shown).toMatchObject([{ to: '+15550002222', body: 'Well done!' }]);
  });

  it('shows a page to type on, takes no books, and knows no other paths', async () => {
    expect(await (await fetch(origin)).text()).toContain('<form>');
    expect((await say('x'.repeat(70_000))).status).toBe(413);
    expect((await fetch(`${origin}/v1/unknown`)).status).toBe(404);
  });
});
