import { concatSamples } from '../../../libs/voice/src/audio/pcm';
import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import type { TextToSpeech, TextToSpeechEvent } from '../../../libs/voice/src/ports/text-to-speech';
import { CartesiaTextToSpeech } from '../../../libs/voice/src/providers/cartesia/cartesia-text-to-speech';
import { DeepgramTextToSpeech } from '../../../libs/voice/src/providers/deepgram/deepgram-text-to-speech';
import { ElevenLabsTextToSpeech } from '../../../libs/voice/src/providers/elevenlabs/elevenlabs-text-to-speech';
import { CartesiaSimulator } from '../cartesia/cartesia-simulator';
import { DeepgramSpeakSimulator } from '../deepgram/speak-simulator';
import { ElevenLabsSimulator } from '../elevenlabs/elevenlabs-simulator';
import { collect } from '../openai/collect';
import { beeps, CHUNK_BYTES } from './spoken-text';

const clock = new SystemClock();
type Account = { clock: SystemClock; baseUrl: string };

describe.each([
  [
    'Cartesia',
    new CartesiaSimulator(),
    (at: Account) => new CartesiaTextToSpeech({ ...at, model: 'sonic-3' }),
    true,
  ],
  [
    'ElevenLabs',
    new ElevenLabsSimulator(),
    (at: Account) => new ElevenLabsTextToSpeech({ ...at, model: 'eleven_flash_v2_5' }),
    true,
  ],
  [
    'Deepgram',
    new DeepgramSpeakSimulator(),
    (at: Account) => new DeepgramTextToSpeech({ ...at, model: 'aura-2' }),
    false,
  ],
] as const)("%s' voices", (_, simulator, make, hasWords) => {
  const TEXT = 'Ein Café, 5 € – 很好 und Grüße.';
  let baseUrl: string;
  let voice: TextToSpeech;

  beforeAll(async () => ({ baseUrl } = await simulator.start()));
  beforeEach(() => {
    simulator.reset();
    voice = make({ clock, baseUrl });
  });
  afterEach(() => voice.close?.());
  afterAll(() => simulator.close());

  const speak = async (text = TEXT) => {
    const { signal } = new AbortController();
    const request = { text, voice: 'coral', turnId: 'turn', signal };
    const { events, error } = await collect(voice.synthesize(request));
    expect(error).toBeUndefined();
    return events;
  };
  const samplesOf = (events: readonly TextToSpeechEvent[]) =>
    concatSamples(events.flatMap((event) => (event.type === 'audio' ? [event.samples] : [])));
  const wordsOf = (events: readonly TextToSpeechEvent[]) =>
    events.flatMap((event) => (event.type === 'words' ? event.words : []));
  const texts = hasWords ? TEXT.split(' ') : [];

  it('are whole when they trickle in, samples and characters in pieces', async () => {
    simulator.knobs = { drip: { bytes: 997, everyMs: 0 } };
    const events = await speak();
    expect(samplesOf(events)).toEqual((await beeps(TEXT, '')).samples);
    expect(wordsOf(events).map(({ text }) => text)).toEqual(texts);
  });

  it.each(['words_first', 'words_last'] as const)(
    'keep their words where those come apart from the audio: %s',
    async (order) => {
      simulator.knobs = { order };
      const events = await speak();
      const { samples, words } = await beeps(TEXT, '');
      expect(samplesOf(events)).toEqual(samples);
      const heard = wordsOf(events);
      expect(heard.map(({ text }) => text)).toEqual(texts);
      for (const [index, { startMs }] of heard.entries()) {
        expect(Math.abs(startMs - (words[index]?.startMs ?? 0))).toBeLessThanOrEqual(2);
      }
    },
  );

  it('never begin with what came after the end of the speech before', async () => {
    simulator.knobs = { order: 'done_early' };
    const cut = samplesOf(await speak());
    const { samples } = await beeps(TEXT, '');
    const rest = samples.length - cut.length;
    expect(cut).toEqual(samples.subarray(0, cut.length));
    expect([rest > 0, rest <= CHUNK_BYTES]).toEqual([true, true]);
    simulator.knobs = {};
    expect(samplesOf(await speak('Yes.'))).toEqual((await beeps('Yes.', '')).samples);
  });

  it('stay apart when several calls speak at once on a trickling line', async () => {
    simulator.knobs = { drip: { bytes: 1499, everyMs: 0 }, chunkDelayMs: 1 };
    const said = ['One two three.', 'Four five six seven.', 'Eight.'];
    const all = await Promise.all(said.map((text) => speak(text)));
    for (const [index, text] of said.entries()) {
      expect(samplesOf(all[index] ?? [])).toEqual((await beeps(text, '')).samples);
    }
  });
});
