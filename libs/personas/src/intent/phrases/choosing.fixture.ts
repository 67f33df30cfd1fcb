import { phraseTable } from './phrase-table';

/** What callers say when they are asked what to practise. */
export const CHOOSING_PHRASES = phraseTable(`
cold_call | I want to practice cold calling
cold_call | Cold calls, please.
cold_call | um, cold calling I guess
cold_call | I'd like to do some sales calls
cold_call | can we practise a sales pitch over the phone?
cold_call | yeah hi so I was thinking maybe the cold calls
cold_call | sales
cold_call | I need to sell something to a stranger on the phone
cold_call | give me a tough prospect
cold_call | telesales
cold_call | I'm terrible at cold calling, help me
cold_call | I'm not good at cold calls
cold_call | coal calling
cold_call | gold calling
cold_call | I'd like to practise coal calls please
cold_call | code calls
cold_call | cold collie
cold_call | cold coding please
cold_call | cole calling
cold_call | first
cold_call | number one
cold_call | 1
cold_call | option one please
cold_call | I'll take number 1
cold_call | press one
cold_call | no interviews, I'd rather do sales
cold_call | interview, no wait, cold call
cold_call | I don't want small talk, I want to sell
cold_call | not small talk and not interviews, cold calls
cold_call | I would really love it if we could work on my outbound calls today because my boss is not happy with my numbers
cold_call | Kaltakquise bitte
cold_call | prospection téléphonique
cold_call | I want to ring up a business and pitch them my product
cold_call | could I do a practice sales call, ta
cold_call | cold calling practice
cold_call | can you be a customer and I try to sell you something
cold_call | role play a sales conversation with me
cold_call | I'd rather do cold calls than interviews
cold_call | cold calls over small talk any day
cold_call | telemarketing
cold_call | the one with the calls
cold_call | not the second one, the first
cold_call | anything but interviews, let's say cold calls
cold_call:david | can I talk to the IT director please
cold_call:david | David
cold_call:david | give me that IT guy
cold_call:david | mister okafor
cold_call:sarah | Sarah
cold_call:sarah | put me through to Sarah Whitfield
cold_call:sarah | the marketing agency owner
cold_call:sarah | the lady with the marketing agency
cold_call:maria | Maria please
cold_call:maria | the operations manager
cold_call:maria | Mariah
cold_call:maria | the e-commerce woman
cold_call:james | James Harrington
cold_call:james | I want to pitch to the chief financial officer
cold_call:james | mister Herrington
cold_call:lisa | Lisa
cold_call:lisa | I'll call Liza Brand
cold_call:robert | Robert
cold_call:robert | the CEO one
cold_call:robert | let me have Robert Cane
cold_call:robert | the startup guy
cold_call:robert | I'd like to cold call Robert Kane again
cold_call:david | Sarah, no sorry, David
interview | interview prep please
interview | Interviews.
interview | I have a job interview on Thursday
interview | could we do a mock interview please?
interview | I'd like to prepare for an interview
interview | I'm nervous about my interview next week, can you help
interview | I want to get better at answering behavioural questions
interview | interviewing
interview | practise interviews
interview | I need to prep for a sales interview
interview | interview for a cold calling job
interview | enter view
interview | interviews prep
interview | into view
interview | in a view practice
interview | intervue
interview | I want to do an enter view
interview | the second one
interview | number two
interview | 2
interview | the second
interview | second option please
interview | I choose the middle one
interview | press 2
interview | um the, the second one, yeah
interview | not sales the interview
interview | cold call, no wait, interview
interview | I don't want to do sales, I want interview practice
interview | no small talk today, interview please
interview | anything but sales, maybe the interview
interview | I'd rather do an interview than a cold call
interview | first I said cold calls but on second thought make it an interview
interview | I'm no good at interviews
interview | I was made redundant and I'm applying for jobs again
interview | prepare me for a hiring manager
interview | Vorstellungsgespräch
interview | Bewerbungsgespräch üben bitte
interview | entretien d'embauche
interview | quiero practicar una entrevista
interview | I'd like you to interview me
interview | ask me interview questions
interview | the interview, not the first one
interview:rachel | job talk with a recruiter
interview | not one, two
interview | I do not want to chat, I need interview prep
interview | interview coaching
interview:rachel | Rachel
interview:rachel | the HR manager
interview:rachel | I'd like to talk to Rachel Chen
interview:rachel | the lady from human resources
interview:rachel | an interview with Rachel
interview:rachel | the recruiter lady
interview:rachel | Rachel, the HR one
small_talk | small talk
small_talk | Small talk, please!
small_talk | I just want to have a chat
small_talk | chit chat
small_talk | I'd like to practise small talk
small_talk | I'm bad at small talk
small_talk | can we just talk
small_talk | just talking, nothing special
small_talk | networking events make me nervous, can we practise that
small_talk | a friendly chat would be nice
small_talk | smart talk
small_talk | small tock
small_talk | small stalk
small_talk | mall talk
small_talk | smalltalk
small_talk | the third one
small_talk | 3
small_talk | number three
small_talk | last option
small_talk | third
small_talk | number tree
small_talk | not sales, not interviews, just small talk
small_talk | neither cold calls nor interviews, just chat
small_talk | no cold calls and no interviews
small_talk | I fancy a chinwag
small_talk | shoot the breeze
small_talk | ein bisschen plaudern
small_talk | quiero charlar
small_talk | conversation with a colleague in the elevator
small_talk | something light, like chatting at the coffee machine
small_talk | sales no, interviews no, small talk yes
small_talk | oh you know what, small talk sounds fun
small_talk | not number two, number three
small_talk | the third option, the casual one
small_talk:alex | the friendly colleague
small_talk:alex | chat with Alex
small_talk:alex | small talk with Alex Morrow
small_talk:alex | I want to talk to that colleague
time_left | how many minutes have I got left
time_left | how many minutes do I have
time_left | what's my remaining time
time_left | do I have any minutes left
time_left | how long can I talk for
time_left | check my minutes
end_call | bye bye
end_call | I'd like to stop
end_call | hang up please
end_call | I have to go, sorry
end_call | nothing, thanks, bye
end_call | sorry, wrong number
end_call | I changed my mind, I want to hang up
end_call | cancel
switch:cold_call | switch to cold calls please
switch:small_talk | let's change to small talk
none | hello?
none | hello, who is this
none | no
none | I don't know
none | what are my options
none | can you repeat that please
none | I'm not sure yet
none | what was the question
none | it's really cold in here
none | my dog is small
none | the view from my office is lovely
none | give me a call later
none | not the first one
none | no interviews please
none | either one is fine
none | whatever you like
none | what is a cold call
none | tell me more about the interview
none | can you hear me
none | my name is Tom
none | zero
none | 7
none | I can't decide
none | I'm calling about my invoice
none | I'd like to practise
none | I want to practise something
none | thank you
none | the weather is nice today
none | number nine
none | could you speak a bit slower
`);
