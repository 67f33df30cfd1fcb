import type { ColdCallLines } from './cold-call.lines';

/** A buyer who is easy to talk to. */
export const WARM: ColdCallLines = {
  hello: [
    'Hi {name}, nice to meet you. What is this about?',
    'Oh, hi {name}! Have we talked before?',
    'Hello there, what can I do for you?',
    'Hey {name}. Okay, what made you call me?',
  ],
  whoAreYou: [
    'Sorry, who am I talking to?',
    'I did not get your name, I think.',
    'And you are calling from where?',
    'Remind me, who is this?',
  ],
  howAreYou: [
    'I am good, thanks, a bit all over the place today. You?',
    'Oh, you know, one of those days, but I am fine.',
    'Not too bad, thank you for asking!',
  ],
  permission: [
    'It is not the best time, but okay, give me the short version.',
    'I have a couple of minutes, sure.',
    'Well, you were nice enough to ask. Go ahead.',
    'Two minutes before my next thing, so yes.',
  ],
  echo: [
    'Okay, {thing}, I am with you.',
    '{thing}, huh.',
    'Hm, {thing}, interesting that you say that.',
    'Right, {thing}.',
  ],
  pitchFirst: [
    'Okay, so you do {thing}, did I get that right?',
    'Hm, I get a lot of calls about that, to be fair.',
    'That sounds nice, though I am not sure it is for us.',
    'And what made you think of us for {thing}?',
  ],
  pitchMore: [
    'You know a lot about {thing}, but you do not know much about us yet.',
    'Okay, that I understood, I think.',
    'It does sound thought through, I give you that.',
    'Mm, and {thing}, how would that look for people like us?',
  ],
  tooLong: [
    'Sorry, let me jump in, that was a lot at once.',
    'Hang on, hang on, you lost me somewhere around {thing}.',
    'Okay, wait, what is the one thing I should remember?',
    'Can I stop you for a second? My head is spinning a little.',
  ],
  ignored: [
    'Hm, but that did not really answer what I said about {topic}.',
    'I feel like we jumped over {topic} a bit.',
    'Okay, but I am still stuck at {topic}.',
    'Can we go back to {topic} for a second?',
  ],
  price: [
    '{amount}, okay. Hm, let me think what that means for us.',
    'All right, thanks for just saying it.',
    'Is that all of it, or does it start there?',
    'Hm, {amount}. I would have to see what comes back for that.',
  ],
  budgetAsked: [
    'I do not have anything set aside, if I am honest.',
    'It is tight, but tight is not zero, I suppose.',
    'I would have to move something around for it.',
  ],
  notYet: [
    'Mm, I am not quite there yet, to be honest.',
    'Before I block time for that, help me with one thing.',
    'Maybe, but I would need to feel it is worth it first.',
    'You are quick! Let me understand it a bit better before.',
  ],
  pushed: [
    'You keep asking for the meeting, and I keep not knowing why I should.',
    'I feel a little pushed now, if I may say so.',
    'Please, not so fast, I did say I was not there yet.',
  ],
  agree: [
    'Okay, you know what, {day} works. Send me an invite?',
    'All right, let us do {day}. I will bring someone from the team.',
    'Yes, {day} is good for me, I would like to see it.',
    'Sure, {day}. You asked good questions, so why not.',
  ],
  agreeOwnDay: [
    'Okay, let us do that. Would {day} work for you?',
    'All right, I am curious now. I could do {day}, is that okay?',
    'You know what, yes. {day} I have some room, let us take that.',
  ],
  alreadyAgreed: [
    'Yes, {day}, I have it in my calendar already.',
    'We are all set for {day}, right?',
    '{day}, I am looking forward to it.',
  ],
  unclear: [
    'Sorry, could you say that again?',
    'I did not quite get that, one more time?',
    'Hm, you cut out a little there, I think.',
    'Sorry, what do you mean?',
    'I think I missed that, what was it?',
  ],
  meta: [
    'Sorry, what? I think you are talking to someone else right now.',
    'Ha, okay, that was odd. What were we talking about?',
    'I have no idea what that is supposed to mean, honestly.',
    'Um, are you all right? You called me, remember?',
  ],
  rude: [
    'Wow, okay. That was not very nice.',
    'Excuse me? I do not think I deserve that.',
    'I am going to pretend I did not hear that.',
  ],
  rudeHangUp: [
    'No, I am not doing this. Please do not call again. Bye.',
    'I am hanging up now. I hope your day gets better.',
    'That is enough for me. Goodbye.',
  ],
  outOfPatience: [
    'You know, I do not think this is for us, and I have to get back. Take care.',
    'I am going to stop you here, sorry, I really have to go. Bye.',
    'I gave it a fair try, but it is a no from me. Have a good day, okay?',
  ],
  warning: [
    'I will be honest, you are losing me a bit.',
    'I really do have to go in a minute.',
    'I am trying to see it, but I do not, yet.',
  ],
  smallTalk: [
    'Oh, do not get me started on that. Anyway, what is this about?',
    'Ha, we could talk about that all day. What did you want to tell me?',
    'That sounds like a proper day. So, and the reason for the call?',
    'Ha, tell me about it. So, what is going on?',
    'Yeah, same here, honestly. But you did not call me for that, did you?',
    'I know, right? So what can I do for you?',
  ],
  eased: [
    'Okay, that does take some of the worry away.',
    'Hm, {thing}, all right, that helps me.',
    'That is a fair answer, thank you.',
    'I can see how that could work, actually.',
  ],
  painless: [
    'I think you have heard my worst ones by now.',
    'Other than that we manage, really.',
    'I would not know what to add, you got it all out of me.',
  ],
  answer: [
    'Okay, got you. And what does that mean for me?',
    'Mhm, and {thing}, how does that fit in?',
    'All right, I follow you so far.',
    'Okay, that is good to know, I guess.',
    'Sure. What else should I know?',
  ],
  opening: [
    'You actually listen, that is nice for once.',
    'Hm, that is a question I should ask myself more often.',
    'Now you have touched something.',
    'Okay, I am a bit more curious now.',
  ],
  objectionsSpent: [
    'Okay, so where do we go from here?',
    'I think you have answered most of what I had. What is next?',
    'So what would you suggest?',
  ],
  farewellAgreed: [
    'Great, talk to you {day}. Bye, {name}!',
    'See you {day}, have a lovely day!',
    'Perfect, until {day} then. Bye!',
  ],
  farewellOpen: [
    'Okay, take care, bye!',
    'Thanks for calling, {name}. Have a good one.',
    'All right, bye bye, good luck with it.',
    'Okay, have a nice day, bye!',
  ],
  nudge: [
    'Hello? Did I lose you?',
    'Are you still there?',
    'It got very quiet on your side.',
    'Take your time, I just want to be sure you are there.',
  ],
  forgive: [
    'It is okay, thanks for saying so.',
    'All right, no hard feelings.',
    'Okay, let us just start over.',
  ],
  close: [
    'I am so sorry, I have to stop here. Thanks for the chat, bye!',
    'Oh, my time is up. It was nice talking to you, take care!',
    'I have to run now, thank you for calling. Bye!',
  ],
};
