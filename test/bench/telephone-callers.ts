import { FakeTwilio } from '@sparline/voice/testing';
import { SystemClock } from '@sparline/voice';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { VOICED } from './microphone';

/** What this process is told to do; what it has got is told when it has stopped. */
export type CallersOrder = { url: string; calls: number } | 'stop';
export type CallersReport = { heardMs: number; saidMs: number };

const FRAME_MS = 20;
const SPEECH_MS = 1000;
/** A pause in what is heard that ends a reply. */
const QUIET_MS = 500;
const LONGEST_WAIT_MS = 5000;

/** Every second sample: the tones are all low. */
const SPEECH = Int16Array.from(
  VOICED.slice(0, SPEECH_MS / FRAME_MS).flatMap((frame) => [
    ...frame.filter((_s, at) => at % 2 === 0),
  ]),
);

/** Somebody on the telephone who speaks and listens by turns, at Twilio's end of a media stream. */
class Caller {
  saidMs = 0;
  private over = false;
  private readonly twilio: FakeTwilio;
  private readonly socket: WebSocket;

  constructor(url: string, phaseMs: number) {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket = socket;
    this.twilio = new FakeTwilio({
      clock: new SystemClock(),
      onMessage: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
    });
    socket.on('message', (data: Buffer) => this.twilio.wire.send(data.toString()));
    socket.once('open', () => void this.talk(phaseMs));
    // Hung up before it was answered.
    socket.once('error', () => undefined);
  }

  get heardMs(): number {
    return this.twilio.heard.reduce((sum, { mulaw }) => sum + mulaw.length / 8, 0);
  }

  hangUp(): void {
    this.over = true;
    this.twilio.hangUp();
    this.socket.close();
  }

  private async talk(phaseMs: number): Promise<void> {
    await wait(phaseMs);
    this.twilio.connect();
    await wait(1000 + Math.random() * 1000);
    while (!this.over) {
      await this.quiet();
      this.twilio.say(SPEECH);
      this.saidMs += SPEECH_MS;
      await this.until(() => this.twilio.sayingMs === 0 && this.twilio.bufferedMs > 0);
    }
  }

  private async quiet(): Promise<void> {
    for (let ms = 0; ms < QUIET_MS && !this.over; ms += FRAME_MS) {
      if (this.twilio.bufferedMs > 0) ms = 0;
      await wait(FRAME_MS);
    }
  }

  private async until(isSo: () => boolean): Promise<void> {
    for (let ms = 0; ms < LONGEST_WAIT_MS && !this.over && !isSo(); ms += FRAME_MS) {
      await wait(FRAME_MS);
    }
  }
}

/** The callers have a process of their own, so that their work is not counted. */
let callers: Caller[] = [];

process.on('message', (order: CallersOrder) => {
  if (order === 'stop') {
    const sum = (of: (caller: Caller) => number): number =>
      callers.reduce((total, caller) => total + of(caller), 0);
    process.send?.({
      heardMs: sum((caller) => caller.heardMs),
      saidMs: sum(({ saidMs }) => saidMs),
    });
    for (const caller of callers) caller.hangUp();
    callers = [];
    return;
  }
  const { url, calls } = order;
  // They do not all send at one moment.
  const phaseMs = (at: number): number => (at * FRAME_MS) / calls;
  callers = Array.from({ length: calls }, (_caller, at) => new Caller(url, phaseMs(at)));
});
process.once('disconnect', () => process.exit());
