import { phraseTable } from './phrase-table';

/** What trainees say inside a role-play: commands, and talk that merely sounds like one. Held back: the rules were not tuned on these. */
export const IN_CALL_HELD_OUT = phraseTable(`
time_left | How many minutes do I have left
time_left | how long have I got left
time_left | can you tell me how much time I have left
time_left | do I have any minutes left
time_left | check how many minutes I have left please
time_left | how much talk time have I got remaining
time_left | how many minutes do I have remaining in this session
end_call | I would like to stop now please
end_call | end the call
end_call | stop the role play
end_call | okay that's enough for today, I'd like to stop
end_call | I'm done practising for today
end_call | could you hang up please
end_call | I don't want to do this any more, please end the call
end_call | let's call it a day with the practice
switch:interview | I'd like to practise interviews now
switch:interview | actually, could we change to interview practice please
switch:interview | switch to inner view practice
switch:interview:rachel | switch to the HR manager
switch:cold_call | let's do cold call practice instead
switch:cold_call | could we go to the cold calls
switch:cold_call:david | can we switch to David, the IT director
switch:small_talk | can we switch to small talk
switch:small_talk | could we just practise small talk now
switch:small_talk:alex | switch me to Alex
none | can we stop beating around the bush
none | let's switch vendors
none | how much time does your team have left in the sprint
none | how much time do you have left on your current contract
none | did you ever think about switching to a cloud system
none | could we change the meeting to Tuesday
none | I would like to stop the waste in your warehouse
none | please don't hang up
none | I promise you can hang up in thirty seconds if it's not relevant
none | I'll let you go, thanks for your time
none | I really enjoyed this interview
none | is there another interview after this one
none | how many minutes do you have
none | have you got a minute to talk
none | yes, this is a cold call, do you want to hang up or give me thirty seconds
none | our software helps your reps with cold calling
none | I practise small talk with my neighbours
none | let's skip the small talk
none | could I talk to the IT director instead
none | can you put me through to the operations manager
none | I want to switch careers
none | I switched from sales to interviews and hiring
none | I had two weeks left in the project
none | how many seats do you have left
none | I stopped the project because the numbers were wrong
none | where did we stop last time
none | stop me if you've heard this before
none | you can end the contract any time
none | can we end the trial early if it doesn't work
none | number two on your list
none | let's do an interview with one of your customers
none | would you like to interview some of our customers
none | can we just talk about the price
none | do you want to go for a coffee and chat
none | I left my last job because I wanted to grow
none | our reps practise on a phone line with an AI
none | how much longer does your contract run
none | switching takes an afternoon
none | let's change the plan then
none | He asked me, can we switch to interview practice, and I said no
none | I could end up losing the account
none | I would like to finish my point
none | my sales manager wants me to practise cold calling
none | I have no time left for hobbies
none | good morning, this is Tom from Acme
none | I led a team of five engineers
`);
