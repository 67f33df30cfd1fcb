import { setTimeout as wait } from 'node:timers/promises';
import { inChunks, type SpeechChunk, type SpokenText } from '../voices/spoken-text';
import type { VoiceKnobs } from '../voices/voice-knobs';

export type ContextLink = {
  knobs: () => VoiceKnobs;
  speak: (text: string) => Promise<SpokenText>;
  send: (message: object | string | Buffer) => void;
  /** Breaks the connection. */
  drop: () => void;
  onOver: () => void;
};

/** One context: text waits for a flush, and what was flushed is spoken also after a close. */
export class ElevenLabsContext {
  private text = '';
  private speaking: Promise<void> = Promise.resolve();
  private stopped = false;
  private sentChunks = 0;
  /** The last chunk, when it comes after the end. */
  private late: SpeechChunk | undefined;

  constructor(
    private readonly contextId: string,
    private readonly link: ContextLink,
  ) {}

  push(text: string, flush: boolean): void {
    this.text += text;
    if (!flush) return;
    const flushed = this.text.trim();
    this.text = '';
    if (flushed !== '') this.speaking = this.speaking.then(() => this.say(flushed));
  }

  /** Takes no more text, and is over once the flushed text is spoken. */
  close(): void {
    void this.speaking.then(() => this.finish());
  }

  /** The connection is gone. */
  abandon(): void {
    if (!this.stopped) this.link.onOver();
    this.stopped = true;
  }

  private async say(text: string): Promise<void> {
    const knobs = this.link.knobs();
    if (knobs.stall === 'before') return this.stall();
    let held: SpeechChunk | undefined;
    for await (const chunk of inChunks(await this.link.speak(text), knobs)) {
      if (this.stopped) return;
      const due = knobs.order === 'done_early' ? held : chunk;
      held = chunk;
      if (due) this.sendChunk(due);
      if (knobs.stall === 'after_first') return this.stall();
      if (knobs.closeAfterChunks === this.sentChunks) return this.link.drop();
    }
    if (knobs.order === 'done_early') this.late = held;
  }

  private sendChunk(chunk: SpeechChunk): void {
    const { omit = [], garbage, order } = this.link.knobs();
    this.sentChunks += 1;
    if (garbage === 'text') return this.link.send('<html>502 Bad Gateway</html>');
    if (garbage === 'binary') return this.link.send(chunk.audio);
    const audio = garbage === 'shape' ? 7 : chunk.audio.toString('base64');
    const spoken = omit.includes('audio') ? {} : { audio };
    const aligned = omit.includes('words') ? {} : { alignment: alignmentOf(chunk) };
    const { contextId } = this;
    if (order === 'words_first') this.link.send({ ...aligned, contextId });
    this.link.send({ ...spoken, ...(order !== 'words_first' && aligned), contextId });
  }

  private finish(): void {
    if (this.stopped) return;
    const isSilent = this.link.knobs().omit?.includes('done');
    if (!isSilent) this.link.send({ isFinal: true, contextId: this.contextId });
    if (this.late) this.sendChunk(this.late);
    this.abandon();
  }

  private async stall(): Promise<void> {
    while (!this.stopped) await wait(5);
  }
}

/** Every character of the words that begin in the chunk, and a space behind each word. */
function alignmentOf({ words, fromMs }: SpeechChunk) {
  const chars: string[] = [];
  const charStartTimesMs: number[] = [];
  const charDurationsMs: number[] = [];
  for (const { text, startMs, endMs } of words) {
    const each = (endMs - startMs) / text.length;
    for (const [index, char] of [...text, ' '].entries()) {
      chars.push(char);
      charStartTimesMs.push(startMs - fromMs + index * each);
      charDurationsMs.push(char === ' ' ? 0 : each);
    }
  }
  return { chars, charStartTimesMs, charDurationsMs };
}
