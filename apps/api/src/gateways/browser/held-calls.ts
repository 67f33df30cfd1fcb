import type { Actor } from '../../auth/actor';
import type { BrowserConnection } from './browser-connection';

const GRACE_MS = 30_000;

type Carried = {
  connection: BrowserConnection;
  actor: Actor;
  /** Closes the socket the call is on, when the page is back on another. */
  drop: () => void;
  giveUp?: NodeJS.Timeout;
};

/** Which call is on which page, and which wait for theirs to come back. */
export class HeldCalls {
  private readonly calls = new Map<string, Carried>();

  carry(callId: string, carried: Carried): void {
    this.calls.set(callId, carried);
    carried.connection.whenEnded(() => this.forget(callId));
  }

  /** The page dropped: the call waits a while, then ends. */
  hold(connection: BrowserConnection): void {
    const { callId } = connection;
    const carried = callId === undefined ? undefined : this.calls.get(callId);
    if (!carried) return;
    connection.detach();
    carried.giveUp = setTimeout(() => void connection.abandon(), GRACE_MS).unref();
  }

  /** The call, for the trainee it belongs to; a socket it is still on is left behind. */
  claim(callId: string, actor: Actor): BrowserConnection | undefined {
    const carried = this.calls.get(callId);
    if (!carried || carried.actor.memberId !== actor.memberId) return undefined;
    clearTimeout(carried.giveUp);
    carried.connection.detach();
    carried.drop();
    return carried.connection;
  }

  private forget(callId: string): void {
    clearTimeout(this.calls.get(callId)?.giveUp);
    this.calls.delete(callId);
  }
}
