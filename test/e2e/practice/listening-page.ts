import { io, type Socket } from 'socket.io-client';
import { type Burst, BurstFinder } from '../../../libs/voice/src/recording/bursts.fixture';
import { beepAt } from '../../support/beeps';

const MICROPHONE_RATE = 16_000;
const FRAME_MS = 20;
/** A sound card does not wait for anybody else. */
const MICROPHONE_TICK_MS = 5;
const REPORT_EVERY_MS = 100;

/** What the page said it had played, and when it said so by its own clock. */
export type Report = { segmentId: string; playedMs: number; atMs: number };
type Sound = { segmentId: string; atMs: number; samples: Int16Array };

/**
 * A page whose microphone beeps by the wall clock and whose loudspeaker plays without a gap what it is
 * sent. It knows to the sample what was said and heard when, and tells the service only what a page does.
 */
export class ListeningPage {
  readonly states: string[] = [];
  readonly events: string[] = [];
  readonly reports: Report[] = [];
  private readonly sounds: Sound[] = [];
  private readonly ended = new Set<string>();
  private readonly done = new Set<string>();
  private readonly said = new BurstFinder(MICROPHONE_RATE);
  private outputSampleRate = 24_000;
  private saidSinceMs = 0;
  private framesSaid = 0;
  private microphone: NodeJS.Timeout | undefined;
  private readonly loudspeaker: NodeJS.Timeout;

  private constructor(private readonly socket: Socket) {
    socket.onAny((event: string) => this.events.push(event));
    socket.on('state', ({ state }: { state: string }) => this.states.push(state));
    socket.on('audio', (head: { segmentId: string }, audio: Buffer) => this.play(head, audio));
    socket.on('audio.end', ({ segmentId }: { segmentId: string }) => this.ended.add(segmentId));
    this.loudspeaker = setInterval(() => this.report(), REPORT_EVERY_MS);
  }

  static async connect(url: string, cookie: string): Promise<ListeningPage> {
    const socket = io(`${url}/practice`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new ListeningPage(socket);
  }

  async start(request: object): Promise<string> {
    const ack = (await this.socket.timeout(5_000).emitWithAck('call.start', {
      ...request,
      sampleRate: MICROPHONE_RATE,
    })) as { callId: string; outputSampleRate: number };
    this.outputSampleRate = ack.outputSampleRate;
    this.saidSinceMs = performance.now();
    this.microphone = setInterval(() => this.beep(), MICROPHONE_TICK_MS);
    return ack.callId;
  }

  text(text: string): void {
    this.socket.emit('text', { text, final: true });
  }

  stopBeeping(): void {
    clearInterval(this.microphone);
  }

  hangUp(): void {
    this.socket.emit('call.end', {});
  }

  close(): void {
    this.stopBeeping();
    clearInterval(this.loudspeaker);
    this.socket.disconnect();
  }

  async until(condition: () => boolean, what: string, timeoutMs = 30_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      if (Date.now() > deadline) {
        throw new Error(`${what} did not happen: ${this.events.slice(-9).join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Beeps as they left the mouth and as they reached the ear, both by this page's clock. */
  get bursts(): { said: Burst[]; heard: Burst[] } {
    const said = this.said.found.map(({ startMs, endMs }) => ({
      startMs: startMs + this.saidSinceMs,
      endMs: endMs + this.saidSinceMs,
    }));
    const heard = this.sounds.flatMap(({ atMs, samples }, index) => {
      // A beep may lie in two pieces that follow each other without a gap.
      const before = this.sounds[index - 1];
      if (before && Math.abs(this.endOf(before) - atMs) < 1e-6) return [];
      const finder = new BurstFinder(this.outputSampleRate);
      finder.push(samples);
      for (let next = index + 1; next < this.sounds.length; next += 1) {
        const [last, sound] = [this.sounds[next - 1], this.sounds[next]];
        if (!last || !sound || Math.abs(this.endOf(last) - sound.atMs) > 1e-6) break;
        finder.push(sound.samples);
      }
      return finder.found.map(({ startMs, endMs }) => ({
        startMs: startMs + atMs,
        endMs: endMs + atMs,
      }));
    });
    return { said, heard };
  }

  private beep(): void {
    const nowMs = performance.now() - this.saidSinceMs;
    for (; (this.framesSaid + 1) * FRAME_MS <= nowMs; this.framesSaid += 1) {
      const length = (MICROPHONE_RATE * FRAME_MS) / 1000;
      const first = this.framesSaid * length;
      const frame = Int16Array.from({ length }, (_, at) => beepAt(first + at, MICROPHONE_RATE));
      this.said.push(frame);
      this.socket.emit('audio', Buffer.from(frame.buffer));
    }
  }

  private play({ segmentId }: { segmentId: string }, audio: Buffer): void {
    const samples = new Int16Array(audio.length / 2);
    for (let at = 0; at < samples.length; at += 1) samples[at] = audio.readInt16LE(at * 2);
    const last = this.sounds.at(-1);
    const atMs = Math.max(last ? this.endOf(last) : 0, performance.now());
    this.sounds.push({ segmentId, atMs, samples });
  }

  private endOf({ atMs, samples }: Sound): number {
    return atMs + (samples.length * 1000) / this.outputSampleRate;
  }

  private report(): void {
    const nowMs = performance.now();
    for (const segmentId of new Set(this.sounds.map((sound) => sound.segmentId))) {
      if (this.done.has(segmentId)) continue;
      const parts = this.sounds.filter((sound) => sound.segmentId === segmentId);
      const playedMs = parts.reduce(
        (sum, part) => sum + Math.max(0, Math.min(nowMs, this.endOf(part)) - part.atMs),
        0,
      );
      if (playedMs === 0) return;
      const isDone = this.ended.has(segmentId) && parts.every((part) => this.endOf(part) <= nowMs);
      if (isDone) this.done.add(segmentId);
      this.reports.push({ segmentId, playedMs, atMs: performance.now() });
      this.socket.emit('playback', { segmentId, playedMs, ...(isDone ? { done: true } : {}) });
    }
  }
}
