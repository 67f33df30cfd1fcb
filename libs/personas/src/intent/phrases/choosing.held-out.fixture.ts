import { phraseTable } from './phrase-table';

/** What callers say when they are asked what to practise. Held back: the rules were not tuned on these. */
export const CHOOSING_HELD_OUT = phraseTable(`
cold_call | cold call
cold_call | let's do the cold call one
cold_call | I start as an SDR on Monday and need to get better at prospecting
cold_call | selling, please
cold_call | help me with handling objections
cold_call | I've never made a cold call in my life and I start next week
cold_call | cold cooling
cold_call | called calling
cold_call | old calling
cold_call | the first one
cold_call | one
cold_call | the very first thing you said
cold_call | not the interview, the cold call
cold_call | small talk... actually no, let's do cold calling
cold_call | instead of an interview I'd like a sales call
cold_call | llamadas en frío
cold_call | B2B cold outreach by phone
cold_call | I was hoping to rehearse my pitch
cold_call | phone sales
cold_call | let me try dialing some prospects
cold_call | the sales one
cold_call:david | the IT director
cold_call:david | I want to call David Okafor
cold_call:david | the logistics IT person
cold_call:sarah | I'd like to speak with Sara
cold_call:sarah | cold call with Sarah please
cold_call:maria | can I try Maria Delgado today
cold_call:james | the CFO
cold_call:james | the finance guy from the healthcare group
cold_call:lisa | the customer success director
cold_call:robert | the startup founder
cold_call:robert | not Sarah, Robert
cold_call:lisa | not James, give me Lisa instead
interview | interview
interview | mock interview
interview | uh, the job interview thing
interview | job interview practice
interview | let's practice for my interview at Google
interview | inner view
interview | inner view prep please
interview | innerview
interview | inter view please
interview | two
interview | option 2
interview | number too
interview | not sales, the interview
interview | cold call no wait interview
interview | sales... sorry, I mean interviews
interview | forget cold calls, let's do interviews
interview | I haven't had an interview in ten years
interview | I want to get a new job
interview | entrevista de trabajo
interview | hello there good morning, yes I would like to, if it's possible, do a bit of interview practice
interview | grill me like a recruiter would
interview | the interview one please mate
interview | small talk is boring, interview me
interview:rachel | that HR lady
interview:rachel | Rachael please
interview:rachel | racial chen
small_talk | just want to chat
small_talk | let's just chat
small_talk | chitchat
small_talk | casual conversation
small_talk | I want to get better at making conversation at parties
small_talk | small dog
small_talk | smaller talk
small_talk | I'd like some small tuck
small_talk | three
small_talk | the last one
small_talk | option three thanks
small_talk | interview, hmm, actually let's do small talk
small_talk | I don't want to work, let's have a natter
small_talk | water cooler talk
small_talk | on va papoter un peu
small_talk | I'm shy and I'd like to practice talking to people I don't know at parties
small_talk | could we do the chatty one
small_talk:alex | Alex
small_talk:alex | my coworker Alex please
time_left | how much time do I have left?
time_left | before we start, how much time is left on my account
time_left | time left please
end_call | goodbye
end_call | stop
end_call | end the call
end_call | I'm done for today
switch:interview | can we switch to interview practice
none | I don't want to do a cold call today
none | yes
none | um
none | what can you do
none | help
none | I have a small dog
none | anything but interviews
none | neither
none | cold calls or interviews, which one is better for me
none | I have a cold
none | a large pepperoni pizza
none | wait a second
none | sorry what
none | this is my first time
none | I don't feel like selling anything
`);
