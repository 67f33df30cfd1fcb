import { ConfigError } from '../../config/config-error';
import { EmbeddedDatabaseError } from '../database/embedded/embedded-error';

export type Running = {
  /** Politely: resolves when everything is at rest. */
  stop(): Promise<void>;
  /** At once, waiting for nothing. */
  abandon?(): void;
};

/** Terminal and npm both pass Ctrl-C on, so that one press can arrive twice. */
const SAME_PRESS_MS = 1000;
const OPERATOR_ERRORS = [ConfigError, EmbeddedDatabaseError];

/** Starts a process, and ends it when it is told to: politely at first, at once the second time. */
export const runProcess = (start: () => Promise<Running>): void => {
  const starting = start();
  let askedAt: number | undefined;
  let running: Running | undefined;

  const end = async (code: number): Promise<void> => {
    try {
      await (await starting).stop();
      process.exit(code);
    } catch (error) {
      say(error);
      running?.abandon?.();
      process.exit(1);
    }
  };
  const onSignal = (): void => {
    const now = Date.now();
    if (askedAt === undefined) {
      askedAt = now;
      process.stderr.write('Stopping politely. Once more stops at once.\n');
      void end(0);
    } else if (now - askedAt > SAME_PRESS_MS) {
      running?.abandon?.();
      process.exit(130);
    }
  };
  const onDefect = (error: unknown): void => {
    say(error);
    if (askedAt !== undefined) return;
    askedAt = Date.now();
    void end(1);
  };

  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onDefect);
  process.on('unhandledRejection', onDefect);
  starting.then(
    (started) => (running = started),
    (error: unknown) => {
      say(error);
      process.exit(1);
    },
  );
};

/** What the operator can put right is one line; anything else shows where it came from. */
const say = (error: unknown): void => {
  const readable = OPERATOR_ERRORS.some((kind) => error instanceof kind);
  const text = error instanceof Error ? (readable ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
};

/** A program that does one thing and ends. */
export const runOnce = (work: () => Promise<void>): void => {
  work().then(
    () => process.exit(0),
    (error: unknown) => {
      say(error);
      process.exit(1);
    },
  );
};
