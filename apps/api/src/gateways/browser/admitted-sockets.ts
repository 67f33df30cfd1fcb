import { Logger } from '@nestjs/common';
import type { SocketSignIn } from '../../auth/socket-sign-in';

/** How long somebody who was suspended or signed out elsewhere may go on, at most. */
const ASK_EVERY_MS = 10_000;

type Admitted = {
  credential: string;
  /** Its sign-in counts no more. */
  signedOut: () => void;
};

/**
 * A socket is let in once and then stays: so it is asked again and again whether its sign-in still
 * counts, for all sockets of this process in one query.
 */
export class AdmittedSockets {
  private readonly logger = new Logger(AdmittedSockets.name);
  private readonly sockets = new Set<Admitted>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly signIn: Pick<SocketSignIn, 'over'>) {}

  /** Returns how to take it out again. */
  add(socket: Admitted): () => void {
    this.sockets.add(socket);
    this.timer ??= setInterval(() => void this.ask(), ASK_EVERY_MS).unref();
    return () => this.drop(socket);
  }

  private async ask(): Promise<void> {
    const credentials = new Set([...this.sockets].map(({ credential }) => credential));
    try {
      const over = await this.signIn.over([...credentials]);
      for (const socket of [...this.sockets].filter(({ credential }) => over.has(credential))) {
        this.drop(socket);
        socket.signedOut();
      }
    } catch (error) {
      // A database that does not answer signs nobody out; the next time tells.
      this.logger.warn({ err: error }, 'The sign-ins of open sockets could not be checked');
    }
  }

  private drop(socket: Admitted): void {
    this.sockets.delete(socket);
    if (this.sockets.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
