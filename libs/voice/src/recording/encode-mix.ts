import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { createMp3Encoder } from 'wasm-media-encoders';
import type { MixedRecording, MixJob } from './mix-job';
import { MIX_SAMPLE_RATE, StereoMix } from './stereo-mix';
import { Waveform } from './waveform';

/**
 * What an MP3 encoder and decoder add before the first sample. Players that find no note of it in
 * the file play everything that much later, so as much of the call's first moment, in which nobody
 * speaks yet, is left out.
 * https://lame.sourceforge.io/tech-FAQ.txt: 576 by the encoder, 528 + 1 by the decoder.
 */
const CODEC_DELAY_SAMPLES = 576 + 529;

/**
 * Writes a call as stereo MP3; the file appears under its name once it is whole. Memory does not grow
 * with the call. `undefined` when there is nothing to hear, or when it was cancelled.
 */
export async function encodeMix(
  job: MixJob,
  cancelled: () => boolean = () => false,
): Promise<MixedRecording | undefined> {
  const mix = await StereoMix.open(job);
  try {
    if (mix.totalSamples === 0) return undefined;
    const unfinished = `${job.outputPath}.part`;
    const written = await encode(mix, { ...job, outputPath: unfinished }, cancelled);
    if (!written) return undefined;
    renameSync(unfinished, job.outputPath);
    return { durationMs: Math.round((mix.totalSamples * 1000) / MIX_SAMPLE_RATE), ...written };
  } finally {
    mix.close();
  }
}

async function encode(
  mix: StereoMix,
  { outputPath, kbitPerSecond }: MixJob,
  cancelled: () => boolean,
): Promise<Pick<MixedRecording, 'bytes' | 'peaks'> | undefined> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: MIX_SAMPLE_RATE, channels: 2, bitrate: kbitPerSecond });
  const trainee = new Waveform(mix.totalSamples);
  const persona = new Waveform(mix.totalSamples);
  const file = openSync(outputPath, 'w');
  let bytes = 0;
  let skip = CODEC_DELAY_SAMPLES;
  try {
    for (let block = mix.next(); block; block = mix.next()) {
      if (cancelled()) return undefined;
      trainee.add(block.left);
      persona.add(block.right);
      const channels = [toFloats(block.left, skip), toFloats(block.right, skip)];
      skip = Math.max(0, skip - block.left.length);
      if (channels[0]?.length) bytes += writeSync(file, encoder.encode(channels));
    }
    bytes += writeSync(file, encoder.finalize());
  } finally {
    closeSync(file);
  }
  return { bytes, peaks: { trainee: trainee.values(), persona: persona.values() } };
}

function toFloats(samples: Int16Array, skip: number): Float32Array {
  const heard = samples.subarray(skip);
  const floats = new Float32Array(heard.length);
  // Several times faster than Float32Array.from with a function, over an hour of samples.
  for (let index = 0; index < heard.length; index++) floats[index] = (heard[index] ?? 0) / 32768;
  return floats;
}
