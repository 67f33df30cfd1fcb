import { Clock } from '../../apps/api/src/platform/clock/clock';

/** The time of day as a test says it is. */
export class SteeredClock extends Clock {
  private at: Date;

  constructor(at: string) {
    super();
    this.at = new Date(at);
  }

  now(): Date {
    return this.at;
  }

  set(at: string): void {
    this.at = new Date(at);
  }
}
