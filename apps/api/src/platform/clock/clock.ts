/** The time of day, where a test must be able to steer it. */
export abstract class Clock {
  abstract now(): Date;
}
