import { setImmediate as yieldToOthers, setTimeout as wait } from 'node:timers/promises';
import { samplesToBytes } from '../../../libs/voice/src/audio/pcm';
import type { SpokenWord } from '../../../libs/voice/src/ports/text-to-speech';
import { toneBursts } from '../openai/speech-endpoint';
import type { VoiceKnobs } from './voice-knobs';

export const SAMPLE_RATE = 24_000;
/** 100 ms, and odd on purpose: chunks may cut samples in two. */
export const CHUNK_BYTES = 4801;
const BYTES_PER_MS = 48;
const GAP_MS = 50;
const MS_PER_CHARACTER = 60;

/** Mono PCM16 at 24 kHz, and when each word is said. */
export type SpokenText = { samples: Int16Array; words: SpokenWord[] };

export type VoiceScript = (text: string, voice: string) => SpokenText | Promise<SpokenText>;

export type SpeechChunk = {
  audio: Buffer;
  /** Where the chunk lies in the text's audio. */
  fromMs: number;
  toMs: number;
  /** Of all the words, those that begin in it. */
  words: SpokenWord[];
};

/** A beep per word. */
export const beeps: VoiceScript = (text) => {
  let atMs = 0;
  const words = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const startMs = atMs;
      const endMs = startMs + word.length * MS_PER_CHARACTER;
      atMs = endMs + GAP_MS;
      return { text: word, startMs, endMs };
    });
  return { samples: toneBursts({ model: '', voice: '', input: text }), words };
};

/** The speech in chunks, much faster than anyone could say it; contexts take turns. */
export async function* inChunks(
  { samples, words }: SpokenText,
  knobs: VoiceKnobs,
): AsyncGenerator<SpeechChunk, void, undefined> {
  const bytes = samplesToBytes(samples);
  if (knobs.delayMs) await wait(knobs.delayMs);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (at > 0 && knobs.chunkDelayMs) await wait(knobs.chunkDelayMs);
    await yieldToOthers();
    const audio = bytes.subarray(at, at + CHUNK_BYTES);
    const [fromMs, toMs] = [at / BYTES_PER_MS, (at + audio.length) / BYTES_PER_MS];
    const begun = words.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
    yield { audio, fromMs, toMs, words: begun };
  }
}
