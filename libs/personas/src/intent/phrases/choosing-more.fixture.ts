import { phraseTable } from './phrase-table';

/** More of what callers say when they are asked what to practise, found while the rules were made. */
export const MORE_CHOOSING_PHRASES = phraseTable(`
cold_call | I wanna practice my cold calling skills
cold_call | hmm let me see, I guess the cold calls would be good
cold_call | I'd like to work on my sales technique
cold_call | let's do option number one
cold_call | the first option please
cold_call | the first
cold_call | the 1st one
cold_call | I'll go with the first one
cold_call | uno
cold_call | give me cold calls
cold_call | could you do the calling thing
cold_call | practice calling customers
cold_call | sales role-play please
cold_call | I want to practice selling to a difficult customer
cold_call | I need help with my sales pitch
cold_call | let me pitch you something
cold_call | cold call, please. Not interviews.
cold_call | definitely not interview, cold calls
cold_call | I don't need interview practice, I need cold calling
cold_call | interview? no, cold call
cold_call | rather than interviews, cold calls
cold_call | everything except interviews and small talk
cold_call | I said cold call not interview
cold_call | no no, cold call
cold_call | cold corning
cold_call | cold call in
cold_call | cold calling in
cold_call | goal calling
cold_call | bold calling
cold_call | cold comings
cold_call | co calling
cold_call | told calling
cold_call | cold calves
cold_call | sails
cold_call | sales cold
cold_call | cult calling
cold_call | cold kohling
interview | I've got an interview coming up
interview | I'm preparing for a job interview
interview | can you help me prepare for an interview tomorrow
interview | interview practice
interview | do a practice interview
interview | job interview prep, thanks
interview | I'd like some interview training
interview | number 2 please
interview | second
interview | let's go with two
interview | option B
cold_call | option a
interview | interview would be great
interview | interview me for a software engineering role
interview | I need to get ready for my final round
interview | HR interview
interview | not cold calling, interview
interview | no sales please, I have an interview
interview | anything but cold calls... interview
interview | I don't want cold calls but an interview
interview | well not the cold calls I think, the interview one
interview | in her view
interview | inner few
interview | entering you
interview | interviewed
interview | interval
interview | and a view
interview | into you
interview | winter view
interview | interviewer
interview | hinterview
interview | the job thing
interview | I am looking for a job
interview | help me get hired
interview | technical interview
interview:rachel | I'd like to speak with the HR manager please
interview:rachel | Ms Chen
interview:rachel | can I have Rachel?
interview:rachel | the human resources manager
interview:rachel | give me the HR woman
interview:rachel | not David, Rachel
interview:rachel | I want the interviewer, Rachel
interview:rachel | Rachel Chan
cold_call:david | Okafor
cold_call:david | the IT guy please
cold_call:david | the technology director
cold_call:david | cold call David
cold_call:david | I want to practice with the IT director
cold_call:david | David from logistics
cold_call:david | Dave
cold_call:sarah | the woman from the marketing agency
cold_call:sarah | can you put me through to Sarah
cold_call:sarah | the agency owner
cold_call:maria | the operations lady
cold_call:maria | the ops manager
cold_call:maria | Maria Del Gado
cold_call:james | the finance guy
cold_call:james | a CFO
cold_call:james | the healthcare CFO
cold_call:james | Mr Harrington please
cold_call:robert | the founder
cold_call:robert | the startup CEO
cold_call:robert | Bob
cold_call:lisa | customer success
cold_call:lisa | the customer success lady
cold_call:lisa | Lisa Brandt
small_talk:alex | Alex Moreau
small_talk:alex | the friendly guy
small_talk:alex | the colleague
small_talk | I just want to talk
small_talk | I want to chat a little
small_talk | can we have a chat
small_talk | just a casual chat please
small_talk | some small talk would be nice
small_talk | I need to learn how to make small talk
small_talk | let's have a conversation
small_talk | a conversation
small_talk | talk about the weather or something
small_talk | let's talk about nothing in particular
small_talk | the last one please
small_talk | number 3
small_talk | 3 please
small_talk | small talks
small_talk | smalltalk please
small_talk | small tork
small_talk | smell talk
small_talk | small doc
small_talk | small toque
small_talk | smaller dog
small_talk | mall talk please
small_talk | cheat chat
small_talk | no interview, no cold call, small talk
small_talk | not interview, small talk
small_talk | I'd rather just chat than do an interview
small_talk | I'm not in the mood for sales, let's just chat
small_talk | small talk instead of interviews
small_talk | office chit-chat
small_talk | I want to practise talking to colleagues
time_left | how much time have I left
time_left | how many minutes remain
time_left | what is my balance
time_left | do I still have time
end_call | I don't want to practice anymore, bye
end_call | no thank you, goodbye
end_call | I want to end the call
end_call | please stop
end_call | that's all, thanks
end_call | let's stop here
end_call | I need to go now
end_call | quit
none | maybe later
none | good morning
none | I like turtles
none | what's the difference between them
none | who am I speaking to
none | not interviews
none | don't give me the HR lady
none | I don't want to talk to Sarah
none | I really don't want to do an interview
none | uh what
none | pass
none | the fourth one
none | it depends
none | surprise me
none | I am in sales
none | I work in marketing
none | is anyone there
none | asdf qwer
none | four
none | how does this work
interview | okay um so what I would really like today if that's alright with you is to go through some interview questions because I've got a big one on Monday
cold_call | hi yeah it's me again, can we do what we did last time, the cold call
cold_call | honestly my numbers are terrible so I suppose cold calls it is
interview | the one in the middle
interview | I think the second option sounds good
interview | mmm two
interview | number 2, the interview
cold_call | Hello, I want to practice cold calling.
small_talk | I'd just like to talk to someone
small_talk | three please
small_talk | well, I think the third one
interview | interview not cold call
small_talk | neither sales nor interview
cold_call | not an interview but a cold call
cold_call | cold call but not with Sarah
cold_call | no interview, sales
interview | no, interview
interview | no the interview
interview | sorry I meant the interview
interview | wait no, the second one
small_talk | the first... no, the third one
cold_call:maria | the e-commerce operations manager
cold_call:maria | can I speak with the lady from the online shop
cold_call:david | I'd like to sell to the IT director
cold_call:david | can I have the IT director again
cold_call:james | the chief financial officer of the hospital
cold_call:lisa | the director of customer success
cold_call:robert | that startup founder guy
cold_call:robert | the CEO
interview:rachel | HR
interview:rachel | HR please
interview:rachel | the recruiter
interview:rachel | someone from HR
small_talk:alex | the friendly colleague Alex
small_talk:alex | talk to Alex
cold_call:sarah | call Sarah
cold_call:sarah | Zara
cold_call:sarah | Sahra
cold_call:robert | Robert Cain
cold_call:david | David O'Kafor
cold_call:david | David or Kafor
cold_call:james | Jaymes Harrington
interview:rachel | Rachelle
cold_call:lisa | Leesa
none | James here
none | my name is Robert
none | this is Sarah
interview | hi this is David and I want to do an interview
interview | I'm James and I would like to practise for an interview
cold_call | My name is Alex, cold calls please
cold_call | Sarah or David?
none | which persona do you recommend
none | can I hear the options again
none | I don't want any of those
none | none of them
none | none of the above
small_talk | let's just have a nice chat about whatever
small_talk | conversation practice
small_talk | English conversation
interview | practise answering questions
interview | can you ask me questions like in an interview
cold_call | pretend you are a client and I call you
cold_call | I want to practise calling companies
cold_call | practice my elevator pitch
none | constructor
none | toString
none | __proto__
cold_call | i want to practise cold calling and then maybe an interview
interview | first an interview and then small talk
interview | interview first, then cold call
interview | interview with small talk at the beginning
interview | I had a cold call last time, today I want the interview
interview | last time we did cold calls, now interviews
interview | enough cold calls, interview please
cold_call | skip the small talk, cold call
cold_call | enough chatting, let's sell
small_talk | I'm tired of interviews, let's chat
none | I'm tired of interviews
none | no more cold calls
none | stop with the cold calls
end_call | I don't want to practise today, goodbye
switch:cold_call | actually can we switch to cold calls
switch:interview | I'd like to change to the interview
`);
