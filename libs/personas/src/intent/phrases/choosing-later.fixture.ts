import { phraseTable } from './phrase-table';

/** What callers say when they are asked what to practise, written when the rules stood, to try them. */
export const LATER_CHOOSING_PHRASES = phraseTable(`
cold_call | yeah could I maybe practise some cold calling today, thanks
cold_call | so uh I've got to ring a bunch of leads tomorrow and I'm dreading it
cold_call | I need to learn how to deal with rejection on sales calls
cold_call | cold-calling please
cold_call | let's go for number one
cold_call | I would choose the first
cold_call | the first one on your list
cold_call | one please
cold_call | no, not small talk. Cold calls.
cold_call | cold call rather than interview
cold_call | I'm not interested in interviews, I want to do cold calls
cold_call | cold colleague
cold_call | called call
cold_call | hold calling
cold_call | interview, uh no, sales
cold_call | B2B sales
cold_call | could we rehearse a sales meeting
cold_call | I want to get better at selling over the phone
cold_call:james | the money guy, the CFO
cold_call:david | let me speak to David
cold_call:maria | I'd like Maria
cold_call:robert | get me Robert Kane on the line
cold_call:sarah | may I speak to Sarah please
cold_call:lisa | is Lisa there
cold_call:maria | the woman in operations
cold_call:david | that tech director
interview | give me an interview
interview | I want to be interviewed
interview | preparing for a job interview
interview | job interview
interview | um interview please
interview | my interview is on Friday and I'm scared
interview | the second one please
interview | number two please
interview | I'd pick number two
interview | no sales, no chat, interview
interview | I said interview
interview | sales, wait, sorry, interview
interview | not the first one, the second one
interview | I do not want to cold call anyone, can we do the interview thing
interview | enter of you
interview | inter few prep
interview | inner view practice please
interview | internal view
interview | I'm a graduate looking for my first job
interview | practice for a job interview at a bank
interview:rachel | can I talk to someone from HR
interview:rachel | the HR person
interview:rachel | Rachel from HR
interview:rachel | Ms. Rachel Chen please
small_talk | I don't know, maybe just chat a bit
small_talk | let's talk
small_talk | I'd love a little chat
small_talk | can you just talk to me
small_talk | small talk would be good
small_talk | making small talk
small_talk | the third
small_talk | I'll have the third one thanks
small_talk | option number three
small_talk | neither, I just want to talk
small_talk | neither of those, small talk
small_talk | not in the mood for an interview, let's just chat
small_talk | smalltalk training
small_talk | some old talk
small_talk | smooth talk
small_talk | tall talk
small_talk:alex | can I chat with Alex
small_talk:alex | that nice colleague
time_left | quick one, how many minutes do I have left this month
time_left | how much time is left
end_call | sorry I dialled the wrong number
end_call | I don't have time right now, bye
end_call | please hang up
end_call | I want to quit
none | can you explain the options
none | what do you mean
none | come again
none | I don't want to do any of these
none | let me think
none | no idea
none | my phone is cold
none | is this a real person
none | not small talk
none | I'd rather not do the interview
none | what time is it
none | I'm hungry
none | not Sarah
cold_call | Hi there, I'd like to do cold calling practice today
cold_call | I am here for the cold calling exercise
cold_call | erm cold call practise
cold_call | let me do the sales thing
cold_call | I want to make sales calls
cold_call | can you play a skeptical buyer for me
cold_call | I'd like to try a cold call with a difficult person
cold_call | my pitch needs work
cold_call | well the first one sounds good
cold_call | first one please
cold_call | the number one
cold_call | gimme number one
cold_call | option one
cold_call | cold calling, if that's possible
cold_call | sales, not interviews
cold_call | I don't do small talk, cold calls
cold_call | cold calls not interviews
cold_call | no interviews just cold calls
cold_call | oh no not interview I meant cold call
cold_call | maybe interview, no, cold call please
cold_call | kohl calling
cold_call | cold falling
cold_call | colt calling
cold_call | cool calling
cold_call | cold call hmm yes
cold_call | coal call practice
cold_call | I'd like to practise closing
cold_call | a sales conversation with a CEO please
cold_call:robert | the founder guy
cold_call:robert | can I pitch to the startup CEO
cold_call:james | the finance person
cold_call:james | I'd like to call the CFO of the healthcare group
cold_call:david | the director of IT
cold_call:david | I'll have the IT director please
cold_call:sarah | the owner of the marketing agency
cold_call:sarah | Sarah from the agency
cold_call:maria | Maria in operations
cold_call:lisa | Lisa from customer success
cold_call:james | James, the CFO
cold_call:david | not the CFO, the IT director
cold_call:maria | anyone but Sarah, give me Maria
interview | Hello, could you help me practise for an interview?
interview | I would like to practice my interview skills
interview | interviewing skills please
interview | let's do interviews
interview | job interviews
interview | I need interview help
interview | I want to practice answering interview questions
interview | practising for a big interview
interview | my daughter said I should practise for my interview
interview | I have an assessment centre next week
interview | second please
interview | the 2nd one
interview | choice number two
interview | I'd like number two, thanks
interview | I'll go for option two
interview | two please
interview | interviews not sales
interview | no cold calls today please, interview
interview | don't give me cold calls, I want the interview
interview | not cold call interview
interview | cold calling, or no, interview
interview | I was going to say sales but actually interview
interview | I'd prefer an interview to a cold call
interview | interview rather than small talk
interview | in a few
interview | inter review
interview | in the view
interview | interviewing practice thanks
interview | interbrew
interview | entrevue
interview | hinter view please
interview:rachel | senior HR manager
interview:rachel | Rachel please, the HR manager
interview:rachel | put me through to HR
interview:rachel | I want to talk with the recruiter
interview:rachel | Raychel
interview:rachel | interview with the HR lady
small_talk | hey I'd just like a chat
small_talk | just chatting please
small_talk | only small talk today
small_talk | could we have a little small talk
small_talk | I want to get better at small talk
small_talk | practise casual conversations
small_talk | everyday conversation
small_talk | can we talk about something nice
small_talk | I feel lonely and just want to talk
small_talk | chat
small_talk | a chat please
small_talk | third one
small_talk | the third one thank you
small_talk | I think number three
small_talk | option three
small_talk | three I guess
small_talk | not interviews, chatting
small_talk | no sales and no interviews, just a chat
small_talk | I don't want an interview, just small talk
small_talk | cold calls? god no, small talk
small_talk | sales... hmm, no. Small talk.
small_talk | small torch
small_talk | smart dog
small_talk | some talk
small_talk | swallow talk
small_talk | small talc
small_talk | Schmalltalk
small_talk | a bit of banter
small_talk:alex | Alex please
small_talk:alex | give me Alex
small_talk:alex | the colleague, Alex
small_talk:alex | Alec
time_left | how many minutes are left
time_left | do I have enough minutes
time_left | how long have I got
time_left | what's left on my account
end_call | stop please
end_call | I'd like to end this call
end_call | okay bye
end_call | see you later
end_call | no thanks, I'm good, bye
switch:interview | switch to interview
switch:small_talk | please switch to small talk
none | sorry?
none | hmm
none | what did you say
none | say that again
none | I do not know what to choose
none | is there anything else
none | I'm a bit lost
none | who are you
none | good evening
none | how are you
none | I'm driving right now
none | I don't need an interview
none | not the second one
none | no small talk
none | neither of them
none | can you help me
none | I want to practise
none | banana
none | where are you calling from
none | five
none | it's raining
none | the first time I called it didn't work
none | is it free
none | one moment please
none | hold on a second
cold_call | yo, cold calling
cold_call | I've been told to practise cold calls by my manager
cold_call | uh the uh first one I think
cold_call | can we do sales today instead of interviews
cold_call | I want to call a grumpy customer
cold_call | teach me how to cold call
cold_call | outbound sales calls
cold_call | I'm a new sales rep and want to practise my calls
cold_call | a cold call to someone in marketing
cold_call | number one, cold calls
cold_call | my boss wants me to do more cold calls
cold_call | cold calling with someone I haven't had yet
cold_call | interviews no, cold calls yes
cold_call:james | can you get me the chief financial officer
cold_call:robert | I'd like to talk to a startup founder
cold_call:sarah | someone from a marketing agency
cold_call:david | mr. Okafor, please
cold_call:lisa | Lisa would be great
interview | I really need to nail this interview
interview | interview practise
interview | could we run a mock interview for a nurse position
interview | I'd like to rehearse for a job interview at a startup
interview | I'm interviewing for a marketing manager job
interview | interview for a sales manager position please
interview | I have an interview with an IT director tomorrow
interview | prepare for interview with HR
interview | please not the sales stuff, the interview stuff
interview | number two I think
interview | the second choice
interview | I'm changing careers and need interview practice
interview:rachel | I want the interview with the HR lady not the cold calls
interview | interviews... no wait... yes, interviews
interview:rachel | HR lady
interview:rachel | Rachel again please
interview:rachel | could I get Rachel Chen
small_talk | I'm new in town and want to practise chatting with people
small_talk | elevator small talk
small_talk | small talk at a party
small_talk | help me with small talk for a networking event
small_talk | just a relaxed conversation
small_talk | something easy, small talk
small_talk | nah not sales, small talk
small_talk | the third one, small talk
small_talk | not cold calls and definitely not interviews so small talk
small_talk | can I just chat with somebody
small_talk:alex | that friendly colleague, Alex
small_talk:alex | could you get me Alex
time_left | how much time do I have
time_left | how many minutes have I left
end_call | ok goodbye then
end_call | I should go
end_call | stop it
none | who is Sarah
none | what's cold calling
none | tell me about the personas
none | I'm not sure what I want
none | can you wait a moment
none | nothing comes to mind
none | let me get a pen
none | I don't like cold calls
`);
