import { Injectable } from '@nestjs/common';
import { ActiveStreams } from '../../platform/metrics/active-streams';
import type { TwilioLine } from './twilio-line';

/** A verdict that came before its stream is of use for so long. */
const KEPT_MS = 60_000;

/** The telephone lines whose sound this process carries. */
@Injectable()
export class OpenLines {
  private readonly lines = new Map<string, TwilioLine>();
  private readonly verdicts = new Map<string, string>();

  constructor(streams: ActiveStreams) {
    streams.countBy(() => this.count);
  }

  get count(): number {
    return this.lines.size;
  }

  add(lineId: string, line: TwilioLine): void {
    this.lines.set(lineId, line);
    const verdict = this.verdicts.get(lineId);
    if (verdict !== undefined) line.answeredBy(verdict);
  }

  remove(lineId: string): void {
    this.lines.delete(lineId);
    this.verdicts.delete(lineId);
  }

  find(lineId: string): TwilioLine | undefined {
    return this.lines.get(lineId);
  }

  /** The telephone company has listened who answered. False where the line is not, or not yet, open. */
  answeredBy(lineId: string, verdict: string): boolean {
    const line = this.lines.get(lineId);
    if (line) line.answeredBy(verdict);
    else {
      this.verdicts.set(lineId, verdict);
      setTimeout(() => this.verdicts.delete(lineId), KEPT_MS).unref();
    }
    return line !== undefined;
  }
}
