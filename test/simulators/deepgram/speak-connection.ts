import { inChunks, type SpokenText } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';

export type SpeakLink = {
  knobs: () => VoiceKnobs;
  speak: (text: string) => Promise<SpokenText>;
  send: (message: object | string | Buffer) => void;
  /** Breaks the connection. */
  drop: () => void;
};

const MOST_CHARACTERS = 2_000;
const FLUSHES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** One connection: text waits for a flush, what was flushed is spoken in turn until it is cleared. */
export class SpeakConnection {
  private text = '';
  private speaking: Promise<void> = Promise.resolve();
  /** Rises with each clear: what belongs to an older one falls silent. */
  private epoch = 0;
  private sequence = 0;
  private sentChunks = 0;
  private flushesMs: number[] = [];
  private isOver = false;

  constructor(private readonly link: SpeakLink) {}

  say(text: string): void {
    if (text.length > MOST_CHARACTERS) return this.warn('TEXT_LENGTH_EXCEEDED');
    this.text += text;
  }

  flush(nowMs: number): void {
    this.flushesMs = this.flushesMs.filter((atMs) => nowMs - atMs < MINUTE_MS);
    if (this.flushesMs.length >= FLUSHES_PER_MINUTE) return this.warn('EXCEEDED_FLUSH_LIMIT');
    this.flushesMs.push(nowMs);
    const { text, epoch } = this;
    this.text = '';
    this.speaking = this.speaking.then(() => this.speak(text, epoch));
  }

  /** What is on its way still arrives, as it does at the vendor. */
  clear(): void {
    this.text = '';
    this.epoch++;
    this.speaking = this.speaking.then(() => this.confirm('Cleared'));
  }

  warn(code: string): void {
    this.link.send({ type: 'Warning', description: 'It is not spoken.', code });
  }

  /** The connection is gone. */
  abandon(): void {
    this.isOver = true;
    this.epoch++;
  }

  private async speak(text: string, epoch: number): Promise<void> {
    const knobs = this.link.knobs();
    let left = knobs.chunksAfterCancel ?? 2;
    if (knobs.stall === 'before') return this.untilCleared(epoch);
    let held: Buffer | undefined;
    for await (const { audio } of inChunks(await this.link.speak(text), knobs)) {
      if (this.isOver || (this.epoch !== epoch && left-- <= 0)) return;
      const due = knobs.order === 'done_early' ? held : audio;
      held = audio;
      if (due) this.chunk(due, knobs);
      if (knobs.closeAfterChunks === this.sentChunks) return this.link.drop();
      if (knobs.stall === 'after_first') return this.untilCleared(epoch);
    }
    if (this.epoch === epoch) this.confirm('Flushed');
    if (held && knobs.order === 'done_early') this.chunk(held, knobs);
  }

  private chunk(audio: Buffer, { garbage, omit = [] }: VoiceKnobs): void {
    this.sentChunks++;
    if (garbage === 'text') this.link.send('<html>502 Bad Gateway</html>');
    else if (garbage === 'shape') this.link.send({ type: 7 });
    else if (!omit.includes('audio')) this.link.send(audio);
  }

  private confirm(type: 'Flushed' | 'Cleared'): void {
    const isSilent = this.link.knobs().omit?.includes('done');
    if (!isSilent) this.link.send({ type, sequence_id: this.sequence++ });
  }

  private async untilCleared(epoch: number): Promise<void> {
    while (this.epoch === epoch) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
