import { GREETER_QUESTION } from '@sparline/personas';
import type { TextToSpeech, TextToSpeechEvent, TextToSpeechRequest } from '@sparline/voice';
import { beep } from './beep';
import { HouseVoice } from './house-voice';

const RATE = 8000;
const SPOKEN = 1600;

class CountingVoice implements TextToSpeech {
  readonly provider = 'vendor';
  readonly model = 'voice';
  readonly sampleRate = RATE;
  readonly asked: string[] = [];

  async *synthesize({ text, signal }: TextToSpeechRequest): AsyncIterable<TextToSpeechEvent> {
    this.asked.push(text);
    yield { type: 'audio', samples: new Int16Array(SPOKEN / 2).fill(1) };
    if (signal.aborted) return;
    yield { type: 'audio', samples: new Int16Array(SPOKEN / 2).fill(2) };
    yield { type: 'words', words: [{ text, startMs: 0, endMs: 200 }] };
    yield { type: 'usage', usage: [{ unit: 'character', quantity: text.length }] };
  }
}

const heardOf = async (voice: TextToSpeech, text: string, abort = new AbortController()) => {
  const heard = { samples: [] as number[], words: 0, characters: 0 };
  const request = { text, voice: 'marin', turnId: 'p1', signal: abort.signal };
  for await (const event of voice.synthesize(request)) {
    if (event.type === 'audio') heard.samples.push(...event.samples);
    else if (event.type === 'words') heard.words += event.words.length;
    else if (event.type === 'usage') {
      heard.characters += event.usage.reduce((sum, { quantity }) => sum + quantity, 0);
    }
  }
  return heard;
};

describe('the house voice', () => {
  it('says what it has said before without asking or paying anybody', async () => {
    const vendor = new CountingVoice();
    const voice = new HouseVoice(vendor, new Map());
    const first = await heardOf(voice, 'Hello there.');
    const second = await heardOf(voice, 'Hello there.');
    expect(vendor.asked).toEqual(['Hello there.']);
    expect(second).toEqual({ ...first, characters: 0 });
    expect(first).toMatchObject({ words: 1, characters: 12 });
  });

  it('keeps nothing of a line that was cut off', async () => {
    const vendor = new CountingVoice();
    const voice = new HouseVoice(vendor, new Map());
    const abort = new AbortController();
    abort.abort();
    await heardOf(voice, 'Hello there.', abort);
    const whole = await heardOf(voice, 'Hello there.');
    expect(vendor.asked).toHaveLength(2);
    expect(whole.samples).toHaveLength(SPOKEN);
  });

  it.each([
    [GREETER_QUESTION, true],
    ['interviews, or small talk?', true],
    ['Hello, this is Sparline.', false],
    ['Was that interviews?', false],
  ])('after "%s" beeps: %s', async (text, beeps) => {
    const { samples } = await heardOf(new HouseVoice(new CountingVoice(), new Map()), text);
    expect(samples.length > SPOKEN).toBe(beeps);
  });

  it('forgets the oldest lines when there are too many', async () => {
    const lines: ConstructorParameters<typeof HouseVoice>[1] = new Map();
    const voice = new HouseVoice(new CountingVoice(), lines);
    for (let line = 0; line < 200; line += 1) await heardOf(voice, `Hi caller ${line}.`);
    expect(lines.size).toBeLessThanOrEqual(60);
    expect([...lines.keys()].at(-1)).toContain('199');
  });
});

describe('the beep', () => {
  it('begins after its pause, swells and fades without a click, and is no louder than speech', () => {
    const samples = beep(RATE, 100);
    expect(samples.slice(0, 800).every((sample) => sample === 0)).toBe(true);
    const tone = samples.slice(800);
    const steps = tone.map((sample, at) => Math.abs(sample - (tone[at - 1] ?? 0)));
    const loudest = Math.max(...tone.map(Math.abs));
    expect(loudest).toBeGreaterThan(4000);
    expect(loudest).toBeLessThan(8000);
    expect(steps[0]).toBe(0);
    expect(Math.abs(tone.at(-1) ?? 1)).toBeLessThan(50);
    expect(Math.max(...steps.slice(0, 10))).toBeLessThan(loudest / 5);
  });

  it.each([8000, 16_000, 24_000])('sounds at 880 Hz at a rate of %d', (rate) => {
    const samples = beep(rate, 0);
    let crossings = 0;
    for (let at = 1; at < samples.length; at += 1) {
      if ((samples[at - 1] ?? 0) < 0 !== (samples[at] ?? 0) < 0) crossings += 1;
    }
    expect(crossings / 2 / (samples.length / rate)).toBeCloseTo(880, -2);
  });
});
