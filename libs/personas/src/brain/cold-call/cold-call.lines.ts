import type { Register } from '../scene';

type Bank = Record<Register, readonly string[]>;

/** Lines that any buyer may say, by how they put things. Slots: template.ts. */
export const COLD_CALL: Record<
  | 'hello'
  | 'whoAreYou'
  | 'howAreYou'
  | 'permission'
  | 'echo'
  | 'pitchFirst'
  | 'pitchMore'
  | 'tooLong'
  | 'ignored'
  | 'price'
  | 'budgetAsked'
  | 'notYet'
  | 'pushed'
  | 'agree'
  | 'agreeOwnDay'
  | 'alreadyAgreed'
  | 'unclear'
  | 'meta'
  | 'rude'
  | 'rudeHangUp'
  | 'outOfPatience'
  | 'warning'
  | 'smallTalk'
  | 'question'
  | 'painless'
  | 'eased'
  | 'who'
  | 'when'
  | 'howMuch'
  | 'why'
  | 'answer'
  | 'opening'
  | 'objectionsSpent'
  | 'farewellAgreed'
  | 'farewellOpen'
  | 'nudge'
  | 'forgive'
  | 'close',
  Bank
> = {
  hello: {
    terse: [
      'Okay, {name}. What is it?',
      'Hi {name}. And you want what?',
      '{name}, fine. Shoot.',
      'Yeah, hi. Get to it.',
    ],
    formal: [
      'Good day, {name}. What is this regarding?',
      '{name}, good. And what may I do for you?',
      'Good day to you. What is the matter at hand?',
      'I do not believe we have spoken before, {name}. What is it about?',
    ],
    warm: [
      'Hi {name}, nice to meet you. What is this about?',
      'Oh, hi {name}! Have we talked before?',
      'Hello there, what can I do for you?',
      'Hey {name}. Okay, what made you call me?',
    ],
  },
  whoAreYou: {
    terse: ['Who is this?', 'And you are?', 'From where?', 'Name and company, please.'],
    formal: [
      'I did not catch your name, I am afraid.',
      'And with whom do I have the pleasure?',
      'Which company are you with, if I may?',
      'May I ask who is calling?',
    ],
    warm: [
      'Sorry, who am I talking to?',
      'I did not get your name, I think.',
      'And you are calling from where?',
      'Remind me, who is this?',
    ],
  },
  howAreYou: {
    terse: ['Busy. What is it?', 'Good, and about to be late.', 'Standing, thanks. So?'],
    formal: [
      'Quite well, thank you, if somewhat occupied.',
      'I am well. I take it that is not why you called.',
      'Well enough for a day with five meetings.',
    ],
    warm: [
      'I am good, thanks, a bit all over the place today. You?',
      'Oh, you know, one of those days, but I am fine.',
      'Not too bad, thank you for asking!',
    ],
  },
  permission: {
    terse: [
      'You have one minute, go.',
      'Thirty seconds. I am counting.',
      'If it is short. Talk.',
      'Depends on what comes next.',
    ],
    formal: [
      'You may have two minutes.',
      'I can give you a short while. Please come to the point.',
      'It is as good a time as any. Proceed.',
      'Briefly, then.',
    ],
    warm: [
      'It is not the best time, but okay, give me the short version.',
      'I have a couple of minutes, sure.',
      'Well, you were nice enough to ask. Go ahead.',
      'Two minutes before my next thing, so yes.',
    ],
  },
  echo: {
    terse: ['{thing}, okay.', 'So, {thing}.', '{thing}. Right.'],
    formal: [
      'You speak of {thing}.',
      '{thing}, I see.',
      'So it comes down to {thing}.',
      'I note {thing}.',
    ],
    warm: [
      'Okay, {thing}, I am with you.',
      '{thing}, huh.',
      'Hm, {thing}, interesting that you say that.',
      'Right, {thing}.',
    ],
  },
  pitchFirst: {
    terse: [
      'Another one of those. What is different?',
      'So {thing}. I have heard that before.',
      'That is a slogan. What does it do?',
      'Okay, {thing}. And why me?',
    ],
    formal: [
      'I receive three calls a week about {thing}.',
      'I follow the words. I do not yet see why it concerns us.',
      'That is a broad claim. What does it mean in practice?',
      'And what makes you believe that we need {thing}?',
    ],
    warm: [
      'Okay, so you do {thing}, did I get that right?',
      'Hm, I get a lot of calls about that, to be fair.',
      'That sounds nice, though I am not sure it is for us.',
      'And what made you think of us for {thing}?',
    ],
  },
  pitchMore: {
    terse: [
      'You are still pitching.',
      'Fine, {thing}. What else?',
      'I got that part.',
      'Less brochure, please.',
    ],
    formal: [
      'You have described it. You have not asked what we need.',
      'I hear {thing}, and I hear no figure.',
      'That part I had understood.',
      'You describe the tool; I would rather hear about the effect.',
    ],
    warm: [
      'You know a lot about {thing}, but you do not know much about us yet.',
      'Okay, that I understood, I think.',
      'It does sound thought through, I give you that.',
      'Mm, and {thing}, how would that look for people like us?',
    ],
  },
  tooLong: {
    terse: [
      'Stop, stop. One sentence.',
      'You lost me half a minute ago.',
      'Too long. What do you want?',
      'I stopped listening at {thing}.',
    ],
    formal: [
      'Let me stop you there. What is the essence?',
      'That was a great deal at once. Which point matters most?',
      'Forgive me for interrupting, that was rather long.',
      'You have spoken for a while without a question.',
    ],
    warm: [
      'Sorry, let me jump in, that was a lot at once.',
      'Hang on, hang on, you lost me somewhere around {thing}.',
      'Okay, wait, what is the one thing I should remember?',
      'Can I stop you for a second? My head is spinning a little.',
    ],
  },
  ignored: {
    terse: [
      'That is not what I asked. {topic}.',
      'You skipped {topic}.',
      'Answer the thing. {topic}, yes or no?',
      'So nothing on {topic}?',
    ],
    formal: [
      'I raised {topic}, and you went around it.',
      'With respect, that did not touch {topic}.',
      'I should like to return to {topic}.',
      'You will permit me to insist on {topic}.',
    ],
    warm: [
      'Hm, but that did not really answer what I said about {topic}.',
      'I feel like we jumped over {topic} a bit.',
      'Okay, but I am still stuck at {topic}.',
      'Can we go back to {topic} for a second?',
    ],
  },
  price: {
    terse: [
      '{amount}. For what exactly?',
      'Okay, {amount}. What do I stop paying for?',
      'So it costs something. What do I get by Friday?',
      'Money is fine if it works. Does it?',
    ],
    formal: [
      '{amount}. Against which saving?',
      'I note the price. And the total over three years?',
      '{amount}, then. Who else pays that?',
      'A price without a baseline tells me little.',
    ],
    warm: [
      '{amount}, okay. Hm, let me think what that means for us.',
      'All right, thanks for just saying it.',
      'Is that all of it, or does it start there?',
      'Hm, {amount}. I would have to see what comes back for that.',
    ],
  },
  budgetAsked: {
    terse: [
      'No line for it. If it works, I make one.',
      'I do not do budgets with strangers.',
      'Small. Next question.',
    ],
    formal: [
      'I do not disclose budgets on a first call.',
      'There is none set aside. There rarely is.',
      'That depends entirely on what it returns.',
    ],
    warm: [
      'I do not have anything set aside, if I am honest.',
      'It is tight, but tight is not zero, I suppose.',
      'I would have to move something around for it.',
    ],
  },
  notYet: {
    terse: [
      'Too early. Give me a reason first.',
      'Not yet. What is in it for me?',
      'A meeting about what?',
      'You want my calendar, I want a reason.',
    ],
    formal: [
      'I would not put that in the diary before one thing is clear.',
      'A meeting is a little premature.',
      'Before we speak of dates, I need more substance.',
      'I am not opposed, but I am not there either.',
    ],
    warm: [
      'Mm, I am not quite there yet, to be honest.',
      'Before I block time for that, help me with one thing.',
      'Maybe, but I would need to feel it is worth it first.',
      'You are quick! Let me understand it a bit better before.',
    ],
  },
  pushed: {
    terse: [
      'I said not yet. Do not push.',
      'Asking again does not make it better.',
      'You are closing before you opened.',
    ],
    formal: [
      'You ask for the meeting a second time and have not answered the first question.',
      'Repeating the request does not strengthen it.',
      'I would advise against pressing the point.',
    ],
    warm: [
      'You keep asking for the meeting, and I keep not knowing why I should.',
      'I feel a little pushed now, if I may say so.',
      'Please, not so fast, I did say I was not there yet.',
    ],
  },
  agree: {
    terse: [
      '{day}. Fifteen minutes. Send the invite.',
      'Fine. {day}, and keep it short.',
      'Deal, {day}. Bring the thing, not slides.',
      'Okay, {day} works. Do not be late.',
    ],
    formal: [
      'Very well. {day} suits me. Please send an agenda beforehand.',
      '{day} is possible. Send me the documents the day before.',
      'Let us say {day}, and I will bring a colleague.',
      'Agreed. {day}, and please come with figures.',
    ],
    warm: [
      'Okay, you know what, {day} works. Send me an invite?',
      'All right, let us do {day}. I will bring someone from the team.',
      'Yes, {day} is good for me, I would like to see it.',
      'Sure, {day}. You asked good questions, so why not.',
    ],
  },
  agreeOwnDay: {
    terse: [
      'Fine. {day}, fifteen minutes. Take it or leave it.',
      '{day}. That is the slot. Send it.',
      'You get {day}. Quick one.',
    ],
    formal: [
      'Very well. I could do {day}. Would you put it in writing?',
      'I have an opening on {day}. Shall we say that?',
      '{day} would suit me. Please send an invitation with an agenda.',
    ],
    warm: [
      'Okay, let us do that. Would {day} work for you?',
      'All right, I am curious now. I could do {day}, is that okay?',
      'You know what, yes. {day} I have some room, let us take that.',
    ],
  },
  alreadyAgreed: {
    terse: [
      'We have {day}. Done.',
      'It is {day}, I wrote it down.',
      '{day}, like I said. Anything else?',
    ],
    formal: [
      'We have settled on {day}, I believe.',
      '{day} stands. I have noted it.',
      'As agreed, {day}. Please send what you promised.',
    ],
    warm: [
      'Yes, {day}, I have it in my calendar already.',
      'We are all set for {day}, right?',
      '{day}, I am looking forward to it.',
    ],
  },
  unclear: {
    terse: [
      'What?',
      'Say that again, clearer.',
      'I got nothing. Again?',
      'You are breaking up, or you are not saying anything.',
      'Sorry, what was that?',
    ],
    formal: [
      'I beg your pardon?',
      'I did not follow. Would you say that once more?',
      'That did not come through, I am afraid.',
      'Could you repeat that a little more clearly?',
      'I am not certain I understood you.',
    ],
    warm: [
      'Sorry, could you say that again?',
      'I did not quite get that, one more time?',
      'Hm, you cut out a little there, I think.',
      'Sorry, what do you mean?',
      'I think I missed that, what was it?',
    ],
  },
  meta: {
    terse: [
      'What are you talking about? I run a company here.',
      'Weird thing to say. What do you sell?',
      'No idea what that means. Move on.',
      'Is this a prank?',
    ],
    formal: [
      'I do not know what you mean by that. Was there a business matter?',
      'That is a peculiar thing to say to a stranger.',
      'I am afraid that makes no sense to me. Shall we return to the subject?',
      'You must be confusing me with someone, or something.',
    ],
    warm: [
      'Sorry, what? I think you are talking to someone else right now.',
      'Ha, okay, that was odd. What were we talking about?',
      'I have no idea what that is supposed to mean, honestly.',
      'Um, are you all right? You called me, remember?',
    ],
  },
  rude: {
    terse: [
      'Excuse me? Once more like that and I am gone.',
      'Watch it.',
      'Wow. You called me, remember.',
    ],
    formal: [
      'I will not be spoken to in that tone.',
      'I shall overlook that once.',
      'That was uncalled for. Choose your next words with care.',
    ],
    warm: [
      'Wow, okay. That was not very nice.',
      'Excuse me? I do not think I deserve that.',
      'I am going to pretend I did not hear that.',
    ],
  },
  rudeHangUp: {
    terse: [
      'Nope. We are done here.',
      'And that is the end of it. Bye.',
      'Good luck with that attitude. Bye.',
    ],
    formal: [
      'This conversation is over. Good day.',
      'I am ending the call now. Please remove my number.',
      'I have heard enough. Goodbye.',
    ],
    warm: [
      'No, I am not doing this. Please do not call again. Bye.',
      'I am hanging up now. I hope your day gets better.',
      'That is enough for me. Goodbye.',
    ],
  },
  outOfPatience: {
    terse: [
      'I am out of time and this is going nowhere. Bye.',
      'Not for me. Have a good one.',
      'I have to run. Nothing in it for me, sorry.',
    ],
    formal: [
      'I think we have exhausted this. I wish you a good day.',
      'I must end it here. It is not for us, thank you.',
      'My next meeting begins. I see no basis to continue. Goodbye.',
    ],
    warm: [
      'You know, I do not think this is for us, and I have to get back. Take care.',
      'I am going to stop you here, sorry, I really have to go. Bye.',
      'I gave it a fair try, but it is a no from me. Have a good day, okay?',
    ],
  },
  warning: {
    terse: ['You are losing me.', 'Ten more seconds.', 'Last chance to say something useful.'],
    formal: [
      'My patience is not without limit.',
      'I have perhaps one more minute for this.',
      'I would come to the point now, if I were you.',
    ],
    warm: [
      'I will be honest, you are losing me a bit.',
      'I really do have to go in a minute.',
      'I am trying to see it, but I do not, yet.',
    ],
  },
  smallTalk: {
    terse: [
      'I do not do weather. What do you want?',
      'Sure. And the reason you called?',
      'Nice. Business?',
    ],
    formal: [
      'Pleasant as that is, I assume there is a purpose.',
      'Indeed. And what brings you to me?',
      'I dare say. But let us come to the matter.',
    ],
    warm: [
      'Ha, tell me about it. So, what is going on?',
      'Yeah, same here, honestly. But you did not call me for that, did you?',
      'I know, right? So what can I do for you?',
    ],
  },
  question: {
    terse: [
      'Depends. What do you need it for?',
      'Probably. Why?',
      'Some of it. What is behind the question?',
      'On {thing}? Not enough, I guess.',
      'Hard to say on the run.',
    ],
    formal: [
      'That would need a longer answer than I can give here.',
      'In part. It varies by department.',
      'As to {thing}, I would have to look at the figures.',
      'I would put it this way: it is adequate, not good.',
      'A reasonable question. Not one I answer fully on a first call.',
    ],
    warm: [
      'Hm, good question. It varies, to be honest.',
      'With {thing}, it is a bit of a patchwork here.',
      'Some days yes, some days no, if that makes sense.',
      'I would have to ask the team how they see that.',
      'We kind of grew into it, nobody planned it that way.',
    ],
  },
  eased: {
    terse: [
      'Okay, {thing} helps.',
      'Fine, one less thing to worry about.',
      'All right, I buy that.',
      'Good enough for now.',
    ],
    formal: [
      'That addresses part of it. Thank you.',
      'Very well, I will accept that for the moment.',
      'With {thing}, it becomes more plausible.',
      'That is a reasonable reply.',
    ],
    warm: [
      'Okay, that does take some of the worry away.',
      'Hm, {thing}, all right, that helps me.',
      'That is a fair answer, thank you.',
      'I can see how that could work, actually.',
    ],
  },
  who: {
    terse: [
      'Me, mostly. Too much of it is me.',
      'Two people, on a good day.',
      'Whoever shouts last.',
    ],
    formal: [
      'A small group under one lead, who reports to me.',
      'In principle one person, in practice three.',
      'That responsibility is not assigned as clearly as it should be.',
    ],
    warm: [
      'It is mostly one or two people, and they have other jobs as well.',
      'Officially everybody, so in the end nobody.',
      'That hangs on one person more than I would like.',
    ],
  },
  when: {
    terse: ['When it burns.', 'Every week, feels like every day.', 'Not this month.'],
    formal: [
      'At the turn of the quarter, as a rule.',
      'Regularly enough that we have stopped counting.',
      'It has been so for about two years.',
    ],
    warm: [
      'More often than I would admit in public.',
      'It comes in waves, the last one was just before the holidays.',
      'I would say every couple of weeks.',
    ],
  },
  howMuch: {
    terse: [
      'Too much. I do not have the exact number.',
      'Ballpark? A day a week.',
      'More than zero, which is too many.',
    ],
    formal: [
      'I should not like to guess. It is not a small figure.',
      'The order of magnitude is a few days each month.',
      'We have an estimate, and I do not trust it.',
    ],
    warm: [
      'I have never counted, to be honest, but it adds up.',
      'If I had to guess, a few days every month.',
      'More than I thought, now that I say it out loud.',
    ],
  },
  why: {
    terse: [
      'Because nobody had the time to fix it.',
      'History. And laziness, partly mine.',
      'It worked when we were five people.',
    ],
    formal: [
      'For historical reasons, which is to say for no reason.',
      'Because the alternative appeared riskier at the time.',
      'There was always something more urgent.',
    ],
    warm: [
      'It just grew that way, nobody ever decided it.',
      'Because there was always something more urgent, I guess.',
      'Good question. I think we got used to it.',
    ],
  },
  painless: {
    terse: ['Already told you the big one.', 'You have the list.', 'The rest is noise.'],
    formal: [
      'I believe I have named the essential ones.',
      'Those are the ones I would mention to a stranger.',
      'Beyond that, the ordinary difficulties.',
    ],
    warm: [
      'I think you have heard my worst ones by now.',
      'Other than that we manage, really.',
      'I would not know what to add, you got it all out of me.',
    ],
  },
  answer: {
    terse: [
      'Okay. So what?',
      'Noted. Go on.',
      'And {thing} gets me what?',
      'If you say so.',
      'Fine. Next.',
    ],
    formal: [
      'I see. Pray continue.',
      'That is noted. What follows from it?',
      'And where does {thing} lead us?',
      'Understood so far.',
      'Very well, and then?',
    ],
    warm: [
      'Okay, got you. And what does that mean for me?',
      'Mhm, and {thing}, how does that fit in?',
      'All right, I follow you so far.',
      'Okay, that is good to know, I guess.',
      'Sure. What else should I know?',
    ],
  },
  opening: {
    terse: [
      'Now that is a real problem. Keep going.',
      'Okay, you have my attention.',
      'Better. More of that.',
      'Huh. Did not expect that question.',
    ],
    formal: [
      'You have done your homework, it seems.',
      'That is the first sensible question this week.',
      'I will say that this interests me more than your opening did.',
      'You begin to interest me.',
    ],
    warm: [
      'You actually listen, that is nice for once.',
      'Nobody ever asks me that, you know.',
      'Now you have touched something.',
      'Okay, I am a bit more curious now.',
    ],
  },
  objectionsSpent: {
    terse: ['So what now?', 'What is the next move?', 'Okay. Where does that leave us?'],
    formal: [
      'I have no further reservation at present. What do you propose?',
      'How would you wish to proceed?',
      'Then the question is what comes next.',
    ],
    warm: [
      'Okay, so where do we go from here?',
      'I think you have answered most of what I had. What is next?',
      'So what would you suggest?',
    ],
  },
  farewellAgreed: {
    terse: ['{day}. Later.', 'See you {day}. Bye.', 'Good. Bye, {name}.'],
    formal: [
      'Until {day}, then. Good day.',
      'I look forward to {day}. Goodbye, {name}.',
      '{day} it is. Good day to you.',
    ],
    warm: [
      'Great, talk to you {day}. Bye, {name}!',
      'See you {day}, have a lovely day!',
      'Perfect, until {day} then. Bye!',
    ],
  },
  farewellOpen: {
    terse: ['Yep. Bye.', 'Okay. Good luck out there.', 'Later.', 'Right, bye then.'],
    formal: [
      'Good day.',
      'Thank you for the call. Goodbye.',
      'I wish you a pleasant day, {name}.',
      'Goodbye, then, and good luck.',
    ],
    warm: [
      'Okay, take care, bye!',
      'Thanks for calling, {name}. Have a good one.',
      'All right, bye bye, good luck with it.',
      'Okay, have a nice day, bye!',
    ],
  },
  nudge: {
    terse: [
      'Hello? Still there?',
      'You went quiet. I have not got all day.',
      'Talk or I hang up.',
      'Anyone?',
    ],
    formal: [
      'Are you still on the line?',
      'I hear nothing at the moment.',
      'Is there anything further?',
      'I shall wait a few more seconds.',
    ],
    warm: [
      'Hello? Did I lose you?',
      'Are you still there?',
      'It got very quiet on your side.',
      'Take your time, I just want to be sure you are there.',
    ],
  },
  forgive: {
    terse: ['Fine. Move on.', 'Forget it. What else?', 'Accepted. Next.'],
    formal: [
      'Accepted. Let us continue.',
      'Very well, we shall leave it at that.',
      'I appreciate the apology.',
    ],
    warm: [
      'It is okay, thanks for saying so.',
      'All right, no hard feelings.',
      'Okay, let us just start over.',
    ],
  },
  close: {
    terse: ['I have to cut it here. Bye.', 'Time is up. Good talk.', 'Got to go. Later.'],
    formal: [
      'I am afraid our time is up. Good day.',
      'I must leave it here. Thank you, and goodbye.',
      'We shall have to stop at this point. Goodbye.',
    ],
    warm: [
      'I am so sorry, I have to stop here. Thanks for the chat, bye!',
      'Oh, my time is up. It was nice talking to you, take care!',
      'I have to run now, thank you for calling. Bye!',
    ],
  },
};

/** Slots the persona offers when the trainee named no day. */
export const OWN_DAYS = [
  'Tuesday at ten',
  'Wednesday at two',
  'Thursday at half past nine',
  'Friday at eleven',
  'Thursday at three',
  'Monday at four',
];
