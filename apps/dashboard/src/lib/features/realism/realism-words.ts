import type { Realism } from '@sparline/personas';

export type Obstacle = keyof Realism;

type ObstacleWords = { name: string; says: string };

/** What a call may have to get past, in the order in which it is met. */
export const OBSTACLE_WORDS: Record<Obstacle, ObstacleWords> = {
  gatekeeper: {
    name: 'Gatekeeper',
    says: 'Somebody else picks up, and wants a name and a reason before putting the call through.',
  },
  hold: {
    name: 'Music on hold',
    says: 'There is music to sit through before the one who was called comes to the telephone.',
  },
  voicemail: {
    name: 'Voicemail',
    says: 'Nobody picks up: a message is left after the tone, and the call ends.',
  },
  poorLine: {
    name: 'Poor line',
    says: 'The voice sounds narrow and noisy, and now and then a bit of it is missing.',
  },
};

export const OBSTACLES = Object.keys(OBSTACLE_WORDS) as Obstacle[];

/** Several of them on one line: "Gatekeeper, poor line". */
export const namesOf = (obstacles: readonly Obstacle[]): string =>
  obstacles
    .map((obstacle) => OBSTACLE_WORDS[obstacle].name)
    .map((name, at) => (at === 0 ? name : name.toLowerCase()))
    .join(', ');
