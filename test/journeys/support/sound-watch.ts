import type { Page } from 'playwright-core';

/** Where the server wants the voice to go on, and which of its wishes that is. */
export type Goal = { fromMs: number; resumeId: number };
export type Place = { segmentId: string; ms: number };

/** Times on the page's clock, in milliseconds. */
export type SoundMoment =
  /** The trainee began to speak: the start of the first loud frame after a silence. */
  | { what: 'onset'; atMs: number }
  /** The page tells its player. */
  | { what: 'pause' | 'resume' | 'clear'; atMs: number; goal?: Goal }
  /** The player has obeyed, on its own thread, and where the voice stands. */
  | { what: 'paused' | 'resumed' | 'cleared'; atMs: number; place?: Place };

const FRAME_MS = 20;
const LOUD_RMS = 0.002;
const SILENCE_BEFORE_MS = 500;

/** Runs in the page before its own code: notes what passes between it and its audio threads. */
const WATCH = `(() => {
  const moments = (globalThis.__sound = []);
  const note = (what, more, atMs = performance.now()) => moments.push({ what, atMs, ...more });
  const done = { pause: 'paused', resume: 'resumed', clear: 'cleared' };
  let loudAtMs = -Infinity;
  const listen = ({ data }) => {
    const nowMs = performance.now();
    if (data.rms < ${LOUD_RMS}) return;
    if (nowMs - loudAtMs > ${SILENCE_BEFORE_MS}) note('onset', {}, nowMs - ${FRAME_MS});
    loudAtMs = nowMs;
  };
  const watchPlayer = (context, port) => {
    const inMs = (samples) => (samples * 1000) / context.sampleRate;
    const post = port.postMessage.bind(port);
    port.postMessage = (command, transfer) => {
      const { type, place, resumeId } = command;
      const goal = place && { fromMs: inMs(place.fromSample), resumeId };
      if (done[type]) note(type, goal ? { goal } : {});
      post(command, transfer);
    };
    port.addEventListener('message', ({ data }) => {
      const head = data.reports.at(-1);
      const place = head && { segmentId: head.segmentId, ms: inMs(head.playedSamples) };
      if (done[data.type]) note(done[data.type], place ? { place } : {});
    });
  };
  globalThis.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context, name, options) {
      super(context, name, options);
      if (name === 'sparline-capture') this.port.addEventListener('message', listen);
      if (name === 'sparline-player') watchPlayer(context, this.port);
      if (name === 'vad-helper-worklet') globalThis.__detector = this;
    }
  };
})()`;

export const watchSound = async (page: Page): Promise<void> => {
  await page.addInitScript(WATCH);
};

export const soundMoments = (page: Page): Promise<SoundMoment[]> =>
  page.evaluate<SoundMoment[]>('globalThis.__sound');

/** The page's speech detection goes dumb, as when its model crashes. */
export const killDetection = (page: Page): Promise<void> =>
  page.evaluate('void (globalThis.__detector.port.onmessage = null)');

/** From the trainee's first loud frame to the player's word that it stands still. */
export const reactionsMs = (moments: readonly SoundMoment[]): number[] => {
  let onsetMs = -Infinity;
  const reactions: number[] = [];
  for (const { what, atMs } of moments) {
    if (what === 'onset') onsetMs = atMs;
    if (what === 'paused' && atMs - onsetMs < SILENCE_BEFORE_MS) reactions.push(atMs - onsetMs);
    if (what === 'paused') onsetMs = -Infinity;
  }
  return reactions.sort((a, b) => a - b);
};

/** The pauses that the server ended by naming a place, in the player's own words. */
export const wentBack = (
  moments: readonly SoundMoment[],
): { paused: Place; resumed: Place; goal: Goal }[] => {
  const found: { paused: Place; resumed: Place; goal: Goal }[] = [];
  let paused: Place | undefined;
  let goal: Goal | undefined;
  for (const moment of moments) {
    if (moment.what === 'paused') paused = moment.place;
    if (moment.what === 'resume') goal = moment.goal;
    if (moment.what !== 'resumed' || !paused || !goal || !moment.place) continue;
    found.push({ paused, resumed: moment.place, goal });
  }
  return found;
};
