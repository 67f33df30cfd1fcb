// Phrases as they stand in a folded text: lower case, contractions written out, no punctuation.

/** One list out of a text of phrases between commas or line ends. */
export const phrases = (text: string): readonly string[] =>
  text
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter(Boolean);

export const INSULTS = phrases(`
  shut up, shut the, fuck, fucking, fucked, bullshit, screw you, go to hell, piss off, asshole, bitch, bastard,
  idiot, moron, you suck, you are a joke, you are wasting my time, what is wrong with you, are you deaf,
  are you stupid, are you dumb, you are stupid, you are dumb, you are useless, you are pathetic, you are ridiculous,
  you are an imbecile, you are crazy, i hate you, get lost, do not be stupid, do not be dumb, you clown,
  stupid woman, stupid man, nobody likes you, kiss my, dumbass, cretin, your company is garbage, you know nothing,
  you have no idea what you are talking about, you are clueless, you are an embarrassment, loser, shove it
`);

export const FAREWELLS = phrases(`
  bye, goodbye, good bye, bye bye, talk soon, speak soon, talk to you soon, talk to you then, see you, see you then, see you later,
  see you around, take care, have a good one, have a good day, have a great day, have a nice day, have a good rest,
  have a great rest, have a lovely day, have a good weekend, have a great weekend, have a nice weekend, have a good evening,
  i will let you go, let you get back, got to run, have to run, got to go, have to go, need to go, need to run,
  should get going, should head, better get going, better head, nice talking to you, nice chatting, good talking to you,
  lovely talking, great talking to you, great chatting, was nice meeting you, catch you later, catch up later,
  i should get back, i should go, should go back to work, have to go back to work, get back to work, back to my desk, i have to hang up, until then, until thursday, until tuesday, cheers then, this is my floor, my floor
`);

export const THANKS_AND_OUT = phrases(`
  thanks for your time, thank you for your time, thank you so much for your time, thanks so much for your time,
  thank you very much for your time, thank you for the conversation, thank you for the interview, i appreciate your time
`);

export const GREETINGS = phrases(`
  hi, hello, hey, good morning, good afternoon, good evening, howdy, greetings, hiya, my name is, nice to meet you,
  pleased to meet you, pleasure to meet you, how do you do
`);

export const HOW_ARE_YOU = phrases(`
  how are you, how are you doing, how is it going, how have you been, how is your day, how is your day going,
  how is your week, how is everything, what is up, how do you do, how are things, how was your day, you all right
`);

export const PERMISSION = phrases(`
  do you have a minute, have a minute, got a minute, have a moment, got a moment, have two minutes, have a second,
  is this a good time, is now a good time, bad time, caught you at, catch you at, thirty seconds, 30 seconds, a quick minute,
  may i tell you, can i tell you, may i show you, may i explain, can i explain, could i tell you, quick question, can i ask, may i ask, could i ask, mind if i, would it be okay if, is it okay if, did i catch you, do you have time
`);

export const NEXT_STEPS = phrases(`
  meeting, demo, schedule, calendar, book, invite, next step, next steps, pilot, trial, follow up call, follow-up call,
  second call, sit down, set up a call, set up a time, set something up, show you how, walk you through, meet, reconvene, appointment,
  worth a look, take a look, have a look, see it in action, fifteen minutes, 15 minutes, twenty minutes, 20 minutes, half an hour, thirty minutes, 30 minutes, proof of concept, test run, coffee
`);

export const PROPOSALS = phrases(`
  can we, could we, shall we, let us, how about, what about, would you be open, are you open, would it make sense, does it make sense,
  would you be willing, i suggest, i propose, i would like to, i would love to, when would, when can, when could, what day,
  are you free, are you available, do you have time, does that work, would that work, work for you, can i, could i, may i, i can,
  i could, we can, we could, i will send, worth a, works for you, what does your, would you like to, would you join, why do we not,
  shall i, should we, what if we, put something, is there a time
`);

export const PRICE_WORDS = phrases(`
  price, prices, pricing, priced, cost, costs, dollars, euros, pounds, bucks, per month, a month per, per seat, per user, per year, fee,
  fees, subscription, license, licence, licences, discount, cheaper, expensive, flat rate, list price, free of charge, money, percent off
`);

export const ACKNOWLEDGES = phrases(`
  i understand, i hear you, that makes sense, makes sense, fair point, fair enough, i get that, i get it, totally fair, that is fair,
  good point, great point, valid point, valid concern, fair concern, i appreciate, completely understand, totally understand,
  absolutely understand, i can imagine, you are right, that is right, i see, of course, understandable, no one wants, nobody wants,
  i would feel the same, i would ask the same, thanks for telling me, thank you for telling me, thanks for being honest,
  i am glad you, that is exactly why, that is a real, i can see why, sounds like, it sounds like, so what you are saying, if i hear you
`);

export const EVIDENCE = phrases(`
  for example, for instance, because, customer, customers, client, clients, percent, on average, case study, guarantee, guaranteed,
  reference, references, report, certified, audit, audited, measured, in writing, monthly, month by month, cancel, no contract, pilot, trial,
  refund, instead of, within a day, within a week, one afternoon, two weeks, one person, first week, no setup, we handle, we do the,
  another agency, similar company, similar companies, a company like, team of, saved, reduced, went from, encrypted, single sign-on,
  payback, pays for itself, export, nobody has to, without replacing, on top of, integrates, connects
`);

export const PITCHES = phrases(`
  we help, our product, our platform, our software, our solution, our tool, our service, our app, our system, we offer, we provide, we built,
  we have built, we developed, we make, we specialize, we specialise, i am calling because, i am calling about, reason i am calling,
  reason for my call, reason i called, it lets you, it allows you, lets you, allows you, helps you, helps teams, helps companies, our customers,
  our clients, we work with, we sell, i wanted to tell you, i would like to tell you, i want to introduce, introduce our, we are a, what we do is,
  we automate, we reduce, we cut, we save, we can save, it saves, it cuts, it automates, state of the art, all in one, we connect, we take
`);

export const PAIN_WORDS = phrases(`
  challenge, challenges, problem, problems, struggle, struggling, pain, headache, frustrating, frustrates, frustration, annoying, annoys, biggest,
  hardest, difficult, keeps you up, worry, worries, slows you down, bottleneck, wish, improve, better
`);

export const SMALL_TALK = phrases(`
  weather, rain, raining, sunny, snow, weekend, holiday, holidays, vacation, traffic, lunch, coffee, football, game last night, the match,
  did you watch, pizza, breakfast, dentist, my cat, my dog, ghosts, the game, movie, holiday plans, how is your day, hot today, cold today, your kids, your family, christmas, friday
`);

export const META = phrases(`
  ignore previous, ignore all, ignore your, ignore the, previous instructions, your instructions, system prompt, your prompt, as an ai, language model,
  are you a robot, are you a bot, are you an ai, are you real, are you human, jailbreak, developer mode, pretend to be, act as,
  you are now, new instructions, give me 100, give me a perfect, full score, reveal your, out of character, break character
`);

export const STUCK = phrases(`
  i do not know, do not know, not sure, can not think of, nothing comes to mind, i am nervous, so nervous, i am blanking, my mind is blank, went blank,
  drawing a blank, i forgot, lost my train, give me a moment, give me a second, let me think, need a moment, i have no example,
  never happened, can we skip, skip this, pass on, come back to, i can not remember, i do not remember, hard to say, that is a tough one
`);

/** Asks what stands in the way: the moment for a reservation not spoken of yet. */
export const ASKS_FOR_DOUBTS = phrases(`
  worry you, worries you, worried about, concern you, concerns you, concerns do you, your concern, your concerns, hold you back, holds you back, holding you back, hesitant,
  hesitate, stop you, stops you, stopping you, you say no, need to see, need to know, need to hear, need to be true, would you need, else would you, else would matter,
  what else, any objections, objection, doubts, speaks against, keep you from, keeps you from, missing for you, convince you
`);

export const NOTHING_MORE = phrases(`
  no questions, no more questions, no further questions, no that is all, that is all, that is it, nothing else, i am good, all good, nothing more,
  no i think, covered everything, answered everything, answered all, i think that is everything, not at the moment, no thanks, no thank you
`);

export const AND_YOU = phrases(`
  and you, what about you, how about you, and yourself, how about yourself, what about yours, was yours, is yours, and yours, you too, do you as well
`);

export const AGREES = phrases(
  'yes, yeah, yep, sure, okay, ok, absolutely, definitely, of course, right, exactly, correct, true',
);

export const APOLOGIES = phrases(
  'i am sorry, sorry about that, i apologize, i apologise, my apologies, my mistake, my bad, i did not mean, apologies',
);

/** Said, but meaning nothing on their own. */
export const NOISE: ReadonlySet<string> = new Set(
  'uh um hm hmm mm mhm er erm ah eh oh huh like well so you know blah bla asdf test testing lol haha'.split(
    ' ',
  ),
);

/** Says that something is not well. */
export const TROUBLES = phrases(`
  sick, ill, broke, broken, broke down, stressful, stressed, tired, exhausted, exhausting, sad, awful, terrible, horrible, annoying, a mess, died, passed away,
  worried, nervous, problem, problems, trouble, accident, hurt, hurts, crazy week, week was crazy, too much work, overtime, not well, not feeling, headache,
  got fired, lost my, cancelled, canceled, delayed, late again, rained the whole, difficult, hard time
`);

/** Sees it another way than the persona. */
export const DIFFERS = phrases(`
  i hate, i do not like, do not really like, can not stand, overrated, i prefer, i do not agree, i disagree, not true, no i am, never mind, not my thing,
  i do not care, not interested, i am not into
`);

export const INVITES = phrases(`
  come along, join us, join me, want to join, do you want to come, would you like to come, want to come, shall we, should we go, want to go, fancy a,
  would you like to join
`);

export const SEEKS_ADVICE = phrases('should i, i should, would you recommend, what would you do');
