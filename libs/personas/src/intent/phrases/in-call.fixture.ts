import { phraseTable } from './phrase-table';

/** What trainees say inside a role-play: commands, and talk that merely sounds like one. */
export const IN_CALL_PHRASES = phraseTable(`
time_left | how much time do I have left?
time_left | sorry, quick question, how much time do I have left
time_left | how many minutes have I got left on this call?
time_left | what's my remaining time?
time_left | how many minutes are left on my account
time_left | um how much time is left in this session
time_left | Hang on. How much time have I got left?
time_left | how much practice time do I have left
time_left | time left?
time_left | how much longer do I have on this practice call
time_left | just out of character, how many minutes do I still have
time_left | am I running out of minutes?
time_left | I'd like to know how much time I've got left
time_left | tell me my remaining minutes
end_call | I'd like to stop
end_call | can we stop here?
end_call | let's stop the practice
end_call | please end the call
end_call | I want to hang up
end_call | can we end this session
end_call | I want to end the practice now
end_call | stop
end_call | hang up
end_call | let's finish the session here
end_call | I want to stop the call
end_call | Sorry, I need to stop this exercise.
end_call | quit the simulation
end_call | can we end the role-play now
end_call | I'd like to end this practice session
switch:interview | can we switch to interview practice
switch:interview | let's switch to an interview instead
switch:interview | can we do a mock interview instead?
switch:interview | switch to interview
switch:interview | I want to switch over to the interview
switch:interview | Okay, I've had enough of this. Can we switch to interview practice?
switch:interview | can I try the job interview practice instead
none | can I talk to Rachel instead
switch:cold_call | can we switch to cold calling
switch:cold_call | change to cold calls please
switch:cold_call | I want to practise cold calling now
switch:cold_call | switch to sales practice
switch:cold_call | stop the interview and switch to cold calling
switch:cold_call | switch to coal calling
switch:cold_call:sarah | switch to Sarah please
switch:cold_call:james | I'd rather practise with the CFO
switch:small_talk | let's change to small talk practice
switch:small_talk | I want to do small talk instead
switch:small_talk | Sorry, can we change over to small talk please?
switch:small_talk | switch to smart talk
none | we have an interview with your CTO tomorrow
none | how much time would the rollout take?
none | I'd like to stop by your office
none | do you have two minutes?
none | how many minutes are included in your plan?
none | when would you like to stop using your current tool
none | how much time do you spend on reporting
none | how many minutes per order do you lose
none | you have how many months left on that contract?
none | what would make you switch to another provider
none | can we switch to a different topic
none | can we switch the subject for a moment
none | let's switch gears and talk about budget
none | I'd like to stop you there for a second
none | we can stop the churn before it starts
none | how do I stop the bleeding in your support team
none | don't hang up on me
none | most people hang up on me at this point
none | if you want to end the call, just say so
none | before we end the call, can I ask who else decides
none | bye, have a nice day
none | thank you for the interview
none | this is my third interview this week
none | in my last interview they asked me the same question
none | how long is the interview going to take
none | how much time do we have for questions at the end
none | I only need two minutes of your time
none | give me thirty seconds and then you can decide
none | I know I'm calling out of the blue
none | I'm sorry, this is a cold call
none | I hate cold calls too
none | how many cold calls does your team make per day
none | we do interview training for sales teams
none | our product lets people practise interviews with an AI
none | sorry, I'm bad at small talk
none | enough small talk, let me tell you why I'm calling
none | I'd like to practise law one day
none | we're a family practice with four doctors
none | can I speak to your CFO
none | is Sarah available
none | I talked to David in your IT department last week
none | you should talk to our HR manager
none | I'd like to change jobs because I stopped learning
none | I switched to product management in 2019
none | we had ten minutes left when the server crashed
none | there was no time left so I decided to ship
none | how much budget do you have left this year
none | how much time is left before your renewal
none | we ran out of time
none | time is running out for this offer
none | I decided to stop the rollout
none | when should we stop
none | can we stop pretending the price is the problem
none | let's stop there for a second, what did you mean by peak
none | I'll stop talking now, what do you think
none | I can't stop thinking about it
none | we can finish the pilot in two weeks
none | let's finish the demo on Thursday
none | can we start with the first one
none | the second one sounds better
none | two
none | let's do the call on Tuesday
none | can we do the interview on Friday instead
none | could we do the demo instead
none | I'd like to interview your team about their process
none | let's chat next week
none | can we have a chat about your current provider
none | I just wanted to chat about your weekend
none | I quit my job in March
none | why did you leave your last job
none | session replay is part of our product
none | each training session takes ten minutes
none | how much time do your people have left after the paperwork
none | how long do you have this contract
none | how long do you have for this call
none | we can switch you over in a week
none | would you switch to us if the price was right
none | can we switch to monthly billing
none | should I stop here or go on
none | my boss said I should stop calling people
none | what would you do with ten more minutes a day
none | tell me how much time you have left today
none | that was the end of the call with your colleague
none | I'd like to end on a positive note
none | if you don't like it after a month, we stop
none | I got the IT director on the line before and he sent me to you
none | I've been practising cold calling for two years
none | what's left on your to-do list
none | I've got five minutes left before my next meeting
none | do we have time for one more question
none | we help agencies save three days a month
none | sounds great, let's do Thursday at ten
none | the weekend was nice, we went hiking
none | um, yeah, no, I see what you mean
`);
