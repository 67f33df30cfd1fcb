/** One thing that was looked at. `fix` says what to do about it, in a sentence. */
export type Check = {
  name: string;
  state: 'ok' | 'warning' | 'failed';
  says: string;
  fix?: string;
};

export const passed = (name: string, says: string): Check => ({ name, state: 'ok', says });

export const warned = (name: string, says: string, fix?: string): Check => ({
  name,
  state: 'warning',
  says,
  ...(fix !== undefined && { fix }),
});

export const failed = (name: string, says: string, fix: string): Check => ({
  name,
  state: 'failed',
  says,
  fix,
});
