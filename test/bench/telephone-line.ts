import {
  type Clock,
  encodeMulaw,
  MULAW_FRAME_BYTES,
  parseTwilioMessage,
  TwilioInbound,
  TwilioPlayback,
  type VoiceEvent,
} from '@sparline/voice';
import { FakeTwilio } from '@sparline/voice/testing';

export const ONE_WAY_MS = 25;
const JITTER_MS = 10;
const SAMPLES_PER_MS = 8;
const FRAME_MS = 20;

type Produced = Extract<VoiceEvent, { type: 'segment.produced' }>;

/** Both directions of a phone call between a simulated caller and a session, in real time. */
export class TelephoneLine {
  readonly twilio: FakeTwilio;
  readonly playback: TwilioPlayback;
  private frames = 0;
  private readonly narrow = new Int16Array(MULAW_FRAME_BYTES);
  private readonly mulaw = Buffer.alloc(MULAW_FRAME_BYTES);

  private readonly inbound: TwilioInbound;

  constructor(
    private readonly clock: Clock,
    onSamples: (samples: Int16Array) => void,
  ) {
    this.inbound = new TwilioInbound({ clock, onSamples });
    this.twilio = new FakeTwilio({
      clock,
      oneWayMs: ONE_WAY_MS,
      jitterMs: JITTER_MS,
      sendsFrames: false,
      onMessage: (text) => {
        const message = parseTwilioMessage(text);
        if (message.type === 'mark') this.playback.mark(message.name);
      },
    });
    const { wire, streamSid } = this.twilio;
    this.playback = new TwilioPlayback({ clock, wire, streamSid });
    this.twilio.connect();
  }

  /** A frame of the caller's microphone at 16 kHz: every second sample, its tones are all low. */
  say(frame: Int16Array): void {
    for (let at = 0; at < MULAW_FRAME_BYTES; at += 1) this.narrow[at] = frame[at * 2] ?? 0;
    encodeMulaw(this.narrow, this.mulaw);
    const media = {
      track: 'inbound',
      timestamp: String(this.frames * FRAME_MS),
      payload: this.mulaw.toString('base64'),
    };
    this.frames += 1;
    const text = JSON.stringify({ event: 'media', media });
    this.clock.setTimer(ONE_WAY_MS, () => {
      const message = parseTwilioMessage(text);
      if (message.type === 'media') this.inbound.media(message.timestampMs, message.payload);
    });
  }

  /** The moment at which the last sound so far ended in the caller's ear. */
  get silentSinceMs(): number {
    const last = this.twilio.heard.at(-1);
    return last ? last.atMs + last.mulaw.length / SAMPLES_PER_MS : Number.NaN;
  }

  /** What the caller has heard since then, in milliseconds and stretch by stretch. */
  heardSince(atMs: number): number[] {
    return this.twilio.heard
      .filter((sound) => sound.atMs >= atMs)
      .map(({ mulaw }) => mulaw.length / SAMPLES_PER_MS);
  }

  close(): void {
    this.playback.close();
    this.twilio.close();
    this.inbound.close();
  }
}

/** How much of each segment is in so much sound, in which each is filled up to whole frames. */
export function shareOut(heardMs: number, produced: readonly Produced[]): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const { segmentId, samples } of produced) {
    lengths.set(segmentId, (lengths.get(segmentId) ?? 0) + samples / SAMPLES_PER_MS);
  }
  const playedMs = new Map<string, number>();
  let leftMs = heardMs;
  for (const [segmentId, lengthMs] of lengths) {
    playedMs.set(segmentId, Math.min(Math.max(0, leftMs), lengthMs));
    leftMs -= Math.ceil(lengthMs / FRAME_MS) * FRAME_MS;
  }
  return playedMs;
}
