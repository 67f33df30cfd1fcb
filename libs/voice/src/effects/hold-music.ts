/** A calm turn of four chords, as frequencies of a soft organ (equal temperament, A at 440 Hz). */
const CHORDS: readonly (readonly number[])[] = [
  [261.63, 329.63, 392.0],
  [220.0, 261.63, 329.63],
  [174.61, 220.0, 261.63],
  [196.0, 246.94, 293.66],
];
const CHORD_MS = 1500;
const FADE_MS = 120;
/** Of full scale, all tones of a chord together: quieter than a voice. */
const AMPLITUDE = 0.12;
const FULL_SCALE = 32_767;

/**
 * Music for somebody on hold, made of nothing but sums of sines: no recording, no licence.
 *
 * @param lengthMs whole chords only, rounded up; at least one.
 */
export const holdMusic = (sampleRate: number, lengthMs: number): Int16Array => {
  const perChord = Math.round((CHORD_MS * sampleRate) / 1000);
  const count = Math.max(1, Math.ceil(lengthMs / CHORD_MS));
  const samples = new Int16Array(perChord * count);
  const fade = (FADE_MS * sampleRate) / 1000;
  for (let chord = 0; chord < count; chord += 1) {
    const tones = CHORDS[chord % CHORDS.length] ?? [];
    for (let at = 0; at < perChord; at += 1) {
      const edge = Math.min(1, at / fade, (perChord - 1 - at) / fade);
      let sum = 0;
      for (const tone of tones) sum += Math.sin((2 * Math.PI * tone * at) / sampleRate);
      const value = (sum / tones.length) * edge * AMPLITUDE * FULL_SCALE;
      samples[chord * perChord + at] = Math.round(value);
    }
  }
  return samples;
};
