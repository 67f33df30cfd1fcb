import type { PersonaCard } from '../intent/intent';
import type { Mode } from '../persona.schema';
import { plainName } from '../prompt/fence';

// The greeter's words. Whole lines without a name in them are the same in every call, so that
// their sound can be kept.

export const QUESTION = 'What would you like to practise: cold calls, interviews, or small talk?';

const OF_MODE: Record<Mode, string> = {
  cold_call: 'cold calls',
  interview: 'interviews',
  small_talk: 'small talk',
};

/** A first name to say, or an empty text. */
const firstNameOf = (name: string | undefined): string =>
  name ? (plainName(name).split(' ')[0] ?? '') : '';

export const hello = (name: string | undefined): string => {
  const known = firstNameOf(name);
  return known
    ? `Hi ${known}, good to hear you.`
    : 'Hello, this is Sparline, where you practise conversations.';
};

export const RECORDED = 'This call is recorded, so that you can hear it again.';
export const MAY_RECORD =
  'May I record this call, so that you can hear it again? Please say yes or no.';
export const MAY_RECORD_AGAIN = 'Sorry, was that a yes? I record only if you say yes.';
export const RECORDING = `Thank you. ${QUESTION}`;
export const NOT_RECORDING = `All right, nothing is recorded. ${QUESTION}`;

export const shallWeGoOn = (name: string | undefined, persona: PersonaCard): string => {
  const known = firstNameOf(name);
  return `${known ? `Hi ${known}` : 'Hello'}, we were cut off. Shall we go on with ${plainName(persona.name)}?`;
};

export const goingOn = ({ name }: PersonaCard): string =>
  `Good, back to ${plainName(name).split(' ')[0] ?? ''}.`;

export const ASK_AGAIN =
  'Sorry, I did not get that. Cold calls, interviews, or small talk? You can also press one, two or three.';

export const EXPLAIN =
  'Let me explain. Say "cold call", and you ring a buyer who did not expect you. Say "interview", and a recruiter asks you about your work. Or name somebody, such as "the IT director". Or shall we simply have some small talk?';

export const ANYTHING_ELSE = `All right. ${QUESTION}`;
export const STILL_THERE = `Are you still there? ${QUESTION}`;
export const NOBODY_THERE =
  'I cannot hear anybody, so I will hang up for now. Ring again any time. Goodbye!';
export const GOODBYE = 'All right, until next time. Goodbye!';
export const NOBODY_AT_ALL =
  'I am sorry, nobody is here to practise with at the moment. Please try again later. Goodbye!';

export const didYouMean = (mode: Mode, persona: PersonaCard | undefined): string =>
  persona ? `Did you ask for ${plainName(persona.name)}?` : `Was that ${OF_MODE[mode]}?`;

const CONFIRMS: Record<Mode, string> = {
  cold_call: 'A cold call, good',
  interview: 'An interview, good',
  small_talk: 'Small talk, lovely',
};

/** Half a sentence, and the line is the persona's. */
export const handingOver = (mode: Mode, { name, title }: PersonaCard, asked: boolean): string => {
  const [first = ''] = plainName(name).split(' ');
  if (mode === 'small_talk') {
    return `${asked ? `To ${first}, gladly` : CONFIRMS[mode]}: here is ${first}.`;
  }
  return asked
    ? `${plainName(name)}, putting you through.`
    : `${CONFIRMS[mode]}: ${plainName(name)}, ${plainName(title)}.`;
};

export const nobodyFor = (mode: Mode): string =>
  `I am sorry, nobody is here for ${OF_MODE[mode]} at the moment. What else would you like to practise?`;

/** Said by whoever has the floor, when little is left, or when it goes over. */
export const timeWarning = (secondsLeft: number): string => {
  if (secondsLeft > 75) return goingOver(Math.floor(secondsLeft / 60));
  return secondsLeft > 30
    ? 'Just so you know, there is about a minute left.'
    : `By the way, ${secondsLeft > 10 ? 'fifteen' : 'a few'} seconds are left.`;
};

/** Where the minutes are used up and one may go on for a while. */
const goingOver = (minutes: number): string =>
  `Just so you know, your practice minutes are used up. We may go on for ${
    minutes > 1 ? `about ${minutes} minutes` : 'about a minute'
  }.`;

export const TIME_IS_UP = 'I am sorry, our time is up. Thank you for practising, and goodbye!';

const PRACTICES: Record<Mode, string> = {
  cold_call: 'a cold call',
  interview: 'an interview',
  small_talk: 'some small talk',
};

/** To whoever asked in the middle of an exercise for another one. */
export const switching = (mode: Mode): string => `Of course. Let us switch to ${PRACTICES[mode]}.`;

export const STOPPING = 'All right, let us stop here. Well done, and goodbye!';

const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** The time left as one says it, rounded down to whole minutes so that it never promises more. */
export const timeLeft = (secondsLeft: number | undefined): string => {
  if (secondsLeft === undefined) return 'Your time is not limited.';
  const minutes = Math.floor(Math.max(0, secondsLeft) / 60);
  if (minutes === 0) return 'You have less than a minute left.';
  if (minutes === 1) return 'You have a little over one minute left.';
  return `You have ${NUMBERS[minutes] ?? minutes} minutes left.`;
};
