import { createRequire } from 'node:module';
import { levelDbfs } from '../../audio/level';
import { concatSamples } from '../../audio/pcm';
import type { TextToSpeechEvent, TextToSpeechRequest } from '../../ports/text-to-speech';
import { ESPEAK_PACKAGE } from './espeak-engine';
import { EspeakTextToSpeech } from './espeak-text-to-speech';
import { ESPEAK_VOICE_NAMES, espeakVoice } from './espeak-voices';

/** A thread that has to compile the voice first, on a machine with other work. */
jest.setTimeout(60_000);

const SENTENCE = 'Hello there, who is this? I only have two minutes.';

/** Median pitch of the voiced 40 ms frames, by autocorrelation. */
function pitchHz(samples: Int16Array, sampleRate: number): number {
  const frame = Math.floor(sampleRate * 0.04);
  const pitches: number[] = [];
  for (let start = 0; start + 2 * frame < samples.length; start += frame) {
    if (levelDbfs(samples.subarray(start, start + frame)) < -27) continue;
    let best = { correlation: 0.6, lag: 0 };
    for (let lag = Math.floor(sampleRate / 400); lag < sampleRate / 60; lag++) {
      let [product, energy, shifted] = [0, 0, 0];
      for (let at = start; at < start + frame; at += 2) {
        const [left, right] = [samples[at] ?? 0, samples[at + lag] ?? 0];
        product += left * right;
        energy += left * left;
        shifted += right * right;
      }
      const correlation = product / Math.sqrt(energy * shifted + 1);
      if (correlation > best.correlation + 0.02) best = { correlation, lag };
    }
    if (best.lag > 0) pitches.push(sampleRate / best.lag);
  }
  return pitches.sort((left, right) => left - right)[pitches.length >> 1] ?? 0;
}

/** Installed but not compiled fails, and says to build; only a missing package is skipped. */
function installed(): boolean {
  try {
    return createRequire(__filename).resolve(ESPEAK_PACKAGE) !== '';
  } catch {
    return false;
  }
}

(installed() ? describe : describe.skip)('the built-in voice', () => {
  const speech = new EspeakTextToSpeech();
  afterAll(() => speech.close());

  const request = (over: Partial<TextToSpeechRequest> = {}): TextToSpeechRequest => ({
    text: SENTENCE,
    voice: 'ash',
    turnId: 'turn',
    signal: new AbortController().signal,
    ...over,
  });

  async function speak(over: Partial<TextToSpeechRequest> = {}) {
    const events: TextToSpeechEvent[] = [];
    for await (const event of speech.synthesize(request(over))) events.push(event);
    const parts = events.flatMap((event) => (event.type === 'audio' ? [event.samples] : []));
    const words = events.flatMap((event) => (event.type === 'words' ? event.words : []));
    const usage = events.flatMap((event) => (event.type === 'usage' ? event.usage : []));
    return { parts, words, usage, samples: concatSamples(parts) };
  }

  it('streams audible speech in several chunks and counts what it made', async () => {
    const { parts, samples, usage } = await speak();
    const seconds = samples.length / speech.sampleRate;
    expect(parts.length).toBeGreaterThan(10);
    expect(seconds).toBeGreaterThan(2);
    expect(seconds).toBeLessThan(6);
    expect(levelDbfs(samples)).toBeGreaterThan(-30);
    expect(usage).toEqual([
      { unit: 'character', quantity: SENTENCE.length },
      { unit: 'audio_ms', quantity: Math.round(seconds * 1000) },
    ]);
  });

  it('times every word of the text, in order and within the audio', async () => {
    const { words, samples } = await speak();
    expect(words.map((word) => word.text).join(' ')).toBe(SENTENCE);
    const audioMs = (samples.length * 1000) / speech.sampleRate;
    let lastMs = 0;
    for (const word of words) {
      expect(word.startMs).toBeGreaterThanOrEqual(lastMs);
      expect(word.endMs).toBeGreaterThan(word.startMs);
      lastMs = word.endMs;
    }
    expect(lastMs).toBeLessThanOrEqual(audioMs + 5);
  });

  it('gives low, middle and high voices a different pitch', async () => {
    const pitches: number[] = [];
    for (const voice of ['onyx', 'verse', 'shimmer']) {
      pitches.push(pitchHz((await speak({ voice })).samples, speech.sampleRate));
    }
    expect(pitches[0]).toBeLessThan(100);
    expect(pitches[1]).toBeGreaterThan((pitches[0] ?? 0) * 1.2);
    expect(pitches[2]).toBeGreaterThan((pitches[1] ?? 0) * 1.3);
  });

  it.each([...ESPEAK_VOICE_NAMES, 'unheard-of', 'constructor'])('speaks as %s', async (voice) => {
    expect((await speak({ voice, text: 'Yes.' })).samples.length).toBeGreaterThan(4000);
  });

  it('reads markup as plain text', async () => {
    const { words } = await speak({ text: 'one <b>two</b> [[h@loU]] three' });
    expect(words.map((word) => word.text).join(' ')).toContain('three');
    expect(words.length).toBeGreaterThanOrEqual(4);
  });

  it('stops soon after an abort, without an error', async () => {
    const controller = new AbortController();
    const text = `${SENTENCE} `.repeat(40);
    let chunks = 0;
    for await (const event of speech.synthesize(request({ text, signal: controller.signal }))) {
      if (event.type === 'audio') chunks++;
      controller.abort();
    }
    expect(chunks).toBeLessThan(3);
    expect((await speak({ text: 'Next.' })).samples.length).toBeGreaterThan(4000);
  });

  it('speaks nothing for a signal that has aborted already', async () => {
    const { parts, usage } = await speak({ signal: AbortSignal.abort() });
    expect([parts, usage]).toEqual([[], []]);
  });

  it('keeps the main loop free', async () => {
    let longestMs = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    const startedAt = performance.now();
    await speak({ text: `${SENTENCE} `.repeat(40) });
    clearInterval(ticking);
    expect(longestMs).toBeLessThan((performance.now() - startedAt) / 2);
  });
});

describe('espeakVoice', () => {
  it('gives every catalogue name a setting of its own', () => {
    const settings = ESPEAK_VOICE_NAMES.map((name) => JSON.stringify(espeakVoice(name)));
    expect(new Set(settings).size).toBe(ESPEAK_VOICE_NAMES.length);
  });
});
