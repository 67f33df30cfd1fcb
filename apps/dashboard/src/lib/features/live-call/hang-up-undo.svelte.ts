/** Long enough to notice a slip of the finger, short enough to feel like hanging up. */
const UNDO_MS = 3000;

/** Esc hangs up: at once for the ear, for good after a moment in which it can be taken back. */
export class HangUpUndo {
  pending = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly hold: (held: boolean) => void,
    private readonly hangUp: () => void,
  ) {}

  /** The second press does not wait. */
  ask(): void {
    if (this.pending) {
      this.confirm();
      return;
    }
    this.pending = true;
    this.hold(true);
    this.timer = setTimeout(() => this.confirm(), UNDO_MS);
  }

  undo(): void {
    this.close();
    this.hold(false);
  }

  confirm(): void {
    this.close();
    this.hangUp();
  }

  close(): void {
    clearTimeout(this.timer);
    this.pending = false;
  }
}
