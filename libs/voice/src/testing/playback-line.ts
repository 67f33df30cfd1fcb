import type { PlaybackEvent } from '../ports/playback-sink';
import { parseTwilioMessage } from '../transports/twilio-media/twilio-incoming';
import { TwilioPlayback, type TwilioTrouble } from '../transports/twilio-media/twilio-playback';
import { FakeTwilio, type FakeTwilioOptions } from './fake-twilio';
import { VirtualClock } from './virtual-clock';

export type Line = Partial<Omit<FakeTwilioOptions, 'clock' | 'onMessage'>>;

export function playbackLine(line: Line = {}) {
  const clock = new VirtualClock();
  const events: (PlaybackEvent & { atMs: number })[] = [];
  const confirmed: string[] = [];
  const troubles: TwilioTrouble[] = [];
  const twilio = new FakeTwilio({
    sendsFrames: false,
    ...line,
    clock,
    onMessage: (text) => {
      const message = parseTwilioMessage(text);
      if (message.type === 'mark') playback.mark(message.name);
    },
  });
  const { wire, streamSid } = twilio;
  const onTrouble = (trouble: TwilioTrouble): void => void troubles.push(trouble);
  const playback = new TwilioPlayback({ clock, wire, streamSid, onTrouble });
  const done = new Set<string>();
  playback.subscribe((event) => {
    if (event.type === 'confirmed') {
      confirmed.push(`${clock.now()} ${event.segmentId} ${event.playedMs}`);
      return;
    }
    events.push({ ...event, atMs: clock.now() });
    if (event.type === 'finished') done.add(event.segmentId);
  });
  twilio.connect();
  const finished = (segmentId: string) =>
    events.find((event) => event.type === 'finished' && event.segmentId === segmentId);
  const counts = (event: string): number =>
    twilio.received.filter((message) => message.event === event).length;
  return { clock, twilio, playback, events, confirmed, done, troubles, finished, counts };
}

/** No two stretches of it are alike, none of it is silence. */
export function sound(ms: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(ms * 8);
  let state = seed;
  for (let at = 0; at < bytes.length; at += 1) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[at] = state % 127;
  }
  return bytes;
}

export const heardBytes = (twilio: FakeTwilio): Buffer =>
  Buffer.concat(twilio.heard.map(({ mulaw }) => mulaw));
export const gaps = (twilio: FakeTwilio): number => twilio.heard.length - 1;
export const until =
  (segment: string, { done }: { done: ReadonlySet<string> }) =>
  (): boolean =>
    done.has(segment);
