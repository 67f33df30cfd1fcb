import type { Duplex } from 'node:stream';

/** Bytes leave in pieces of this size, one after each pause; without a pause as soon as others had a turn. */
export type Drip = { bytes: number; everyMs: number };

type Written = { bytes: Buffer; done?: (error?: Error | null) => void };
type Write = (
  chunk: string | Uint8Array,
  encoding?: BufferEncoding | Written['done'],
  done?: Written['done'],
) => boolean;

/**
 * Lets everything that is written to a socket trickle out from now on, as a bad line does: messages,
 * characters of several bytes and samples arrive in pieces.
 */
export function drip(socket: Duplex, { bytes: size, everyMs }: Drip): void {
  const write = socket.write.bind(socket) as Write;
  const end = socket.end.bind(socket) as () => Duplex;
  let ending = false;
  const waiting: Written[] = [];
  let isPausing = false;
  const next = (): void => {
    const [first] = waiting;
    isPausing = false;
    if (!first || socket.destroyed) return;
    write(first.bytes.subarray(0, size));
    first.bytes = first.bytes.subarray(size);
    if (first.bytes.length === 0) waiting.shift()?.done?.();
    if (waiting.length > 0) pause();
    else if (ending) end();
  };
  const pause = (): void => {
    isPausing = true;
    if (everyMs > 0) setTimeout(next, everyMs).unref();
    else setImmediate(next);
  };
  const trickle: Write = (chunk, encoding, done) => {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8')
        : Buffer.from(chunk);
    waiting.push({ bytes, done: typeof encoding === 'function' ? encoding : done });
    if (!isPausing) next();
    return true;
  };
  socket.write = trickle as typeof socket.write;
  socket.end = ((chunk?: string | Uint8Array) => {
    if (chunk !== undefined && typeof chunk !== 'function') trickle(chunk);
    ending = true;
    if (waiting.length === 0) end();
    return socket;
  }) as typeof socket.end;
}
