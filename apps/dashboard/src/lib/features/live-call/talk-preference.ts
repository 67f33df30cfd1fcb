import type { TalkMode } from './speech-plan';

const TALK = 'sparline.talk';
const DEVICE = 'sparline.microphone';

/** Private windows may refuse storage: then a choice holds for this visit alone. */
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
};

export const preferredTalk = (): TalkMode => {
  const kept = read(TALK);
  return kept === 'hold' || kept === 'type' ? kept : 'open';
};
export const keepTalk = (talk: TalkMode): void => write(TALK, talk);
export const preferredMicrophone = (): string | null => read(DEVICE);
export const keepMicrophone = (deviceId: string): void => write(DEVICE, deviceId);
