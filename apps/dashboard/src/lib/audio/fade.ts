/** To silence over the whole of `samples`, in place. */
export const fadeOut = (samples: Float32Array): void => {
  for (let i = 0; i < samples.length; i += 1) {
    samples[i] = (samples[i] ?? 0) * (1 - (i + 1) / samples.length);
  }
};

/** Goes on with a fade of `length` samples of which `left` remain; returns what remains after. */
export const fadeIn = (samples: Float32Array, left: number, length: number): number => {
  const count = Math.min(left, samples.length);
  for (let i = 0; i < count; i += 1) {
    samples[i] = (samples[i] ?? 0) * ((length - left + i) / length);
  }
  return left - count;
};
