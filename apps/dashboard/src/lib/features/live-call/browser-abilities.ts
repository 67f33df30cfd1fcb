import { hasBrowserRecognition } from '../../audio/browser-recognition';
import { hasBrowserVoice } from '../../audio/browser-voice';
import type { BrowserAbilities } from './speech-plan';

export const browserAbilities = (): BrowserAbilities => ({
  microphone:
    globalThis.isSecureContext && 'mediaDevices' in navigator && 'AudioWorkletNode' in globalThis,
  recognition: hasBrowserRecognition(),
  voice: hasBrowserVoice(),
  oneMicrophoneUser: /Android|iPhone|iPad/.test(navigator.userAgent),
});
