import { replay, type ReplayStep, type VoiceEvent } from '@sparline/voice';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { REPLAY_USAGE, thresholdsOf } from './replay-thresholds';

/**
 * Prints what a call's turn machine was told and what it decided, from the call's log; exit code 2
 * where the decisions are not those of the log, 1 and one line when the log cannot be read.
 */
const main = (): void => {
  const { values, positionals } = parseArgs({
    options: { policy: { type: 'string' }, set: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (!path) throw new Error(REPLAY_USAGE);
  const { steps, difference } = replay(eventsOf(path), thresholdsOf(values.policy, values.set));
  for (const step of steps) process.stdout.write(lineOf(step));
  if (!difference) {
    process.stdout.write('The machine decides as it did in the call.\n');
    return;
  }
  const { atMs, logged, replayed } = difference;
  process.stdout.write(`${clockOf(atMs)}  first difference\n`);
  process.stdout.write(`            in the log:    ${logged ?? 'nothing'}\n`);
  process.stdout.write(`            in the replay: ${replayed ?? 'nothing'}\n`);
  process.exitCode = 2;
};

const eventsOf = (path: string): VoiceEvent[] =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [eventOf(line, `${path}:${at + 1}`)]));

const eventOf = (line: string, place: string): VoiceEvent => {
  const event = parsed(line, place) as Partial<VoiceEvent> | null;
  if (typeof event?.type === 'string' && typeof event.atMs === 'number') return event as VoiceEvent;
  throw new Error(`${place} is no entry of a call's log.`);
};

const parsed = (line: string, place: string): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new Error(`${place} is not JSON.`);
  }
};

/** Reports of playback come ten times a second and decide nothing by themselves. */
const lineOf = ({ atMs, input, phase, decisions }: ReplayStep): string => {
  if (input.type === 'reply.progress' && decisions.length === 0) return '';
  const told = Object.entries(input).flatMap(([key, value]) =>
    key === 'atMs' || value === undefined ? [] : [String(value)],
  );
  const head = `${clockOf(atMs)}  ${told.join(' ').padEnd(48)}  ${phase}\n`;
  return head + decisions.map((decision) => `            -> ${decision}\n`).join('');
};

const clockOf = (atMs: number): string => {
  const seconds = (atMs / 1000) % 60;
  return `${String(Math.floor(atMs / 60_000)).padStart(3)}:${seconds.toFixed(3).padStart(6, '0')}`;
};

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
