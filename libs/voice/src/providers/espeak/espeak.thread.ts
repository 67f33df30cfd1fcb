import { samplesToMs } from '../../audio/pcm';
import { Resampler } from '../../audio/resampler';
import { serveThread, type ThreadJob } from '../../threads/serve-thread';
import { loadEspeak, type EspeakEngine } from './espeak-engine';
import { ESPEAK_SAMPLE_RATE, type EspeakItem, type EspeakJob } from './espeak-job';
import { EspeakWords } from './espeak-words';

let loading: Promise<EspeakEngine> | undefined;

serveThread<EspeakJob, EspeakItem, void>(async (thread) => {
  loading ??= loadEspeak();
  const espeak = await loading;
  const resampler = await Resampler.create(espeak.get_samplerate(), ESPEAK_SAMPLE_RATE);
  try {
    speak(espeak, resampler, thread);
  } finally {
    resampler.close();
  }
});

function speak(
  espeak: EspeakEngine,
  resampler: Resampler,
  { job, emit, cancelled }: ThreadJob<EspeakJob, EspeakItem>,
): void {
  const { name, pitch, range, rate } = job.voice;
  if (espeak.set_voice(name) !== 0) throw new Error('eSpeak NG does not know this voice.');
  espeak.set_pitch(pitch);
  espeak.set_range(range);
  espeak.set_rate(rate);
  const words = new EspeakWords(job.text);
  let heard = 0;
  espeak.synthesize(job.text, (audio, events) => {
    if (cancelled()) return true;
    heard += audio.length;
    const samples = resampler.process(audio);
    if (samples.length > 0) emit({ type: 'audio', samples }, [samples.buffer as ArrayBuffer]);
    const spoken = words.push(events);
    if (spoken.length > 0) emit({ type: 'words', words: spoken });
    return false;
  });
  const last = words.finish(samplesToMs(heard, espeak.get_samplerate()));
  if (last.length > 0 && !cancelled()) emit({ type: 'words', words: last });
}
