import { Resampler } from '../../../libs/voice/src/audio/resampler';
import { samplesToBytes } from '../../../libs/voice/src/audio/pcm';
import { EspeakTextToSpeech } from '../../../libs/voice/src/providers/espeak/espeak-text-to-speech';
import type { PracticeClient } from './practice-client';

const RATE = 16_000;
const FRAME_BYTES = 640;
const FRAME_MS = 20;

/** A sentence by the built-in voice as a microphone delivers it: 20 ms frames of PCM16 at 16 kHz. */
export const spokenFrames = async (text: string): Promise<Buffer[]> => {
  const voice = new EspeakTextToSpeech();
  const resampler = await Resampler.create(voice.sampleRate, RATE);
  const parts: Buffer[] = [];
  const { signal } = new AbortController();
  for await (const event of voice.synthesize({ text, voice: 'onyx', turnId: 'trainee', signal })) {
    if (event.type === 'audio') {
      parts.push(Buffer.from(samplesToBytes(resampler.process(event.samples))));
    }
  }
  resampler.close();
  await voice.close();
  const audio = Buffer.concat(parts);
  return Array.from({ length: Math.floor(audio.length / FRAME_BYTES) }, (_, index) =>
    audio.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES),
  );
};

/** Frames of a room in which nobody speaks. */
export const silentFrames = (ms: number): Buffer[] =>
  Array.from({ length: ms / FRAME_MS }, () => Buffer.alloc(FRAME_BYTES));

/** Sends them as a microphone would: one every 20 ms. */
export const speakInto = async (
  { socket }: PracticeClient,
  frames: readonly Buffer[],
): Promise<void> => {
  for (const frame of frames) {
    socket.emit('audio', frame);
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
  }
};
