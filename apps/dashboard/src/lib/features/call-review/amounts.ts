export const durationOf = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const percentOf = (share: number): string => `${Math.round(share * 100)} %`;
export const megabytesOf = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

export const dateOf = (iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
