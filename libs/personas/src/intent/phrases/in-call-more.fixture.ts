import { phraseTable } from './phrase-table';

/** More of what trainees say inside a role-play, found while the rules were made. */
export const MORE_IN_CALL_PHRASES = phraseTable(`
switch:interview | Can we do interview practice instead?
switch:interview | I would like to switch to the interview please
switch:interview | let's do interviews instead
switch:interview | I want to do an interview instead of this
switch:interview | can we change to interviews
switch:interview | could you switch me to interview practice
switch:interview | switch to interviews
switch:interview | I'd prefer to practice interviews
switch:interview | hey, can we switch over to job interview practice?
switch:interview | can we switch to enter view practice
switch:interview | I'd like to change to interview mode
switch:interview | actually I want to practice for an interview instead
switch:interview | can I switch to interview prep
switch:interview | let's switch, I want to practise interviews
switch:cold_call | can we go back to cold calling
switch:cold_call | let's do cold calling instead
switch:cold_call | can I practice cold calls instead of this
switch:cold_call | I'd like to switch to sales calls
switch:cold_call | please switch to cold call practice
switch:cold_call | Let's switch to cold calls, okay?
switch:small_talk | can we just do small talk instead
switch:small_talk | I want to switch to small talk
switch:small_talk | switch to chit chat
switch:small_talk | let's do some small talk practice instead
switch:small_talk | can we switch from interviews to small talk
time_left | how much time do we have left
time_left | how much time left
time_left | how many minutes left
time_left | what's my time left
time_left | how long do I have left
time_left | how much longer have I got
time_left | how many more minutes do I have
time_left | Could you tell me how many minutes I have left?
time_left | how much time is remaining
time_left | how much time do I have remaining
time_left | How much time have we got left on this call?
time_left | do I have much time left
time_left | how much of my time is left
time_left | how many free minutes do I have left
time_left | is there time left on my account
time_left | when does my time run out
time_left | Sarah, how much time do I have left?
time_left | what's the time left on this call
end_call | I want to stop
end_call | I want to stop practising
end_call | I'd like to end the call
end_call | I'd like to end the session now
end_call | Can we stop the call?
end_call | stop the call please
end_call | let's stop here
end_call | let's stop now
end_call | okay I want to stop now
end_call | please stop
end_call | can we stop now please
end_call | I'd like to hang up now
end_call | I want to finish the practice
end_call | I think I'd like to stop here
end_call | stop practice
end_call | end practice
end_call | end session
end_call | end call
end_call | I'd like to stop this
end_call | let's end it here
end_call | I need to stop
end_call | stop stop stop
end_call | I'm done with this practice
end_call | I'm finished with the role play
end_call | That's enough, please end the session
none | we should stop wasting money on ads
none | I'd like to stop losing customers
none | I'd like to stop the meeting at three
none | can we stop for coffee on the way
none | stop it, you're making me laugh
none | I need to stop the leak
none | stop saying that
none | can we end this on Friday
none | let's end the contract with them
none | I would like to end the quarter strong
none | we end every call with a survey
none | the call ended before I could finish
none | after the call I'll send an email
none | can I call you back after the session
none | how much time do you have left in your day
none | how much time do I have to decide
none | how much time do I have to answer
none | how long do I have to wait
none | how much time do I get for the task
none | how many minutes do I have to convince you
none | how much longer will the process take
none | how much time would I have left over if I used your tool
none | how many minutes are left in the game
none | what's left to do
none | do you have time left on Friday
none | do we have time
none | are we running out of time on the RFP
none | we are running out of time
none | I'm running out of time on this project
none | I only have five minutes left
none | there are two minutes left
none | let's switch to a call
none | can we switch to English
none | can we switch to video
none | let us switch topics
none | let's switch to the next question
none | would you consider switching to our platform
none | we can switch you to the annual plan
none | we want to switch to interview scheduling software
none | I'd like to switch to a sales role
none | I want to switch to sales
none | I want to change to a marketing career
none | I want to move into sales
none | let's move to the next topic
none | can we move to the pricing part
none | let's go to the interview room
none | can we go to small talk over lunch
none | can we do an interview next week
none | can we do a call instead
none | let's do a phone call instead
none | let's do a demo instead
none | can I do a cold call to your colleague
none | do you do cold calls
none | our reps do cold calls
none | cold calling is dead
none | I'm not cold calling, we spoke last week
none | this isn't a sales call
none | I don't want to sell you anything
none | sorry for the cold call
none | I had an interview with Google
none | thanks for interviewing me
none | I was nervous about this interview
none | what does the interview process look like
none | how many interviews are there
none | when can I expect feedback on the interview
none | can I interview at your office
none | small talk is not my thing
none | I like small talk
none | let's do lunch
none | can we practise together some time
none | I practise yoga
none | our practice has three dentists
none | I need more practice with SQL
none | I would love to practise my Spanish with you
none | we run practice sessions for sales reps
none | can I talk to your boss
none | I want to speak to the HR manager
none | put me through to Sarah please
none | connect me to the IT director
none | transfer me to your colleague
none | can you transfer me to Sarah
none | I'd like to switch you over to David from our team
none | I worked with Rachel
none | bye
none | goodbye
none | I have to go
none | I have to go to a meeting
none | talk to you later
none | no thanks
none | hang on a second
none | hang on
none | you can hang up any time
none | why did you hang up
none | before you hang up
none | don't stop
none | don't stop now
none | why stop now
none | it will stop working
none | non-stop service
none | where does it stop
none | one stop shop
none | quit smoking
none | I'd never quit
none | I finished the project early
none | when I finish my degree
none | I'd like to finish by saying thank you
none | let me finish
none | can I finish
none | can I finish my sentence
none | are we done here
none | we're done with the migration
none | the exercise I do is running
none | I exercise every morning
none | my session with the therapist
none | yes
none | okay
none | interview
none | sales
none | small talk
none | number one
none | the second one
none | three minutes
none | my time is up at this company
none | time's up
none | my balance is fine
none | work life balance is important
none | he said can we stop the call
none | my boss told me to end the session
none | if we switch to cold calling we'd lose money
none | when I end the call I take notes
none | imagine I say, end the call, what would you do
none | I'd like to stop and think about that
none | can we pause
none | can we pause for a second
none | can I stop you there
none | let's stop the small talk
none | let's end the small talk and get to business
none | skip the interview
none | I want to end my career in sales
none | can we end early
switch:interview | this is not going so well can we switch to interview practice
switch:interview | okay thank you that was great can we switch to interview practice now
switch:interview | um yeah I think I'm done with this one, can we switch to interviews please?
switch:interview | could I do an interview instead please
time_left | that's fine but how much time do I have left
time_left | okay so before I continue, how much time do I have left?
time_left | thanks Sarah. By the way how many minutes do I have left
end_call | I can't do this anymore can you end the call please
end_call | I'm really sorry, I'd like to stop.
end_call | no I want to stop now thanks
end_call | I'd like to stop, please.
end_call | OK stop, I want to stop
end_call | let's stop the call here, thank you
end_call | I would like to end this role play please
none | what our customers say is please end the call
none | she asked how much time do I have left and I told her ten minutes
none | some days I am so nervous I want to end the call
none | we wondered can we switch to interview practice platforms
none | you asked me how much time do I have left for the migration
none | can we switch to your practice management software
none | I was thinking can we stop the call recording
none | can we stop the call recording
none | can we end the session timeout problem
none | does it end the session automatically
none | when I get stuck I just say let's switch to small talk
none | people say I'd like to stop and then they don't
none | they told us they'd like to stop
none | my brother would like to stop smoking
none | I'd like to stop smoking
none | I'd like to stop by tomorrow
none | I'd like to stop here and hear your thoughts
none | I'd like to stop there and ask what you think
none | can we stop there for now and talk pricing
none | how much time do we have left in the quarter
none | how much time do we have left before the audit
none | how much time do I have left with my mortgage
none | how many minutes do you have left on your plan
none | how many minutes does your team have left on the plan
none | how much longer do you have on your contract
none | how much time do you have left today
none | do you have any minutes left on your mobile plan
none | let's practise what you preach
none | let's do a practice run of the import
none | can we do a trial run instead
none | can we do training instead
none | let's do the training session on Monday
none | can we do the training instead
none | I'd like the training session please
none | can we change to the interview format you mentioned
none | can we change the interview to Friday
none | could you switch to a shorter contract
none | let's change the subject
none | I want to change
none | I need a change
none | let's go to sales together
none | we moved to sales calls on Mondays
none | can we move the sales call to Monday
none | could we move on
none | let's move on to your experience
none | I'd like to move to Berlin
none | I would like to practise more
none | I would like to work on my small talk
none | I want to work on interviews as a journalist
none | I want to train sales people
none | I'd like to work on sales
none | let's work on the pitch
none | I'd like to practise with real customers
none | I'd like to practise with Sarah's team
none | I practise with Sarah every week
none | stop the presses
none | could you stop
none | would you stop
none | stop talking
none | you stop
none | stop, I already told you the price
none | stop. Let me explain.
none | please stop interrupting me
none | please stop calling me
none | I'm done
none | I'm done with my studies
none | are you done
none | that's enough
none | enough
none | exit interviews are useful
none | exit strategy
none | quit
none | let's call it a day
none | let's wrap this up
none | let's wrap up
none | I think that's it from me
none | no more questions
none | that's all
none | I have to hang up now, my train is here
none | I'm going to let you go
none | I should let you get back to work
none | time check
none | what time is it
none | do I have time for a question
none | am I out of time
`);
