/** Until it is clear that no machine has answered; then nobody can tell. */
const WITHIN_MS = 8_000;

/** Of Twilio's words, e.g. `human`, `machine_start`, `fax`, `unknown`. */
export const isMachine = (answeredBy: string): boolean => /^(?:machine|fax)/.test(answeredBy);

/** Whether a person answered whom we rang. What is said first counts, early or late. */
export class Verdict {
  private given: 'person' | 'machine' | null = null;
  private tell: () => void = () => undefined;

  get isMachine(): boolean {
    return this.given === 'machine';
  }

  take(answeredBy: string): void {
    this.given ??= isMachine(answeredBy) ? 'machine' : 'person';
    this.tell();
  }

  /** Nobody is there any more who could be a person. */
  stop(): void {
    this.tell();
  }

  /** Resolves as soon as it is there, and after a while in any case. */
  async settled(): Promise<void> {
    if (this.given !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, WITHIN_MS).unref();
      this.tell = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
