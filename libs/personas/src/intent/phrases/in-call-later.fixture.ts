import { phraseTable } from './phrase-table';

/** What trainees say inside a role-play, written when the rules stood, to try them. */
export const LATER_IN_CALL_PHRASES = phraseTable(`
switch:interview | Could we switch to interview practice?
switch:interview | I think I'd rather practise interviews now
switch:interview | let's switch over to interviews please
switch:interview | may we switch to the job interview
switch:cold_call | I want to switch to cold calling
switch:cold_call | can we do a cold call instead
switch:cold_call | could we change to the sales call practice
switch:small_talk | let's switch to small talk please
switch:small_talk | can I practise small talk instead
switch:cold_call:robert | switch to Robert Kane please
time_left | and how much time do I have left?
time_left | how much time have I got
time_left | please tell me how many minutes I have left
time_left | uh sorry to interrupt but how much time do I have left
time_left | how many minutes do I still have
time_left | could you check how much time I have left
end_call | I'd like to stop the practice now
end_call | Please stop the call.
end_call | can you stop the session
end_call | I want to stop here
end_call | okay let's stop
end_call | I would like to end the conversation
end_call | I'd like to finish here
end_call | stop the exercise please
none | we interviewed twenty customers before we built this
none | your interview on that podcast was great
none | I read your interview in the trade press
none | I'd like to set up an interview with your operations lead
none | could we schedule an interview for next week
none | when would the second interview be
none | I'd like to do an interview with you about your logistics
none | it takes about ten minutes to set up
none | how many minutes a day does Priya spend on reports
none | how much time would that save you
none | you would have more time left for your clients
none | how much time is left on your contract with them
none | how many minutes are left in your bundle
none | how long do we have together today
none | let me stop you right there
none | I'd like to stop for a moment and summarise
none | can we stop here and look at the numbers
none | we could stop at any point
none | I wish I could stop the churn
none | it's time to stop guessing
none | we had to stop the line twice
none | what would it take to switch
none | most customers switch to us within a month
none | can we switch to annual billing
none | could we switch to Thursday
none | I switched to sales from engineering
none | I'd like to change the way you do onboarding
none | let's change the subject, how is your dog
none | could I speak with David in IT
none | is the HR manager in today
none | I'd like to talk to the CFO as well
none | who does the cold calls at your company
none | I used to hate cold calling
none | I know nobody likes a sales call
none | my favourite part of the job is small talk with customers
none | small talk first, then business
none | I'll hang up if this is a bad time
none | should I hang up and call back
none | he hung up on me
none | I'd end the pilot after four weeks if it fails
none | the session ends after an hour
none | practice makes perfect
none | in practice it works well
none | we can do a practice session with your team
none | I ended my last call with the CFO on good terms
none | have a great weekend, goodbye
none | thanks, that's all from me
none | let's finish here, I'll send the invite
none | I need to run
none | do you have any time left this week
switch:interview | please switch to interview practice
switch:interview | I'd like to switch to interview practice
switch:interview | can we switch to interviews instead
switch:interview | could we practise interviews instead
switch:interview | can I do interview practice now
switch:interview | I'd rather do an interview
switch:cold_call | can we switch back to cold calls
switch:cold_call | I would prefer cold calling practice
switch:cold_call | let's practise cold calling instead
switch:small_talk | can we switch to just small talk
switch:small_talk | I'd like small talk instead
switch:small_talk | let's do small talk instead of this
switch:cold_call:maria | could you switch me to Maria please
switch:cold_call:david | I'd like to switch to the IT director
time_left | how much time is left on this call
time_left | do you know how much time I have left
time_left | how many minutes have I left
time_left | how long do I have left on this call
time_left | hey how much time do I have left in this session
time_left | what's my remaining balance
time_left | Before we continue, how many minutes do I have left?
end_call | I want to end this
end_call | I'd like to end the role play
end_call | can we finish the call here
end_call | let's end the session
end_call | please hang up
end_call | I'd like to stop the session please
end_call | I want to quit the practice
end_call | stop this please
none | how much time do I have left before you need to go
none | I know you have little time left so I'll be quick
none | do I still have two minutes
none | we have about five minutes left, do you have questions for me
none | we can wrap up the call in two minutes
none | can we extend the call by five minutes
none | minutes matter in your warehouse
none | how many minutes of downtime did you have
none | your plan has unlimited minutes
none | you'd get a thousand minutes per month
none | the remaining time goes into reporting
none | can you stop by on Wednesday
none | I'd like to stop doing that manually
none | stop wasting time
none | stop worrying about compliance
none | can you stop the old subscription
none | I stopped because it was boring
none | would you stop using spreadsheets
none | can we end on a next step
none | let's end with a question
none | I want to end world hunger
none | my contract ends in June
none | should we switch roles
none | let's switch roles, you ask me
none | I want to switch industries
none | let's switch to first names
none | I could switch you to a cheaper tier
none | did your team switch to remote
none | why did you switch from sales to marketing
none | I'd rather do a demo
none | I'd rather talk to the decision maker
none | I'd like to practise medicine
none | do you practise what you preach
none | I practised this answer with my sister
none | interviews are hard for me
none | I prepared for this interview
none | is this interview recorded
none | are you interviewing other candidates
none | I interview candidates every week
none | I do cold calls all day long
none | I'm not good at cold calling but I'm learning
none | cold calling taught me resilience
none | small talk isn't my strength
none | I'm in sales
none | sales are down this quarter
none | let's talk about sales
none | can we talk about sales for a minute
none | I'd like to move on to sales figures
none | let's just chat about the details
none | can I talk to David
none | could you put me through to the CFO
none | I'd like to speak to Sarah Whitfield
none | is Robert in
none | goodbye then
none | okay bye bye
none | I have another meeting, bye
none | thanks for your time today
none | I won't take more of your time
none | hang on, I lost my train of thought
none | let me hang up my coat
none | please do not end the call
none | don't switch me off
none | never stop learning
none | Where do I stop and where does the team start
switch:interview | can we please switch to interview practice now
switch:interview | I'd like to do interview practice instead
switch:cold_call | ok let's switch to cold calling
switch:small_talk | could we switch over to small talk
time_left | how much time do I have left on my account
time_left | so how many minutes do I have left then
end_call | could we stop the role play here
end_call | sorry I want to stop
end_call | let's stop this now
end_call | I'd like to stop now, thank you
none | can I switch my appointment to Monday
none | how would we switch from our current tool
none | let's switch back to the budget question
none | switch on the light
none | if we stop now we lose the data
none | we'll stop supporting it next year
none | what made you stop using the last one
none | how much time do I have to invest per week
none | how much time do I need to set it up
none | how many minutes should I plan
none | do we have much time left before go-live
none | is there any time left in your calendar
none | I'd like to end by asking for a meeting
none | I want to finish what I started
none | we can finish early if you like
none | this call is about your renewal
none | the last call ended badly
none | I practised for weeks
none | your practice manager referred me
none | interview practice is what our product does
none | we sell interview practice to universities
none | small talk aside, why did you call
none | how about an interview with your local paper
none | I work in HR and do interviews all day
none | talk to Sarah about it
none | I will talk to the HR manager then
none | can we do Tuesday instead
none | can we do it in person instead
none | could you send an email instead
none | I'd rather have a call on Friday
none | I'd rather do the second option
none | three
none | stop right there
none | now stop me if I'm wrong
none | hang up the old phone system
none | sorry, I have to go to an interview
none | I need to go to a job interview
none | I have to do cold calls now
none | I need interview practice
none | let's start the interview now
none | can we start the interview now
none | shall we do the interview now
none | can we have the interview now
none | let's do the interview
none | I'd like sales training
none | we want interview training
none | I want to close my practice
none | I'd like to leave my practice to my daughter
none | can we cancel the training
none | let's cancel the call
none | could we cancel the session
none | I want to leave the training
none | I want to finish my training
none | I have to finish the training
none | let's move to the interview questions
none | can we move the interview
none | I have to stop the car
none | I need to end my contract
none | can I end the trial
none | I'd like to try cold calling
none | I want to have an interview
none | do you want to practise cold calling with me
none | we could do a sales call together
none | let's do a sales call together
none | would you rather do an interview
none | my time is nearly up here
none | how much time is there left for us to decide
switch:interview | let's do an interview now
switch:interview | could we try a mock interview now
switch:cold_call | can we do a sales call instead
end_call | I want to exit the simulation
end_call | leave the role play
`);
