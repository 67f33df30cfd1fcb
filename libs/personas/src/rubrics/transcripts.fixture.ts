import type { Mode } from '../persona.schema';
import type { TranscriptTurn } from '../transcript';

/** Builds a transcript in which "T:" and "P:" take turns, at about 150 words a minute. */
export const transcriptOf = (text: string): TranscriptTurn[] => {
  let nowMs = 0;
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => {
      const said = line.slice(2).trim();
      const startMs = nowMs + 400;
      const endMs = startMs + said.split(' ').length * 400;
      nowMs = endMs;
      const speaker = line.startsWith('T:') ? 'trainee' : 'persona';
      return { id: `turn-${index}`, speaker, text: said, startMs, endMs, interrupted: false };
    });
};

export type Level = 'weak' | 'average' | 'strong';

/** Synthetic trainees of three levels, per mode. */
export const TRANSCRIPTS: Record<Mode, Record<Level, string>> = {
  cold_call: {
    weak: `
P: Hi, Sarah speaking.
T: Hello, we are the leading platform for marketing and our product is the best solution on the market, it does everything you need.
P: Okay. We already have a tool for that, honestly.
T: But ours is much better, it has more features and it is very modern and everybody likes it.
P: I do not have the budget right now.
T: It is not expensive, really. You should just buy it.
P: Who would set that up?
T: It is easy, anybody can do it.
P: I do not think this is for us.
T: Are you sure? It is really good.
P: Yes, I am sure. Bye.`,
    average: `
P: Hi, Sarah speaking.
T: Hi Sarah, this is Dana from Brightline. How are you today?
P: I am good, thanks. What is this about?
T: We help agencies with automatic reports, our platform connects all your tools in one place.
P: Okay, we already use a spreadsheet for that.
T: I understand. How do you build your reports today?
P: Priya collects everything by hand, it takes three days every month.
T: That is a long time. Our tool would save a lot of that.
P: I do not have the budget right now, to be honest.
T: It costs about 300 dollars a month, so it is not very much.
P: Hm, I would have to think about it.
T: Could we schedule a demo so I can show you?
P: Maybe, send me an email first.
T: Okay, I will send you an email. Thanks for your time, bye!
P: Okay, bye.`,
    strong: `
P: Hi, Sarah speaking.
T: Hi Sarah, this is Dana from Brightline. I know I am calling out of the blue, do you have a minute?
P: I have two minutes, sure.
T: Thank you. I am calling because I saw that you look after two hotel groups. How do you put their monthly reports together?
P: Priya collects everything in spreadsheets, it takes three days every month.
T: Three days for the spreadsheets, okay. What happens to the reports when Priya is away?
P: Then I do them at night, it is not pretty. We even lost a hotel client over it.
T: I am sorry to hear that. What did losing that client cost you?
P: About a tenth of our revenue, if I am honest.
T: You mentioned the three days in spreadsheets: that is the part we take over. An agency of your size went from three days to two hours.
P: Sounds nice, but we have no budget for another tool.
T: That makes sense after losing a client. What would it have to replace for the budget to work?
P: It would have to save me the freelancer at the end of the month.
T: Another agency cancelled theirs after six weeks, because the reports wrote themselves. Does that help?
P: It does, actually. But who sets it up? We are all busy.
T: Fair point, nobody wants a project in the busy season. We set it up with Priya in one afternoon, for example with one hotel client first.
P: Okay, one afternoon we could do.
T: Could I show both of you on your own numbers, fifteen minutes on Thursday at ten?
P: Yes, okay, Thursday at ten works.
T: Great, I will send you both the invitation for Thursday. Thank you for your time, have a good day, bye!
P: Bye, Dana!`,
  },
  interview: {
    weak: `
P: Tell me a bit about yourself.
T: I am a hard worker and a team player.
P: Can you tell me about a time you had a conflict at work?
T: I usually get along with everybody, I would always talk to people.
P: And one particular time?
T: We had some issues, but we solved it.
P: What was your part?
T: We all did it together, it was a team thing.
P: What was the result?
T: It was good, everyone was fine.
P: Do you have any questions for me?
T: No, not really.`,
    average: `
P: Tell me a bit about yourself.
T: Hello, I studied logistics and I have worked for five years at a shipping company, where I plan routes and talk to the drivers and to the customers.
P: Tell me about a time you had a conflict at work.
T: Last year there was a conflict with a colleague about the route plan. We talked about it a few times and we found a compromise that was okay for both of us in the end.
P: What exactly did you do?
T: I asked him for a meeting and I explained my view. We usually manage to solve these things in our team when we talk.
P: How did it end?
T: It was fine, we used the new plan and people were happy with it.
P: Why this role?
T: I think it is interesting and I would like to grow and do something new.
P: Do you have a question for me?
T: What does the team look like?
P: It is a team of nine.
T: Okay, thank you.`,
    strong: `
P: Hi, good to meet you. Tell me a bit about yourself, and how you came to be interested in this role.
T: Thank you, nice to meet you. I studied logistics in Leeds and I worked for five years at Hansa Shipping, where I planned the routes for forty trucks. I am interested in this role because I like to bring order into messy processes.
P: Tell me about a time you had a conflict with a colleague.
T: Last March there was a conflict with a colleague, Jonas, about the night routes at Hansa. The problem was that two drivers had quit and we were late every day. My task was to bring the delays down within two months.
P: What did you do?
T: First I called every driver and asked what slowed them down. Then I rebuilt the plan and showed Jonas the waiting times at the harbor, because he trusted numbers more than me. After that I proposed a trial for one week.
P: And how did it end?
T: In the end Jonas agreed, and delays dropped by 30 percent within two months. I learned to bring the data before the opinion, and since then I always ask the drivers first.
P: What was the hardest decision in there?
T: The hardest decision was to cancel two customers for one week. I decided it because the drivers were at their limit, and I called both customers myself. One of them renewed in May.
P: Thank you. What would you like to ask me?
T: What would success look like after the first three months in this team?
P: You would own one process, end to end.
T: And what does the team find most difficult at the moment?
P: Two departments want different things.
T: That sounds familiar. Thank you for the conversation, it was a pleasure.`,
  },
  small_talk: {
    weak: `
P: Hey, how are you doing?
T: Fine.
P: How was your weekend?
T: Okay.
P: Did you do anything nice?
T: Not really, I worked and I slept.
P: Oh, what are you working on?
T: Billing stuff, the same as always, nothing that anybody would want to hear about.
P: I climbed on Saturday and my arms still hurt.
T: Okay.
P: Well, see you around then!
T: Bye.`,
    average: `
P: Hey, how are you doing?
T: Hi, I am good, how are you?
P: Good, a bit tired. I baked bread until midnight.
T: Oh nice. I was at home on the weekend and watched a series with my sister.
P: Which one?
T: A crime thing from Denmark. Do you watch series?
P: Sometimes. My partner is a nurse, so we never watch the same evening.
T: I see. I am on the billing project, it is a bit stressful right now.
P: Oh, I heard about that. We redesign the sign-up flow.
T: What floor are you on?
P: The fourth, by the noisy printer.
T: Okay, I have to go to a meeting. See you!
P: See you!`,
    strong: `
P: Hey, going up too? How are you doing?
T: Hi! I am good, a bit sleepy, I moved into a new flat on Sunday. How are you?
P: Good, good. I baked sourdough until midnight, it turned into pizza.
T: Haha, pizza is the best way for sourdough to fail. How did you get into baking?
P: Sam gave me a starter, we called him Gerald, and now I cannot let him die.
T: I love that. I have a cat called Miso and she eats my plants. Who feeds Gerald when you are away?
P: Sam does, between two shifts. Sam is a nurse.
T: Oh wow, night shifts must be hard. What do you two do when you are both free?
P: We walk the dog by the lake. I also present on Thursday, so my head is full.
T: That sounds exciting. I always rehearse in the shower. What is the presentation about?
P: The sign-up flow, my one button of six weeks.
T: Your button is famous on our floor. Have you tried it on people who never saw it?
P: Only on the dog, to be honest.
T: Anyway, this is my floor, I have to get back. Good luck on Thursday, and say hi to Gerald. It was great talking to you!
P: Thanks, see you!`,
  },
};
