import { type Clock, decodeWav, sleep } from '@sparline/voice';
import { readFileSync } from 'node:fs';
import { toTelephone } from '../../test/simulators/twilio/caller-voice';
import type { SimulatedLine } from '../../test/simulators/twilio/simulated-line';
import type { CallerAct } from './call-options';
import { Hearing } from './hearing';

const LOOK_EVERY_MS = 20;
/** A caller who hears nothing for so long goes on anyway; keys need not be answered. */
const PATIENCE_MS = 15_000;
const PATIENCE_AFTER_KEYS_MS = 3000;

export type ConversationOptions = {
  line: SimulatedLine;
  clock: Clock;
  acts: AsyncIterable<CallerAct> | Iterable<CallerAct>;
  betweenMs: number;
  /** Somebody types: they decide themselves when to speak. */
  byHand: boolean;
  /** Called with the words before they are said. */
  onWords: (text: string) => Promise<void>;
  print: (line: string) => void;
};

/** Does what the caller does, each act in its turn, and hangs up at the end. */
export async function converse(options: ConversationOptions): Promise<void> {
  const { line, clock, acts, betweenMs, byHand, print } = options;
  const hearing = new Hearing(line, clock, (ms) => {
    print(`  heard ${(ms / 1000).toFixed(1)} s`);
  });
  let doneMs = -Infinity;
  const turn = async (patienceMs: number): Promise<void> => {
    const deadlineMs = clock.now() + patienceMs;
    while (!line.signal.aborted && clock.now() < deadlineMs) {
      if (hearing.hasHeardSince(doneMs) && hearing.silentMs >= betweenMs) return;
      await sleep(clock, LOOK_EVERY_MS, line.signal);
    }
  };
  try {
    if (!byHand) await turn(PATIENCE_MS);
    for await (const act of acts) {
      if (!line.isStreaming) return;
      hearing.conclude();
      await perform(act, options);
      doneMs = clock.now();
      if (!byHand) await turn(act.type === 'press' ? PATIENCE_AFTER_KEYS_MS : PATIENCE_MS);
    }
    if (line.signal.aborted) return;
    print('You hang up.');
    line.hangUp();
  } finally {
    hearing.stop();
  }
}

async function perform(act: CallerAct, { line, onWords, print }: ConversationOptions) {
  switch (act.type) {
    case 'say':
      await onWords(act.text);
      print(`You: ${act.text}`);
      return line.speak(act.text);
    case 'play': {
      const { samples, sampleRate, channels } = decodeWav(readFileSync(act.file));
      if (channels !== 1) throw new RangeError(`${act.file} has ${channels} channels, not one.`);
      print(`You: (${act.file})`);
      return line.speak(await toTelephone(samples, sampleRate));
    }
    case 'press':
      print(`You press ${act.digits}`);
      return line.press(act.digits);
  }
}
