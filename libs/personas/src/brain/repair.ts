import type { Mode } from '../persona.schema';
import { hasPhrase } from '../text/words';
import { PERMISSION, phrases } from './lexicon';

/** What a turn does for the line rather than for the subject. */
export type Repair = 'line_check' | 'repeat' | 'hold' | 'back' | 'name';

const LINE_CHECKS = phrases(`
  can you hear me, do you hear me, you hear me, can you hear, are you there, are you still there, you still there, still there, am i audible,
  is anybody there, is anyone there, anybody there, hello hello, is the line, is this line, bad line, bad connection, did i lose you,
  did we get cut off, are we connected, is this working, is my microphone, are you on mute, am i on mute
`);

const REPEATS = phrases(`
  repeat the question, repeat that, repeat it, say that again, say it again, could you repeat, can you repeat, come again, did not catch,
  did not hear, can not hear, could not hear, what do you mean, what did you mean, rephrase, could you clarify, can you clarify,
  did not understand, what was the question, what did you say, what was that, what did you just say, did not get that, missed that, lost you,
  one more time, say again, pardon me, i beg your pardon
`);
const REPEATS_ALONE = new Set(
  phrases('what, pardon, huh, sorry what, what sorry, excuse me, again please, come again, eh'),
);

const HOLDS = phrases(`
  one moment, one second, one sec, a moment please, a second please, just a moment, just a second, just a sec, just a minute, one minute,
  wait a, wait wait, hang on, hold on, bear with me, give me a second, give me a moment, give me a minute, give me a sec, let me think,
  need a moment, need a second, let me close the, somebody at the door, someone at the door
`);
const BACKS = phrases(`
  i am back, back again, back now, here again, i can hear you now, hear you now, hear you again, thanks for waiting, thank you for waiting,
  sorry about that, sorry for that
`);
const INTRODUCES = phrases('this is, my name, i am calling, calling from, calling about, we help');

const NAMES = phrases(`
  what is your name, what was your name, your name again, who are you, who am i speaking, who am i talking, who is this, am i speaking with, am i speaking to,
  am i talking to, is this the right number, do i speak to
`);

const MOST_WORDS = 11;
const MOST_WORDS_OF_A_PAUSE = 8;

/** What the caller wants of the line; undefined as soon as the turn says anything else. */
export const repairIn = (
  turn: { text: string; folded: string },
  listening: { mode: Mode; underway: boolean; held: boolean },
): Repair | undefined => {
  const { folded } = turn;
  const bare = folded.trim();
  const words = bare.split(' ').length;
  if (bare === '' || words > MOST_WORDS || hasPhrase(folded, INTRODUCES)) return undefined;
  if (hasPhrase(folded, LINE_CHECKS)) return 'line_check';
  if (listening.underway && (bare === 'hello' || bare === 'hello hello')) return 'line_check';
  if (REPEATS_ALONE.has(bare) || (bare === 'sorry' && turn.text.trim().endsWith('?'))) {
    return 'repeat';
  }
  if (hasPhrase(folded, NAMES)) return 'name';
  if (hasPhrase(folded, REPEATS)) return 'repeat';
  if (words > MOST_WORDS_OF_A_PAUSE || hasPhrase(folded, PERMISSION)) return undefined;
  if (bare === 'wait' || hasPhrase(folded, HOLDS)) return 'hold';
  const returns = hasPhrase(folded, BACKS);
  return returns && (listening.held || !folded.includes(' sorry ')) ? 'back' : undefined;
};
