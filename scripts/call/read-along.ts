import { type Clock, sleep } from '@sparline/voice';
import { z } from 'zod';

const EVERY_MS = 1000;
const PATIENCE_MS = 5000;

const Calls = z.object({
  items: z.array(z.object({ id: z.string(), channel: z.string(), startedAt: z.iso.datetime() })),
});
const Call = z.object({
  turns: z.array(z.object({ id: z.string(), speaker: z.string(), text: z.string() })),
});

/**
 * Prints what the service understood and said, as it writes it down: the newest telephone call that
 * began after this moment is taken for ours. Ends when the signal aborts, after one more look.
 */
export async function readAlong(options: {
  url: string;
  apiKey: string;
  clock: Clock;
  signal: AbortSignal;
  print: (line: string) => void;
}): Promise<void> {
  const since = new Date().toISOString();
  const printed = new Set<string>();
  // A turn is written down while it is spoken: it is printed when it grows no more.
  let before = new Map<string, string>();
  let callId: string | undefined;
  for (let last = false; ; last = options.signal.aborted) {
    try {
      callId ??= await newest(options, since);
      const { turns } = callId
        ? Call.parse(await read(options, `/api/calls/${callId}`))
        : { turns: [] };
      for (const { id, speaker, text } of turns.filter((one) => !printed.has(one.id))) {
        if (!last && before.get(id) !== text) break;
        printed.add(id);
        options.print(`  [${speaker}] ${text}`);
      }
      before = new Map(turns.map(({ id, text }) => [id, text]));
    } catch (error) {
      options.print(`  (no transcript: ${error instanceof Error ? error.message : 'unreadable'})`);
      return;
    }
    if (last) return;
    await sleep(options.clock, EVERY_MS, options.signal);
  }
}

async function newest(from: { url: string; apiKey: string }, since: string) {
  const { items } = Calls.parse(await read(from, '/api/calls?limit=5'));
  return items.find(({ channel, startedAt }) => channel === 'phone' && startedAt >= since)?.id;
}

async function read({ url, apiKey }: { url: string; apiKey: string }, path: string) {
  const answer = await fetch(url + path, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 401 || answer.status === 403) throw new Error('the API key is refused');
  if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
  return answer.json();
}
