import { hasBrowserRecognition } from '../../audio/browser-recognition';
import { findBrowserVoice } from '../../audio/browser-voice';
import type { BrowserAbilities } from './speech-plan';

/** Looking for a voice can take a second, so it is left out where the server speaks. */
export const browserAbilities = async (needsVoice: boolean): Promise<BrowserAbilities> => ({
  microphone:
    globalThis.isSecureContext && 'mediaDevices' in navigator && 'AudioWorkletNode' in globalThis,
  recognition: hasBrowserRecognition(),
  voice: needsVoice && (await findBrowserVoice()),
  oneMicrophoneUser: /Android|iPhone|iPad/.test(navigator.userAgent),
});
