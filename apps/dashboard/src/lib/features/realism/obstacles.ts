import type { Mode, Realism } from '@sparline/personas';
import { OBSTACLES, type Obstacle } from './realism-words';

/** What decides which obstacles a call can have. */
export type Circumstances = {
  /** Null while nobody knows what will be practised. */
  mode: Mode | null;
  /** The server sends words alone, which neither sing nor crackle. */
  wordsOnly?: boolean;
};

/** Why the call cannot have this, for the one who wants to switch it on. */
export const whyNot = (
  obstacle: Obstacle,
  realism: Realism,
  { mode, wordsOnly = false }: Circumstances,
): string | undefined => {
  const meetsSomebody = obstacle === 'gatekeeper' || obstacle === 'hold';
  if (obstacle === 'gatekeeper' && mode !== null && mode !== 'cold_call') {
    return 'Only in cold calls.';
  }
  if (meetsSomebody && realism.voicemail) {
    return 'Not together with voicemail, where nobody picks up.';
  }
  if (wordsOnly && (obstacle === 'hold' || obstacle === 'poorLine')) {
    return 'Not here: the server sends no sound in this call.';
  }
  return undefined;
};

/** What really is in the way: what is switched on, less what cannot be. */
export const obstaclesIn = (realism: Realism = {}, circumstances: Circumstances): Obstacle[] =>
  OBSTACLES.filter((each) => realism[each] && !whyNot(each, realism, circumstances));

/** The same as the server keeps it, with nothing in it that is off. */
export const realismOf = (obstacles: readonly Obstacle[]): Realism =>
  Object.fromEntries(obstacles.map((each) => [each, true]));

/** The same as a call asks for it, off as well: the persona's own counts where a call says nothing. */
export const spelledOut = (obstacles: readonly Obstacle[]): Required<Realism> => ({
  gatekeeper: obstacles.includes('gatekeeper'),
  hold: obstacles.includes('hold'),
  voicemail: obstacles.includes('voicemail'),
  poorLine: obstacles.includes('poorLine'),
});

export const switched = (realism: Realism, obstacle: Obstacle, on: boolean): Realism =>
  realismOf(OBSTACLES.filter((each) => (each === obstacle ? on : realism[each])));
