import type { Heard } from './heard';

/** What the persona wants to say, before its manner of speaking is laid over it. */
export type Plan = {
  /** In order; absent parts are left out. */
  parts: (string | undefined)[];
  hangUp?: boolean;
  /** What it said stands as a question or objection to be met. */
  asks?: boolean;
};

/** One way of conducting a conversation; one per mode. */
export interface Strategy {
  open(): Plan;
  reply(heard: Heard): Plan;
  nudge(): Plan;
  close(): Plan;
  /** An objection of the persona stands unanswered. */
  readonly objectionPending: boolean;
  /** Its last question in other words, where it has any. */
  reworded?(): string | undefined;
  /** Told whether the words just said asked something. */
  noteAsked?(asked: boolean): void;
}
