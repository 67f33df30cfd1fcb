import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concatSamples } from '../audio/pcm';
import type { VoiceEvent } from '../events/voice-event';
import { LoopbackSink } from '../testing/loopback-sink';
import type { VirtualClock } from '../testing/virtual-clock';
import { type Burst, burstAt, BurstFinder, burstsOfMp3 } from './bursts.fixture';
import { CallSpool, TRAINEE_SAMPLE_RATE } from './call-spool';
import { encodeMix } from './encode-mix';
import { outputSampleRate, playbackSpans } from './playback-spans';

/** An ear that keeps what it hears, to be compared with what was recorded. */
export class ListeningSink extends LoopbackSink {
  private readonly sounds = new Map<string, Int16Array[]>();

  override write(segmentId: string, samples: Int16Array): void {
    const parts = this.sounds.get(segmentId) ?? [];
    parts.push(samples.slice());
    this.sounds.set(segmentId, parts);
    super.write(segmentId, samples);
  }

  /** Beeps as they left the speaker. */
  get bursts(): Burst[] {
    const perMs = this.sampleRate / 1000;
    const endMs = Math.max(0, ...this.heard.map((part) => part.atMs + part.toMs - part.fromMs));
    const ear = new Int16Array(Math.ceil(endMs * perMs));
    for (const { segmentId, fromMs, toMs, atMs } of this.heard) {
      const sound = concatSamples(this.sounds.get(segmentId) ?? []);
      const part = sound.subarray(Math.round(fromMs * perMs), Math.round(toMs * perMs));
      ear.set(part.subarray(0, ear.length - Math.round(atMs * perMs)), Math.round(atMs * perMs));
    }
    const finder = new BurstFinder(this.sampleRate);
    finder.push(ear);
    return finder.found;
  }
}

/** A microphone that beeps on the call's clock, whatever else happens. */
export class BeepingMicrophone {
  readonly bursts = new BurstFinder(TRAINEE_SAMPLE_RATE);
  private on = true;
  private muted = false;

  constructor(
    private readonly clock: VirtualClock,
    private readonly send: (samples: Int16Array) => void,
    private readonly frameMs = 20,
  ) {
    this.next();
  }

  /** Nothing arrives meanwhile, and what was said in it never will. */
  lose(isLost: boolean): void {
    this.muted = isLost;
  }

  stop(): void {
    this.on = false;
  }

  private next(): void {
    this.clock.setTimer(this.frameMs, () => {
      if (!this.on) return;
      const length = (TRAINEE_SAMPLE_RATE / 1000) * this.frameMs;
      const end = Math.round((this.clock.now() * TRAINEE_SAMPLE_RATE) / 1000);
      const frame = Int16Array.from({ length }, (_, index) =>
        burstAt(end - length + index, TRAINEE_SAMPLE_RATE),
      );
      const heard = this.muted ? new Int16Array(length) : frame;
      this.bursts.push(heard);
      if (!this.muted) this.send(frame);
      this.next();
    });
  }
}

/** The spool of a call, and the file that comes of it. */
export class RecordedCall {
  private readonly folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  readonly spool: CallSpool;

  constructor(clock: VirtualClock) {
    this.spool = new CallSpool({ clock, folder: this.folder });
  }

  async mixed(events: readonly VoiceEvent[]): Promise<Awaited<ReturnType<typeof burstsOfMp3>>> {
    await this.spool.close();
    const outputPath = join(this.folder, 'call.mp3');
    const personaSampleRate = outputSampleRate(events);
    const spans = playbackSpans(events);
    const job = { folder: this.folder, personaSampleRate, spans, outputPath };
    await encodeMix({ ...job, kbitPerSecond: 64 });
    const bursts = await burstsOfMp3(outputPath);
    rmSync(this.folder, { recursive: true });
    return bursts;
  }
}
