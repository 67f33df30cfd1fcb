import { createInterface } from 'node:readline';
import type { CallerAct } from './call-options';

/** One line of standard input; undefined hangs up. */
export function actOfLine(line: string): CallerAct | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  const digits = /^#([0-9*#]+)$/.exec(text)?.[1];
  return digits === undefined ? { type: 'say', text } : { type: 'press', digits };
}

/** Line after line of a stream, until an empty one, the end, or the end of the call. */
export async function* typedActs(
  input: NodeJS.ReadableStream,
  over: AbortSignal,
): AsyncGenerator<CallerAct> {
  const lines = createInterface({ input });
  const close = (): void => lines.close();
  over.addEventListener('abort', close, { once: true });
  try {
    for await (const line of lines) {
      const act = actOfLine(line);
      if (act === undefined) return;
      yield act;
    }
  } finally {
    over.removeEventListener('abort', close);
    close();
  }
}
