import { microphoneProblem, problemOf, type MicrophoneProblem } from './microphone-problem';

export type MicrophoneDevice = { id: string; label: string };

/**
 * Browsers that know the word cancel our own Web Audio sound too; to the others any word means true,
 * as it converts to a boolean. TypeScript's DOM library does not know it yet.
 */
const ECHO = { ideal: 'all' } as unknown as ConstrainBoolean;

const ask = (deviceId: string | null): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({
    audio: {
      channelCount: 1,
      echoCancellation: ECHO,
      noiseSuppression: true,
      autoGainControl: true,
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    },
  });

export type OpenedStream =
  { ok: true; stream: MediaStream } | { ok: false; problem: MicrophoneProblem };

export const openMicrophoneStream = async (deviceId: string | null): Promise<OpenedStream> => {
  if (!globalThis.isSecureContext) {
    return { ok: false, problem: microphoneProblem('insecure') };
  }
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.AudioWorkletNode) {
    return { ok: false, problem: microphoneProblem('unsupported') };
  }
  try {
    return { ok: true, stream: await ask(deviceId) };
  } catch (error) {
    const gone = error instanceof Error && error.name === 'OverconstrainedError';
    return gone && deviceId ? openMicrophoneStream(null) : { ok: false, problem: problemOf(error) };
  }
};

/** Names are empty until the microphone was allowed once. */
export const listMicrophones = async (): Promise<MicrophoneDevice[]> => {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return devices
    .filter((device) => device.kind === 'audioinput' && device.deviceId !== '')
    .map((device, index) => ({
      id: device.deviceId,
      label: device.label || `Microphone ${index + 1}`,
    }));
};
