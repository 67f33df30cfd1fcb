/**
 * One lane of the waveform as an SVG path: a bar per peak on a line of height 0, up and down by half
 * the lane. Fewer bars than peaks keep the loudest of what they stand for.
 */
export const waveformPath = (peaks: readonly number[], bars: number): string => {
  const count = Math.min(bars, peaks.length);
  let path = '';
  for (let bar = 0; bar < count; bar += 1) {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    const peak = Math.max(...peaks.slice(from, to));
    const half = Math.max(0.02, Math.min(1, peak));
    const x = (bar + 0.5) * (bars / count);
    path += `M${x.toFixed(2)} ${(-half).toFixed(3)}V${half.toFixed(3)}`;
  }
  return path;
};
