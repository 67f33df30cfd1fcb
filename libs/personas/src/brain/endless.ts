import type { Mode } from '../persona.schema';
import type { Random } from './random';
import type { SaidLines } from './said-lines';
import { upperFirst } from './template';

// A written bank runs out in a long call. Then lines are built from an opening that takes up what
// was just said, and two halves: several hundred combinations per mode, each said at most once.

type Grammar = {
  about: string[];
  plain: string[];
  middles: string[];
  ends: string[];
  mark: '.' | '?';
};

const GRAMMARS: Record<Mode, Grammar> = {
  cold_call: {
    about: [
      'on {thing},',
      'with {thing},',
      'about {thing},',
      'going back to {thing},',
      'if it is {thing} we talk about,',
      'you say {thing}, and',
    ],
    plain: [
      'look,',
      'here is where I am,',
      'put yourself in my place,',
      'let me say it another way,',
      'where I stand now,',
      'to be plain with you,',
    ],
    middles: [
      'what I still miss is',
      'I would have to understand',
      'nobody has told me yet',
      'the thing I would ask next is',
      'I keep coming back to',
      'I would want to know',
      'I have not heard',
      'my colleagues would ask me',
    ],
    ends: [
      'what changes for us in the first week',
      'what it takes off our desk',
      'how it went at a company our size',
      'what it costs when it goes wrong',
      'why it has to be now',
      'who looks after it once you are gone',
      'how you would prove it to a doubter',
      'what you would do first in my place',
      'how long it really takes',
      'where it usually fails',
      'what we would have to stop doing for it',
      'which of our people it touches',
    ],
    mark: '.',
  },
  interview: {
    about: [
      'staying with {thing} for a moment,',
      'when you think of {thing},',
      'coming back to {thing},',
      'on {thing},',
      'with {thing} in mind,',
      'you mentioned {thing}, so',
    ],
    plain: [
      'let me go one level deeper,',
      'from another side,',
      'one thing I am curious about,',
      'just so I get it right,',
      'let me stay there a moment,',
      'and if you look closer,',
    ],
    middles: [
      'what would you say about',
      'can you tell me about',
      'what stayed with you about',
      'how would a colleague describe',
      'what surprised you about',
      'what was the difficult bit about',
      'how did you think about',
      'what would you keep about',
    ],
    ends: [
      'the moment it got difficult',
      'the part that was yours alone',
      'the person you had to win over',
      'the first hour of it',
      'the choice you did not make',
      'how you knew it was done',
      'the mistake you would rather not repeat',
      'the way you kept people informed',
      'what you had to leave out',
      'the day after it was finished',
      'the help you asked for, or did not',
      'what it meant for the customer',
    ],
    mark: '?',
  },
  small_talk: {
    about: [
      'with {thing},',
      'about {thing},',
      'okay but {thing},',
      'wait, back to {thing},',
      'now that you say {thing},',
      'hearing you talk about {thing},',
    ],
    plain: [
      'random thought,',
      'you know what,',
      'this just popped into my head,',
      'okay, change of subject,',
      'silly question, maybe,',
      'while we are standing here,',
    ],
    middles: [
      'do you ever think about',
      'what would you say to',
      'how do you feel about',
      'is there a story behind',
      'who got you into',
      'what is the best thing about',
      'would you ever give up',
      'what would your friends say about',
    ],
    ends: [
      'doing that on a Tuesday',
      'the way you spend a rainy Sunday',
      'your perfect lazy morning',
      'the thing you are oddly good at',
      'the snack you would never share',
      'taking a whole week for it',
      'the place you always go back to',
      'starting all over with it',
      'the people you do it with',
      'the first time you tried it',
      'your favorite bad habit',
      'what you wanted as a kid',
    ],
    mark: '?',
  },
};

const ATTEMPTS = 80;

/** A line for when the bank is spent; the turn's number makes even the last resort unlike any other. */
export const endlessLine = (
  mode: Mode,
  from: { thing: string | undefined; turn: number; random: Random; said: SaidLines },
): string => {
  const grammar = GRAMMARS[mode];
  const one = (choices: readonly string[]): string =>
    choices[Math.floor(from.random() * choices.length)] ?? '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const opening =
      from.thing && attempt % 2 === 0
        ? one(grammar.about).replace('{thing}', from.thing)
        : one(grammar.plain);
    const line = upperFirst(
      `${opening} ${one(grammar.middles)} ${one(grammar.ends)}${grammar.mark}`,
    );
    if (from.said.isFresh(line)) {
      from.said.mark(line);
      return line;
    }
  }
  const last = `We have gone back and forth ${from.turn} times now, so let me just listen for a moment.`;
  from.said.mark(last);
  return last;
};
