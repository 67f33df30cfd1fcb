import type { Mode } from '../persona.schema';
import type { Register } from './scene';

type RepairLines = {
  /** Confirms that the line works. */
  hears: readonly string[];
  /** Leads into a statement said again. */
  said: readonly string[];
  /** Leads into a question asked again. */
  asked: readonly string[];
  /** Leads into other words on the same subject; slot: topic. */
  about: readonly string[];
  /** Lets the other one take a moment. */
  waits: readonly string[];
  /** Takes up the talk after it. */
  welcomes: readonly string[];
};

const WARM: RepairLines = {
  hears: [
    'Yes, I can hear you fine.',
    'Yep, I am here.',
    'I hear you, no worries, the line is okay on my side.',
    'Still here, yes.',
    'Yes yes, I am still on the line.',
  ],
  said: ['I said,', 'I was just saying,', 'What I meant is,', 'Oh, only that,'],
  asked: ['I was asking,', 'My question was,', 'What I wanted to know is,', 'I just wondered,'],
  about: [
    'Oh, I was talking about {topic}.',
    'It was about {topic}, let me put it another way.',
    'Sure, the thing was {topic}.',
  ],
  waits: [
    'Sure, take your time.',
    'No problem, I will wait a second.',
    'Of course, go ahead.',
    'Okay, I am not going anywhere for a minute.',
  ],
  welcomes: [
    'No problem at all.',
    'All good, where were we?',
    'That is fine, I am listening again.',
    'No worries.',
  ],
};

const FORMAL: RepairLines = {
  hears: [
    'I hear you perfectly well.',
    'Yes, I am on the line.',
    'The connection is in order on my side.',
    'Yes, I am still here.',
  ],
  said: ['I said,', 'My words were,', 'To say it once more,', 'What I remarked was,'],
  asked: ['I asked,', 'My question was,', 'To ask it once more,', 'What I should like to know is,'],
  about: [
    'I was speaking of {topic}.',
    'My point concerned {topic}, in other words.',
    'It was about {topic}, to put it differently.',
  ],
  waits: [
    'By all means.',
    'Certainly, I shall wait a moment.',
    'Take the moment you need.',
    'Very well, I will hold.',
  ],
  welcomes: ['Not at all. Please continue.', 'Good. Where were we?', 'Very well, go on.'],
};

const TERSE: RepairLines = {
  hears: [
    'I hear you. Go.',
    'Yeah, I am here.',
    'Loud and clear, go on.',
    'Line is fine. Talk to me.',
  ],
  said: ['I said,', 'Again,', 'Once more,', 'Listen,'],
  asked: ['I asked,', 'Question was,', 'One more time,', 'Simple question,'],
  about: ['I mean {topic}.', 'It is about {topic}.', 'The point is {topic}.'],
  waits: ['Sure. Ten seconds.', 'Okay, waiting.', 'Fine, but make it quick.', 'Go ahead, hurry.'],
  welcomes: ['Okay. Go on then.', 'Right. You were saying?', 'Good, keep going.'],
};

const INTERVIEW: RepairLines = {
  hears: [
    'Yes, I can hear you very well.',
    'Loud and clear, thank you.',
    'I am here, and the line is good.',
    'Yes, I am still with you.',
  ],
  said: ['I said,', 'I was only saying,', 'What I meant was,', 'Let me say that again,'],
  asked: [
    'I was asking,',
    'My question was,',
    'Let me ask it again,',
    'What I would like to know is,',
  ],
  about: [
    'Of course. It was about {topic}.',
    'Sure, I was asking about {topic}.',
    'Gladly, I would like to understand {topic}.',
  ],
  waits: [
    'Of course, take your time.',
    'Please do, there is no rush.',
    'Sure, take a moment.',
    'That is fine, I will wait.',
  ],
  welcomes: ['No problem at all.', 'Good, welcome back.', 'That is quite all right.', 'Thank you.'],
};

const SMALL_TALK: RepairLines = {
  hears: [
    'Ha, yes, I hear you, even over that machine.',
    'Yes, I am right here!',
    'I hear you, all good.',
    'Yep, still listening.',
  ],
  said: ['I said,', 'Oh, just that,', 'I was only saying,', 'Nothing important, only,'],
  asked: ['I asked,', 'Oh, I was wondering,', 'I just wanted to know,', 'Just, you know,'],
  about: ['I was going on about {topic}.', 'Oh, it was just about {topic}.', 'I meant {topic}.'],
  waits: [
    'Sure, take your time!',
    'No stress, go for it.',
    'Of course, I am just holding my cup here.',
    'Sure sure, I will wait.',
  ],
  welcomes: ['No worries!', 'All good, it happens.', 'Ah, there you are again.'],
};

/** Lines about the line itself, by who speaks. */
export const repairLines = (mode: Mode, register: Register): RepairLines => {
  if (mode === 'interview') return INTERVIEW;
  if (mode === 'small_talk') return SMALL_TALK;
  return { terse: TERSE, formal: FORMAL, warm: WARM }[register];
};
