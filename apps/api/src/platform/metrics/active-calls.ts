import { Injectable } from '@nestjs/common';

/** Whoever carries calls says here how many; a process without calls has none. */
@Injectable()
export class ActiveCalls {
  private read: () => number = () => 0;

  countBy(read: () => number): void {
    this.read = read;
  }

  count(): number {
    return this.read();
  }
}
