import { CallMixer, type MixedRecording, type MixRequest } from '@sparline/voice';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** The process's one mixer; its thread starts with the first recording. */
@Injectable()
export class RecordingMixer implements OnApplicationShutdown {
  private mixer: CallMixer | undefined;

  /** Undefined when there is nothing to hear. */
  async mix(request: MixRequest): Promise<MixedRecording | undefined> {
    this.mixer ??= new CallMixer();
    return this.mixer.mix(request);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.mixer?.close();
  }
}
