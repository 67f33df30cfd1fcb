import type { QuestionKind } from '../question-kind';

/** What a colleague answers when no story of their own fits, by what the question wants. */
export const SMALL_ANSWERS: Readonly<Record<QuestionKind, readonly string[]>> = {
  opinion: [
    'I think I like it, ask me again tomorrow.',
    'Honestly? Mixed feelings, but mostly good ones.',
    'About {thing}, I am still making up my mind.',
    'I am all for it, as long as there is coffee.',
    'Hm, I think it is fine, I do not lose sleep over it.',
  ],
  whyNot: [
    'No big reason, it just never happened.',
    'Laziness, if I am honest with you.',
    'Ha, because I never really thought about it.',
  ],
  whatIf: [
    'Oh, nothing dramatic with {thing}, it just took its time.',
    'Long story, but it ended better than it looked.',
    'Not much in the end, I made more of it than it was.',
    'With {thing}? It worked out somehow, it always does.',
  ],
  howMuch: [
    'More than I should admit, I think.',
    'Hm, a handful, if I had to guess.',
    'Oh, I stopped counting at some point.',
  ],
  howLong: [
    'Longer than I like to count, honestly.',
    'Long enough to know better, ha.',
    'Some years by now, let me leave it at that.',
    'Oh, it feels like forever, in a good way.',
  ],
  when: [
    'Soon, I hope, there is no date yet.',
    'Hm, whenever we get ourselves together.',
    'Not for a while, I am afraid.',
    'Every now and then, when the weather plays along.',
  ],
  why: [
    'I think it just felt right at the time.',
    'Good question, it was more of an accident than a plan.',
    'With {thing}? Curiosity, mostly.',
    'Because somebody asked me and I forgot to say no.',
  ],
  who: [
    'Mostly just a friend or two, nothing big.',
    'Me and whoever cannot run away fast enough.',
    'Honestly, nobody you would have heard of.',
  ],
  where: [
    'Not far from here, ten minutes on foot.',
    'Oh, just around the corner from my place.',
    'Around here, mostly, I am not much of an explorer.',
  ],
  how: [
    'Slowly, and with a lot of help from other people.',
    'With {thing}? Trial and error, heavy on the error.',
    'It was a bit of luck, and then I stuck with it.',
    'Better than expected, to be honest.',
  ],
  what: [
    'With {thing}, nothing clever comes to mind, which says a lot about my week.',
    'Hm, let me think, probably the most boring option there is.',
    'The usual, I am a creature of habit.',
    'I change my mind on that every week.',
    'Something simple, I am easy to please.',
    'Oh, I would have to think, ask me again after the next coffee.',
  ],
  yesNo: [
    'Yes, now and then, not as much as I would like to.',
    'No, not really, to be honest.',
    'A bit, yes, more than I admit.',
    'With {thing}? No, not yet, to be honest.',
    'Yes! Well, mostly.',
    'Yes, in its own way, I would say.',
    'Not so much, no, if you ask me.',
    'Sometimes, yes, it depends on the day.',
  ],
};

/** To short things people say that are no questions, though they end like one. */
export const SMALL_REMARKS = {
  confirms: [
    'Yes, really!',
    'I swear.',
    'Ha, yes, I am not making that up.',
    'I know, I know, but it is true.',
  ],
  advises: [
    'I think you should, what is the worst that could happen?',
    'I would say yes, give it a try.',
    'If you ask me, yes, life is short.',
  ],
  joins: [
    'Oh, I would love to, just tell me when.',
    'Yes, count me in, if I am not stuck in a meeting.',
    'Sure, that sounds fun, let us do it.',
  ],
  comforts: [
    'Oh no, that sounds exhausting.',
    'Ugh, I am sorry to hear that.',
    'Oh dear, that is not what one needs.',
    'Hm, that does not sound easy.',
    'Ouch, I hope it gets better soon.',
    'Oh, that is annoying, I feel with you.',
  ],
  accepts: [
    'Fair enough, each to their own.',
    'Ha, okay, I respect that.',
    'All right, I will not argue with you about that.',
    'Okay, point taken, no hard feelings.',
    'Hm, I can see why one would say that.',
    'Okay, I take it back, sort of.',
    'Ha, we do not have to agree on everything.',
  ],
} as const satisfies Record<string, readonly string[]>;
