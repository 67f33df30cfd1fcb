import type { CallStage } from './practice-protocol';

/** What is going on, for the stage and for screen readers. */
export const stageWords = (stage: CallStage, name: string, held: boolean): string => {
  if (stage === 'speaking' && held) {
    return `${name} stops for you`;
  }
  switch (stage) {
    case 'greeting':
      return 'Picking up';
    case 'choosing':
      return 'Your turn to choose';
    case 'listening':
      return `${name} listens`;
    case 'thinking':
      return `${name} thinks`;
    case 'speaking':
      return `${name} speaks`;
    case 'closing':
      return `${name} says goodbye`;
  }
};
