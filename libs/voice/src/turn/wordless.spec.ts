import type { Case, Said } from '../testing/turn-timeline';
import { end, final, interim, listening, speaking, start } from '../testing/turn-timeline';

const heardAgo = (sinceMs: number): Said => ({ type: 'speech.ended', sinceMs });
const spoke = (ms: number) => listening({ wordless: true }).say(start).wait(ms).say(end);
const answered = () => spoke(800).wait(300);

test.each<Case>([
  ['a turn counts before its words', answered, ['commit t1 "" silence', 'reply 2 to t1']],
  [
    'silence counts from where speech really ended',
    () => listening({ wordless: true }).say(start).wait(800).say(heardAgo(200)).wait(60),
    ['commit t1 "" silence', 'reply 2 to t1'],
  ],
  [
    'late words put the record right and change nothing else',
    () => answered().say(final('What do you sell?')),
    ['commit t1 "" silence', 'reply 2 to t1', 'commit t1 "What do you sell?" silence'],
  ],
  [
    'an answer to a noise is taken back while nobody has heard it',
    () => answered().say(final('um')),
    ['commit t1 "" silence', 'reply 2 to t1', 'clearOutput', 'abortReply', 'dropTurn'],
  ],
  [
    'once it is heard, the answer stands',
    () => answered().say({ type: 'reply.audible', epoch: 2 }, final('um')),
    ['commit t1 "" silence', 'reply 2 to t1'],
  ],
  [
    'words that come while nothing is known of them are no interruption',
    () => {
      const call = answered().say({ type: 'reply.audible', epoch: 2 }).wait(900).forget();
      return call.say(start, interim('What do'), final('What do you sell?'));
    },
    ['commit t1 "What do you sell?" silence'],
  ],
  [
    'what is said over the persona is weighed by its words as ever',
    () => {
      const call = speaking({ wordless: true }).say(start).wait(200).say(end).wait(100);
      return call.say(final('mhm')).wait(100);
    },
    ['pauseOutput', 'resumeOutput', 'interruption backchannel'],
  ],
])('%s', (_name, timeline, done) => expect(timeline().done).toEqual(done));
