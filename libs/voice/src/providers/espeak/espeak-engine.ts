/** The part of the eSpeak NG package that is used; it ships no types. */
export type EspeakEvent = {
  type: string;
  /** Character (code point) in the text, counted from 1. */
  text_position: number;
  /** Milliseconds since the start of the text's audio. */
  audio_position: number;
  /** Of a phoneme event: its name, empty for a pause. */
  id?: string | number;
};

export interface EspeakEngine {
  set_voice(name: string): number;
  set_pitch(value: number): void;
  set_range(value: number): void;
  set_rate(wordsPerMinute: number): void;
  get_samplerate(): number;
  /** Calls back with some 100 ms of audio at a time, and stops when the callback returns true. */
  synthesize(text: string, callback: (audio: Int16Array, events: EspeakEvent[]) => boolean): void;
}

type EspeakModule = { eSpeakNGWorker: new () => EspeakEngine };

/** Not a literal in the import, because the package is optional and has no types. */
export const ESPEAK_PACKAGE: string = '@echogarden/espeak-ng-emscripten';

/** Takes some 200 ms and 100 MB; only for worker threads. */
export async function loadEspeak(): Promise<EspeakEngine> {
  const loaded = (await import(ESPEAK_PACKAGE)) as { default: () => Promise<EspeakModule> };
  const espeak = await loaded.default();
  return new espeak.eSpeakNGWorker();
}
