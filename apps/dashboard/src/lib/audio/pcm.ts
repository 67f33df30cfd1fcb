/** Microphone frames on the wire: 16 kHz, 20 ms, 16-bit. */
export const CAPTURE_RATE = 16_000;
export const FRAME_SAMPLES = 320;

export const toInt16 = (samples: Float32Array): Int16Array => {
  const out = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    const clipped = Math.max(-1, Math.min(1, samples[i] ?? 0));
    out[i] = Math.round(clipped * (clipped < 0 ? 32_768 : 32_767));
  }
  return out;
};

export const toFloat32 = (samples: Int16Array): Float32Array => {
  const out = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    out[i] = (samples[i] ?? 0) / 32_768;
  }
  return out;
};

/** Little-endian 16-bit samples of a received frame; an odd last byte is dropped. */
export const int16Of = (bytes: ArrayBuffer | ArrayBufferView): Int16Array => {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const even = view.byteLength - (view.byteLength % 2);
  // A view may start at an odd offset, which Int16Array refuses: copy.
  return new Int16Array(view.slice(0, even).buffer);
};

export const rmsOf = (samples: Float32Array): number => {
  let sum = 0;
  for (const sample of samples) {
    sum += sample * sample;
  }
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
};
