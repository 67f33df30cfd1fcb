import { decodeMulaw } from '../../audio/mulaw';
import { PcmByteStream } from '../../audio/pcm-byte-stream';
import type { Resampler } from '../../audio/resampler';
import type { SpeechEncoding } from '../../ports/speech-to-speech';
import type { PlaybackGate } from '../playback-gate';
import { WholeFrames } from './whole-frames';

type Place = { gate: PlaybackGate; epoch: number; segmentId: string };

/** The sound of one item of a reply on its way to the gate, in whatever form it comes. */
export class ItemSpeech {
  isHeardOf = false;
  private readonly pcm = new PcmByteStream();
  private readonly frames = new WholeFrames();

  constructor(
    readonly place: Place,
    private readonly encoding: SpeechEncoding,
    private readonly resampler: Resampler | null,
  ) {}

  write(audio: Uint8Array): void {
    if (this.encoding === 'mulaw') return this.pass(this.frames.push(audio));
    const samples = this.pcm.push(audio);
    const { gate, epoch, segmentId } = this.place;
    gate.write(epoch, segmentId, this.resampler?.process(samples) ?? samples);
  }

  end(complete: boolean): void {
    const { gate, epoch, segmentId } = this.place;
    if (this.encoding === 'mulaw') this.pass(this.frames.flush());
    gate.end(epoch, segmentId, complete);
  }

  /** The samples are for the recording and for counting; the telephone gets what came. */
  private pass(codes: Uint8Array): void {
    const { gate, epoch, segmentId } = this.place;
    const samples = new Int16Array(codes.length);
    decodeMulaw(codes, samples);
    gate.write(epoch, segmentId, samples, codes);
  }
}
