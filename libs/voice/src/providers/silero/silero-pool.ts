import type { Clock } from '../../clock/clock';
import type { VoiceActivityDetector } from '../../ports/voice-activity';
import { threadFile } from '../../threads/thread-file';
import { SileroThread } from './silero-thread';
import { SileroVoiceActivity } from './silero-voice-activity';

export type SileroPoolOptions = {
  clock: Clock;
  /** Threads with a model of their own [1]; one judges some 2,500 frames of 32 ms a second. */
  threads?: number;
  /** Worth a line in the log: calls find speech by loudness alone until the model is back. */
  onProblem?: (error: Error) => void;
  /** Only tests name another. */
  file?: () => string;
};

/**
 * Voice activity by the Silero model for all calls of a process, in threads of its own. Takes a second
 * and some 60 MB when the first call sends audio; until then, and whenever model or thread are not to
 * be had, calls go by loudness. Close it at the end.
 */
export class SileroPool {
  private readonly clock: Clock;
  private readonly threads: SileroThread[];

  constructor({ clock, threads = 1, onProblem, file }: SileroPoolOptions) {
    this.clock = clock;
    const options = {
      clock,
      file: file ?? (() => threadFile(__dirname, 'silero')),
      onProblem: onProblem ?? (() => undefined),
    };
    this.threads = Array.from({ length: threads }, () => new SileroThread(options));
  }

  /** Whether the model decides; false before the first audio, while it loads and after a failure. */
  get isReady(): boolean {
    return this.threads.some((thread) => thread.isRunning);
  }

  /**
   * A detector for one call; close it when the call ends.
   * @param sampleRate 8000 or 16000 Hz; at 16000 every second sample is enough for the model.
   */
  detector(sampleRate: number): VoiceActivityDetector {
    return new SileroVoiceActivity({
      clock: this.clock,
      sampleRate,
      connect: (client) => this.leastBusy().connect(client),
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private leastBusy(): SileroThread {
    return this.threads.reduce((least, thread) => (thread.calls < least.calls ? thread : least));
  }
}
