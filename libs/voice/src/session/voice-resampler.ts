import { Resampler } from '../audio/resampler';

/** Brings a voice to the rate of the ear; made when it is first needed, and none where they agree. */
export class VoiceResampler {
  private made: Promise<Resampler | null> | null = null;

  constructor(
    private readonly voiceRate: number,
    private readonly earRate: number,
  ) {}

  open(): Promise<Resampler | null> {
    const { voiceRate, earRate } = this;
    this.made ??=
      voiceRate === earRate ? Promise.resolve(null) : Resampler.create(voiceRate, earRate);
    return this.made;
  }

  async close(): Promise<void> {
    (await this.made?.catch(() => null))?.close();
  }
}
