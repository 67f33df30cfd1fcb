import { bytesToSamples, concatSamples } from '../../../libs/voice/src/audio/pcm';
import { encodeWav } from '../../../libs/voice/src/audio/wav';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import { OpenAiLanguageModel } from '../../../libs/voice/src/providers/openai/openai-language-model';
import { OpenAiSpeechToText } from '../../../libs/voice/src/providers/openai/openai-speech-to-text';
import { OpenAiTextToSpeech } from '../../../libs/voice/src/providers/openai/openai-text-to-speech';
import { RecognitionProbe } from '../websocket/recognition-probe';
import { collect } from './collect';
import { OpenAiSimulator } from './openai-simulator';
import { toneBursts } from './speech-endpoint';

describe('OpenAI over a line on which bytes trickle', () => {
  const simulator = new OpenAiSimulator();
  const clock = new SystemClock();
  const TEXT = 'Ein Café – 5 €, 很好 🎉.';
  let baseUrl: string;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => simulator.reset());
  afterAll(() => simulator.close());

  const reply = async () => {
    const model = new OpenAiLanguageModel({ clock, model: 'm', baseUrl });
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    const { signal } = new AbortController();
    const { events, error } = await collect(model.stream({ messages, signal }));
    expect(error).toBeUndefined();
    const text = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
    return { text, usage: events.filter(({ type }) => type === 'usage') };
  };

  it.each([1, 2, 7])('answers in whole characters, %i bytes at a time', async (bytes) => {
    simulator.replyWith(() => ({ text: TEXT, cachedTokens: 3 }));
    simulator.knobs.chat = { drip: { bytes, everyMs: 0 } };
    const { text, usage } = await reply();
    expect(text).toBe(TEXT);
    expect(usage).toHaveLength(1);
  });

  it('counts what was spent once, also where that comes before the text', async () => {
    simulator.replyWith(() => ({ text: TEXT, cachedTokens: 3 }));
    const usual = await reply();
    simulator.knobs.chat = { usageFirst: true };
    expect(await reply()).toEqual(usual);
    expect(JSON.stringify(usual.usage)).toContain('"cached_input_token","quantity":3');
  });

  it('speaks in whole samples', async () => {
    simulator.knobs.speech = { drip: { bytes: 501, everyMs: 0 } };
    const voice = new OpenAiTextToSpeech({ clock, model: 'tts', baseUrl });
    const { signal } = new AbortController();
    const request = { text: 'Good morning.', voice: 'coral', turnId: 'turn', signal };
    const { events } = await collect(voice.synthesize(request));
    const samples = events.flatMap((event) => (event.type === 'audio' ? [event.samples] : []));
    const expected = toneBursts({ model: '', voice: '', input: 'Good morning.' });
    expect(concatSamples(samples)).toEqual(expected);
  });

  it('takes off a header that arrives in pieces', async () => {
    const samples = Int16Array.from({ length: 3000 }, (_, index) => index);
    const wav = encodeWav(samples, 24_000);
    simulator.speakWith(() => bytesToSamples(wav));
    simulator.knobs.speech = { drip: { bytes: 13, everyMs: 0 } };
    const voice = new OpenAiTextToSpeech({ clock, model: 'kokoro', baseUrl });
    const { signal } = new AbortController();
    const request = { text: 'Good morning.', voice: 'coral', turnId: 'turn', signal };
    const { events, error } = await collect(voice.synthesize(request));
    expect(error).toBeUndefined();
    const heard = events.flatMap((event) => (event.type === 'audio' ? [event.samples] : []));
    expect(concatSamples(heard)).toEqual(samples);
  });

  it('recognises in whole characters', async () => {
    simulator.transcripts.push(TEXT);
    simulator.knobs.transcriptions = { drip: { bytes: 1, everyMs: 0 } };
    const recogniser = new OpenAiSpeechToText({ clock, model: 'whisper', baseUrl });
    const probe = new RecognitionProbe(recogniser);
    await probe.utterance();
    await probe.until(() => probe.finals.length === 1);
    expect(probe.finals).toEqual([TEXT]);
    probe.stream.close();
  });
});
