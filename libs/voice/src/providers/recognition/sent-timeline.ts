type Span = { sentFrom: number; position: number; silence: boolean };

/** Older jumps belong to words that were settled long ago. */
const MOST_SPANS = 64;

/**
 * Where in the call lies what a recogniser speaks of: it counts the samples of its own connection,
 * which began later, skipped what was quiet, and held silence that nobody recorded.
 */
export class SentTimeline {
  private spans: Span[] = [];
  private sent = 0;

  get sentSamples(): number {
    return this.sent;
  }

  audio(position: number, length: number): void {
    const last = this.spans.at(-1);
    const goesOn =
      last && !last.silence && last.position + (this.sent - last.sentFrom) === position;
    if (!goesOn) this.push({ sentFrom: this.sent, position, silence: false });
    this.sent += length;
  }

  /** Made up to keep the stream going, at a moment of the call. */
  silence(position: number, length: number): void {
    const last = this.spans.at(-1);
    if (!last?.silence || last.position !== position) {
      this.push({ sentFrom: this.sent, position, silence: true });
    }
    this.sent += length;
  }

  /** The call's position of a sample of this connection. */
  positionOf(sentSample: number): number {
    const span = this.spans.findLast(({ sentFrom }) => sentFrom < sentSample) ?? this.spans[0];
    if (!span) return 0;
    return span.silence ? span.position : span.position + Math.max(0, sentSample - span.sentFrom);
  }

  private push(span: Span): void {
    this.spans.push(span);
    if (this.spans.length > MOST_SPANS) this.spans.shift();
  }
}
