/** "12 min", "1 min 30 s", "45 s"; from an hour on without seconds. Never says more than there is. */
export const minutesOf = (ms: number): string => {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = minutes < 60 ? seconds % 60 : 0;
  const parts = [
    ...(minutes > 0 || rest === 0 ? [`${minutes.toLocaleString('en-GB')} min`] : []),
    ...(rest > 0 ? [`${rest} s`] : []),
  ];
  return `${ms < 0 ? '−' : ''}${parts.join(' ')}`;
};

export const signedMinutesOf = (ms: number): string => `${ms > 0 ? '+' : ''}${minutesOf(ms)}`;
