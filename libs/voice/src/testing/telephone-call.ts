import { decodeMulaw, encodeMulaw, MULAW_SAMPLE_RATE } from '../audio/mulaw';
import { parseTwilioMessage } from '../transports/twilio-media/twilio-incoming';
import { TwilioInbound } from '../transports/twilio-media/twilio-inbound';
import { TwilioPlayback, type TwilioTrouble } from '../transports/twilio-media/twilio-playback';
import { FakeTwilio, type FakeTwilioOptions } from './fake-twilio';
import { ScriptedCall, type ScriptedCallOptions } from './scripted-call';
import { VirtualClock } from './virtual-clock';

export type TelephoneCallOptions = Omit<ScriptedCallOptions, 'clock'> & {
  line?: Partial<Omit<FakeTwilioOptions, 'clock' | 'onMessage'>>;
};

/**
 * A scripted call over a telephone line: what the persona says leaves through Twilio's protocol, and
 * the caller at its other end hears it. No two places of the voice sound alike, so that every
 * sample that was lost or repeated shows.
 */
export class TelephoneCall {
  readonly clock = new VirtualClock();
  readonly twilio: FakeTwilio;
  readonly playback: TwilioPlayback;
  readonly call: ScriptedCall;
  readonly troubles: TwilioTrouble[] = [];
  private readonly inbound: TwilioInbound;
  private readonly said = new Map<string, Buffer>();
  private recorded = 0;

  constructor(options: TelephoneCallOptions = {}) {
    const { clock } = this;
    const { line, session, ...script } = options;
    const inbound = new TwilioInbound({
      clock,
      onSamples: (samples) => this.call.session.audio(samples),
    });
    this.inbound = inbound;
    this.twilio = new FakeTwilio({ ...line, clock, onMessage: (text) => this.receive(text) });
    const { wire, streamSid } = this.twilio;
    const onTrouble = (trouble: TwilioTrouble): void => void this.troubles.push(trouble);
    this.playback = new TwilioPlayback({ clock, wire, streamSid, onTrouble });
    this.call = new ScriptedCall({
      ...script,
      clock,
      voice: { sampleAt: distinctSample, ...options.voice, sampleRate: MULAW_SAMPLE_RATE },
      session: {
        sink: this.playback,
        recorder: {
          trainee: () => undefined,
          persona: (segmentId, samples) => this.keep(segmentId, samples),
        },
        onEvent: (event) => {
          this.call.events.push(event);
          if (event.type === 'speech.started') inbound.speech(true);
          if (event.type === 'speech.ended') inbound.speech(false);
        },
        ...session,
      },
    });
  }

  /** Starts and lets the greeting be heard to its end. */
  async greeted(): Promise<this> {
    this.twilio.connect();
    await this.call.greeted();
    return this;
  }

  /** Waits until the caller hears the persona, and `ms` more. */
  async heardFor(ms: number): Promise<void> {
    await this.clock.until(() => this.twilio.sounding);
    await this.clock.advance(ms);
  }

  /** Everything ends as when the caller hangs up. */
  async hangUp(): Promise<void> {
    this.twilio.hangUp();
    await this.clock.advance(1000);
  }

  /** What was made for a segment, as µ-law. */
  soundOf(segmentId: string): Buffer {
    return this.said.get(segmentId) ?? Buffer.alloc(0);
  }

  private keep(segmentId: string, samples: Int16Array): { offsetSamples: number } {
    const offsetSamples = this.recorded;
    const mulaw = Buffer.alloc(samples.length);
    encodeMulaw(samples, mulaw);
    this.said.set(segmentId, Buffer.concat([this.soundOf(segmentId), mulaw]));
    this.recorded += samples.length;
    return { offsetSamples };
  }

  private receive(text: string): void {
    const message = parseTwilioMessage(text);
    switch (message.type) {
      case 'media':
        this.inbound.media(message.timestampMs, message.payload);
        return;
      case 'mark':
        this.playback.mark(message.name);
        return;
      case 'stop':
        this.playback.close();
        this.inbound.close();
        void this.call.session.end('trainee_hung_up');
        return;
      case 'malformed':
        throw new Error(`Twilio sent what the parser refuses: ${message.reason}.`);
      case 'connected':
      case 'start':
      case 'dtmf':
      case 'ignored':
        return;
    }
  }
}

const decoded = new Int16Array(1);

/** A sample that µ-law keeps as it is, never silence, in an order that does not come back. */
function distinctSample(n: number): number {
  const mixed = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d);
  const scattered = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 16;
  const code = scattered % 254;
  // Neither of the two codes of silence, 0x7f and 0xff.
  decodeMulaw(Uint8Array.of(code < 0x7f ? code : code + 1), decoded);
  return decoded[0] ?? 0;
}
