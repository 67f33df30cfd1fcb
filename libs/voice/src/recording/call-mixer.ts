import type { VoiceEvent } from '../events/voice-event';
import { threadFile } from '../threads/thread-file';
import { ThreadOwner } from '../threads/thread-owner';
import type { MixedRecording, MixJob } from './mix-job';
import { outputSampleRate, playbackSpans } from './playback-spans';

export type MixRequest = {
  /** Holds the files of a CallSpool. */
  folder: string;
  /** The call's whole log, in order. */
  events: readonly VoiceEvent[];
  /** Of the MP3; its folder must exist. */
  outputPath: string;
  /** Of the MP3 [64]. */
  kbitPerSecond?: 64 | 80 | 96;
  signal?: AbortSignal;
};

/**
 * Turns a call's spool and log into one stereo MP3, trainee left, persona right, that holds what was
 * heard when it was heard. Works in one thread of its own, a call at a time; close it at the end.
 */
export class CallMixer {
  private readonly thread = new ThreadOwner<MixJob, never, MixedRecording | undefined>(() =>
    threadFile(__dirname, 'mix'),
  );

  /**
   * `undefined` when there is nothing to hear, or after an abort.
   * @throws Error when files cannot be read or written, or the project was not built.
   */
  mix(request: MixRequest): Promise<MixedRecording | undefined> {
    const { folder, events, outputPath, kbitPerSecond = 64, signal } = request;
    const personaSampleRate = outputSampleRate(events);
    const spans = playbackSpans(events);
    const job = { folder, personaSampleRate, spans, outputPath, kbitPerSecond };
    return this.thread.run(job, { signal });
  }

  async close(): Promise<void> {
    await this.thread.close();
  }
}
