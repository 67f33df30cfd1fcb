import { SystemClock } from '../../../libs/voice/src/clock/system-clock';
import type { SpeechToText } from '../../../libs/voice/src/ports/speech-to-text';
import { AssemblyAiSpeechToText } from '../../../libs/voice/src/providers/assemblyai/assemblyai-speech-to-text';
import { DeepgramFluxSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-flux-speech-to-text';
import { DeepgramSpeechToText } from '../../../libs/voice/src/providers/deepgram/deepgram-speech-to-text';
import { AssemblyAiSimulator } from '../assemblyai/assemblyai-simulator';
import { DeepgramSimulator } from '../deepgram/deepgram-simulator';
import { RecognitionProbe } from './recognition-probe';

const clock = new SystemClock();
const deepgram = new DeepgramSimulator();
const assemblyai = new AssemblyAiSimulator();
const address = { deepgram: '', assemblyai: '' };
const account = (vendor: keyof typeof address) => ({
  ...{ clock, apiKey: 'key', retries: 0, baseUrl: address[vendor] },
});
let probe: RecognitionProbe;

beforeAll(async () => {
  address.deepgram = (await deepgram.start()).baseUrl;
  address.assemblyai = (await assemblyai.start()).baseUrl;
});
beforeEach(() => {
  deepgram.reset();
  assemblyai.reset();
});
afterEach(() => probe.stream.close());
afterAll(async () => {
  await deepgram.close();
  await assemblyai.close();
});

const nova = (): SpeechToText => new DeepgramSpeechToText(account('deepgram'));
const flux = (): SpeechToText => new DeepgramFluxSpeechToText(account('deepgram'));
const assembly = (): SpeechToText => new AssemblyAiSpeechToText(account('assemblyai'));

describe.each([
  ['Nova-3', nova, deepgram],
  ['Flux', flux, deepgram],
  ['AssemblyAI', assembly, assemblyai],
] as const)('%s', (name, make, simulator) => {
  const TEXT = 'Der Café-Besuch kostet naïve 5 € – 很好 🎉';
  const folded = (text: string) => (name === 'AssemblyAI' ? text.toLowerCase() : text);

  it('understands what trickles in, characters of several bytes in pieces', async () => {
    simulator.knobs = { drip: { bytes: 3, everyMs: 0 } };
    simulator.transcripts.push(TEXT);
    probe = new RecognitionProbe(make());
    await probe.utterance(400, 'real');
    await probe.hear('silence', 500, 'real');
    await probe.until(() => probe.finals.length === 1);
    expect([probe.finals, probe.errors]).toEqual([[folded(TEXT)], []]);
  });

  it('does not say again what was settled, when older news come after it', async () => {
    simulator.knobs = { outOfOrder: true };
    simulator.transcripts.push('one two three four', 'five six');
    probe = new RecognitionProbe(make());
    for (const utterances of [1, 2]) {
      await probe.utterance(700, 'real');
      await probe.hear('silence', 600, 'real');
      await probe.until(() => probe.finals.length === utterances);
    }
    await probe.hear('silence', 300, 'real');
    expect([probe.finals, probe.errors]).toEqual([['one two three four', 'five six'], []]);
    const [first = -1] = probe.events.flatMap(({ type }, at) => (type === 'final' ? [at] : []));
    const later = probe.events.slice(first + 1);
    const said = later.flatMap((event) => ('text' in event ? [event.text] : []));
    expect(said.filter((text) => /one|two|three|four/.test(text))).toEqual([]);
  });
});

describe('Flux', () => {
  it.each([
    [undefined, '0.5'],
    [0.4, '0.4'],
    [false, null],
  ] as const)('asks for a likely end at a certainty of %s', async (eagerEndOfTurn, expected) => {
    const options = { ...account('deepgram'), eagerEndOfTurn };
    probe = new RecognitionProbe(new DeepgramFluxSpeechToText(options));
    await probe.utterance(400);
    await probe.hear('silence', 600);
    await probe.until(() => probe.finals.length === 1);
    expect(deepgram.connections[0]?.query.get('eager_eot_threshold')).toBe(expected);
    expect(probe.events.some(({ type }) => type === 'eager')).toBe(expected !== null);
  });

  it.each([0.2, 0.8, Number.NaN])('refuses a certainty of %s', (eagerEndOfTurn) => {
    const options = { ...account('deepgram'), eagerEndOfTurn };
    const recogniser = new DeepgramFluxSpeechToText(options);
    expect(() => new RecognitionProbe(recogniser)).toThrow(RangeError);
  });
});
