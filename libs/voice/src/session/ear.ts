/** The trainee's side of a call, by whatever engine: audio in, turn events out. */
export interface Ear {
  open(): void;
  /** 16 kHz mono; the array may be reused. */
  audio(samples: Int16Array): void;
  /** The same sound as a telephone sent it, for a model that takes it so. */
  mulaw?(codes: Uint8Array): void;
  /** Speech found by the far end, which holds its output until it is told more. */
  speech(active: boolean, sinceMs?: number): void;
  /** The far end finds no speech any more. */
  farEndLost(): void;
  talk(pressed: boolean): void;
  /** Words that were typed, or recognised by the far end. */
  typed?(text: string): void;
  /** Stops listening. */
  close(): void;
  /** After everything that was under way: accounts for what nobody told, and lets go of the rest. */
  settleUsage(): void;
}
