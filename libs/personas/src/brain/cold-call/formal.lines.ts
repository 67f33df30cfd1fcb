import type { ColdCallLines } from './cold-call.lines';

/** A buyer who weighs words. */
export const FORMAL: ColdCallLines = {
  hello: [
    'Good day, {name}. What is this regarding?',
    '{name}, good. And what may I do for you?',
    'Good day to you. What is the matter at hand?',
    'I do not believe we have spoken before, {name}. What is it about?',
  ],
  whoAreYou: [
    'I did not catch your name, I am afraid.',
    'And with whom do I have the pleasure?',
    'Which company are you with, if I may?',
    'May I ask who is calling?',
  ],
  howAreYou: [
    'Quite well, thank you, if somewhat occupied.',
    'I am well. I take it that is not why you called.',
    'Well enough for a day with five meetings.',
  ],
  permission: [
    'You may have two minutes.',
    'I can give you a short while. Please come to the point.',
    'It is as good a time as any. Proceed.',
    'Briefly, then.',
  ],
  echo: [
    'You speak of {thing}.',
    '{thing}, I see.',
    'So it comes down to {thing}.',
    'I note {thing}.',
  ],
  pitchFirst: [
    'I receive three calls a week about {thing}.',
    'I follow the words. I do not yet see why it concerns us.',
    'That is a broad claim. What does it mean in practice?',
    'And what makes you believe that we need {thing}?',
  ],
  pitchMore: [
    'You have described it. You have not asked what we need.',
    'I hear {thing}, and I hear no figure.',
    'That part I had understood.',
    'You describe the tool; I would rather hear about the effect.',
  ],
  tooLong: [
    'Let me stop you there. What is the essence?',
    'That was a great deal at once. Which point matters most?',
    'Forgive me for interrupting, that was rather long.',
    'You have spoken for a while without a question.',
  ],
  ignored: [
    'I raised {topic}, and you went around it.',
    'With respect, that did not touch {topic}.',
    'I should like to return to {topic}.',
    'You will permit me to insist on {topic}.',
  ],
  price: [
    '{amount}. Against which saving?',
    'I note the price. And the total over three years?',
    '{amount}, then. Who else pays that?',
    'A price without a baseline tells me little.',
  ],
  budgetAsked: [
    'I do not disclose budgets on a first call.',
    'There is none set aside. There rarely is.',
    'That depends entirely on what it returns.',
  ],
  notYet: [
    'I would not put that in the diary before one thing is clear.',
    'A meeting is a little premature.',
    'Before we speak of dates, I need more substance.',
    'I am not opposed, but I am not there either.',
  ],
  pushed: [
    'You ask for the meeting a second time and have not answered the first question.',
    'Repeating the request does not strengthen it.',
    'I would advise against pressing the point.',
  ],
  agree: [
    'Very well. {day} suits me. Please send an agenda beforehand.',
    '{day} is possible. Send me the documents the day before.',
    'Let us say {day}, and I will bring a colleague.',
    'Agreed. {day}, and please come with figures.',
  ],
  agreeOwnDay: [
    'Very well. I could do {day}. Would you put it in writing?',
    'I have an opening on {day}. Shall we say that?',
    '{day} would suit me. Please send an invitation with an agenda.',
  ],
  alreadyAgreed: [
    'We have settled on {day}, I believe.',
    '{day} stands. I have noted it.',
    'As agreed, {day}. Please send what you promised.',
  ],
  unclear: [
    'I beg your pardon?',
    'I did not follow. Would you say that once more?',
    'That did not come through, I am afraid.',
    'Could you repeat that a little more clearly?',
    'I am not certain I understood you.',
  ],
  meta: [
    'I do not know what you mean by that. Was there a business matter?',
    'That is a peculiar thing to say to a stranger.',
    'I am afraid that makes no sense to me. Shall we return to the subject?',
    'You must be confusing me with someone, or something.',
  ],
  rude: [
    'I will not be spoken to in that tone.',
    'I shall overlook that once.',
    'That was uncalled for. Choose your next words with care.',
  ],
  rudeHangUp: [
    'This conversation is over. Good day.',
    'I am ending the call now. Please remove my number.',
    'I have heard enough. Goodbye.',
  ],
  outOfPatience: [
    'I think we have exhausted this. I wish you a good day.',
    'I must end it here. It is not for us, thank you.',
    'My next meeting begins. I see no basis to continue. Goodbye.',
  ],
  warning: [
    'My patience is not without limit.',
    'I have perhaps one more minute for this.',
    'I would come to the point now, if I were you.',
  ],
  smallTalk: [
    'I have no strong views on that. The purpose of your call?',
    'A subject for another day. What did you wish to discuss?',
    'Let us keep to business, if you please.',
    'Pleasant as that is, I assume there is a purpose.',
    'Indeed. And what brings you to me?',
    'I dare say. But let us come to the matter.',
  ],
  eased: [
    'That addresses part of it. Thank you.',
    'Very well, I will accept that for the moment.',
    'With {thing}, it becomes more plausible.',
    'That is a reasonable reply.',
  ],
  painless: [
    'I believe I have named the essential ones.',
    'Those are the ones I would mention to a stranger.',
    'Beyond that, the ordinary difficulties.',
  ],
  answer: [
    'I see. Pray continue.',
    'That is noted. What follows from it?',
    'And what follows from {thing}?',
    'Understood so far.',
    'Very well, and then?',
  ],
  opening: [
    'You have done your homework, it seems.',
    'That is the first sensible question this week.',
    'I will say that this interests me more than your opening did.',
    'You begin to interest me.',
  ],
  objectionsSpent: [
    'I have no further reservation at present. What do you propose?',
    'How would you wish to proceed?',
    'Then the question is what comes next.',
  ],
  farewellAgreed: [
    'Until {day}, then. Good day.',
    'I look forward to {day}. Goodbye, {name}.',
    '{day} it is. Good day to you.',
  ],
  farewellOpen: [
    'Good day.',
    'Thank you for the call. Goodbye.',
    'I wish you a pleasant day, {name}.',
    'Goodbye, then, and good luck.',
  ],
  nudge: [
    'Are you still on the line?',
    'I hear nothing at the moment.',
    'Is there anything further?',
    'I shall wait a few more seconds.',
  ],
  forgive: [
    'Accepted. Let us continue.',
    'Very well, we shall leave it at that.',
    'I appreciate the apology.',
  ],
  close: [
    'I am afraid our time is up. Good day.',
    'I must leave it here. Thank you, and goodbye.',
    'We shall have to stop at this point. Goodbye.',
  ],
};
