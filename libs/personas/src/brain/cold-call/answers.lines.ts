import type { QuestionKind } from '../question-kind';
import type { Register } from '../scene';

type Answers = Readonly<Record<QuestionKind, readonly string[]>>;

const WARM: Answers = {
  opinion: [
    'I am not sure yet, to be honest.',
    'It sounds okay, but I still have my doubts.',
    'Partly, yes, I have to think about the rest.',
    'Kind of, I would want to see it first.',
    'I like parts of it, let me say that.',
  ],
  whyNot: [
    'Because I have been burned before, that is all.',
    'It is nothing personal, I just do not see it yet.',
    'Because I would have to explain it to the others first.',
  ],
  whatIf: [
    'Then somebody has to chase it, and it is usually the same person.',
    'With {thing}? Then it gets a little hectic, and we sort it out by hand.',
    'Then everything behind it slips by a day or two.',
    'We improvise, and we say sorry to someone.',
  ],
  howMuch: [
    'I have never counted, to be honest, but it adds up.',
    'If I had to guess, a few days every month.',
    'With {thing}, more than I thought, now that I say it out loud.',
    'I could not give you a number right now, only a feeling.',
  ],
  howLong: [
    'Longer than I like to count.',
    'A few years now, I would say.',
    'Longer than it should, that much I know.',
  ],
  when: [
    'More often than I would admit in public.',
    'Hard to pin down, it comes in waves.',
    'I would say every couple of weeks.',
    'Not before the next month is over, I would guess.',
  ],
  why: [
    'It just grew that way, nobody ever decided it.',
    'Because there was always something more urgent, I guess.',
    'I think we simply got used to it.',
    'With {thing}? Habit, mostly.',
  ],
  who: [
    'It is mostly one or two people, and they have other jobs as well.',
    'Officially everybody, so in the end nobody.',
    'That hangs on one person more than I would like.',
    'A bit of everyone, me included.',
  ],
  where: [
    'Mostly right here with us.',
    'A bit all over the place, really.',
    'Nowhere in particular, to be honest.',
  ],
  how: [
    'Step by step, and not very elegantly.',
    'With {thing}? By hand for the most part, and with a lot of goodwill.',
    'The way we always have, it grew over the years.',
    'A little differently every time, if I am honest.',
  ],
  what: [
    'With {thing}, I could not tell you off the top of my head.',
    'Let me think... nothing I could put a name to right now.',
    'Oh, a bit of everything, really.',
    'Good question, I would have to look at that with the team.',
    'I do not have one clear answer to that, sorry.',
  ],
  yesNo: [
    'Yes, more or less.',
    'Not really, no, I am afraid.',
    'Mostly yes, with a few bad days in between.',
    'With {thing}? Not as much as I would like.',
    'No, I would not say so.',
    'Yes and no, it depends on who you ask.',
    'I think so, yes.',
    'Hm, less and less, if I am honest.',
  ],
};

const FORMAL: Answers = {
  opinion: [
    'I reserve judgement for the moment.',
    'In part. I am not convinced of the rest.',
    'It is plausible, which is not the same as proven.',
    'To a degree, yes.',
  ],
  whyNot: [
    'Because nothing so far obliges me to.',
    'Because the burden of proof is on your side.',
    'Out of prudence, chiefly.',
  ],
  whatIf: [
    'Then it is escalated, and in the end it reaches me.',
    'With {thing}? Then work stops until somebody intervenes.',
    'It is handled by exception, which is a polite word for improvising.',
    'The delay is passed on to whoever comes next.',
  ],
  howMuch: [
    'I should not like to guess. It is not a small figure.',
    'The order of magnitude is a few days each month.',
    'We have an estimate, and I do not trust it.',
    'As to {thing}, I would have to consult the figures.',
  ],
  howLong: [
    'For some years now, I believe.',
    'Longer than was intended.',
    'Rather a long while, I am told.',
  ],
  when: [
    'At the turn of the quarter, as a rule.',
    'Regularly enough that we have stopped counting.',
    'That is reviewed twice a year.',
  ],
  why: [
    'For historical reasons, which is to say for no reason.',
    'Because the alternative appeared riskier at the time.',
    'There was always something more urgent.',
  ],
  who: [
    'A small group under one lead, who reports to me.',
    'In principle one person, in practice three.',
    'That responsibility is not assigned as clearly as it should be.',
  ],
  where: [
    'In our own house, for the most part.',
    'In one place, with a few exceptions.',
    'On several of our sites.',
  ],
  how: [
    'By an established procedure, and a fair amount of manual work.',
    'As to {thing}, less systematically than I would wish.',
    'With care, and rather slowly.',
    'According to the book, where there is one.',
  ],
  what: [
    'As to {thing}, I would have to look it up.',
    'Nothing that I could name with certainty at this moment.',
    'That would need a longer answer than I can give here.',
    'I would put it this way: it is adequate, not good.',
    'It varies by department.',
  ],
  yesNo: [
    'Yes, within certain limits.',
    'No, not to my knowledge.',
    'In part, yes, I would say.',
    'As to {thing}, no, not at present.',
    'Generally yes, with exceptions.',
    'Not to the extent I would wish.',
    'Yes, although not without effort.',
  ],
};

const TERSE: Answers = {
  opinion: [
    'I am not sold yet.',
    'Half of it, maybe, not more.',
    'Could be. Prove it.',
    'I have heard worse today.',
  ],
  whyNot: ['Because I have seen that movie.', 'No reason to, yet.', 'Because time is all I have.'],
  whatIf: [
    'Then it lands on me.',
    'With {thing}? Then everyone drops everything.',
    'It slips, and then we run.',
    'Somebody stays late, that is what.',
  ],
  howMuch: [
    'Too much. I do not have the exact number.',
    'Ballpark? A day a week.',
    'With {thing}? More than zero, which is too many.',
  ],
  howLong: [
    'Too long, that is how long.',
    'Couple of years, give or take.',
    'Since the early days, I guess.',
  ],
  when: [
    'When it burns, not before.',
    'Every week, feels like every day.',
    'This quarter, at the earliest.',
  ],
  why: [
    'Because nobody had the time to fix it.',
    'History. And laziness, partly mine.',
    'It worked when we were five people.',
  ],
  who: [
    'Me, mostly. Too much of it is me.',
    'Two people, on a good day.',
    'Whoever shouts last, usually.',
  ],
  where: ['Right here, where else.', 'All over the place.', 'Wherever there is a laptop.'],
  how: [
    'Fast and ugly, that is how.',
    'With {thing}? By hand, do not laugh.',
    'The quick way, then we fix it.',
    'Badly, but it ships.',
  ],
  what: [
    'On {thing}? No idea off the top of my head.',
    'Nothing with a name.',
    'Bit of this, bit of that.',
    'Ask me something easier.',
  ],
  yesNo: [
    'Yeah, kind of, I guess.',
    'Nope, not really, no.',
    'With {thing}? Not enough.',
    'Yes, if only barely.',
    'No, and I should.',
    'Most days, yes.',
    'Depends on the week.',
  ],
};

/** Modest answers to whatever is asked, by what the question wants. */
export const ANSWERS: Readonly<Record<Register, Answers>> = {
  terse: TERSE,
  formal: FORMAL,
  warm: WARM,
};

/** To somebody who asks and asks and has not said what for. */
export const INTERROGATED: Readonly<Record<Register, readonly string[]>> = {
  terse: ['Lots of questions. What do you sell?', 'My turn. What is this about?'],
  formal: [
    'You ask a great deal. What, if I may, is your business?',
    'Before I answer anything further: what do you offer?',
  ],
  warm: [
    'You ask a lot of questions! What is it you actually do?',
    'Can I ask one, too? What do you have for us?',
  ],
};

/** To a fact offered unasked. */
export const IMPRESSED: Readonly<Record<Register, readonly string[]>> = {
  terse: ['Okay, a real fact. Rare.', 'Huh. That is something.', 'Fine, that I can use.'],
  formal: [
    'That is at least a statement one can test.',
    'A concrete remark, thank you.',
    'That is more precise than I am used to.',
  ],
  warm: [
    'Oh, that is more concrete than most calls I get.',
    'Okay, I am a bit more curious now.',
    'Hm, that I did not expect.',
  ],
};

/** To somebody who has called and does not say why. */
export const SAY_SOMETHING: Readonly<Record<Register, readonly string[]>> = {
  terse: [
    'You called me. What for?',
    'Say something useful, will you.',
    'One word is not a pitch.',
  ],
  formal: [
    'You called me. May I know the reason?',
    'I am waiting for the purpose of this call.',
    'You will have to say a little more than that.',
  ],
  warm: [
    'Okay... so what is this about?',
    'You called me, so tell me, what can I do for you?',
    'I am listening, but you have to give me a bit more than that.',
  ],
};

/** Asked for doubts once a day is agreed. */
export const SETTLED: Readonly<Record<Register, readonly string[]>> = {
  terse: ['Nothing. Rest on {day}.', 'Save it for {day}.'],
  formal: [
    'Nothing further for now. The rest we shall see on {day}.',
    'I will keep my remaining questions for {day}.',
  ],
  warm: [
    'Nothing for now, the rest can wait until {day}.',
    'No, I am good, show me the rest on {day}.',
  ],
};
