import type { CallStage } from './practice-protocol';

/** What is going on, for the stage and for screen readers. */
export const stageWords = (stage: CallStage, name: string, held: boolean): string => {
  const who = name || 'The other side';
  if (stage === 'speaking' && held) {
    return `${who} stops for you`;
  }
  switch (stage) {
    case 'greeting':
      return 'Picking up';
    case 'choosing':
      return 'Say what you want to practise';
    case 'listening':
      return `${who} listens`;
    case 'thinking':
      return `${who} thinks`;
    case 'speaking':
      return `${who} speaks`;
    case 'closing':
      return `${who} says goodbye`;
  }
};
