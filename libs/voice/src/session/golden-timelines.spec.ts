import { replay } from '../events/replay';
import { ProviderError } from '../resilience/provider-error';
import type { ScriptedCall } from '../testing/scripted-call';
import { storyOf } from '../testing/story';
import { greeted, LONG, speakingFor } from './golden-stage.fixture';

/**
 * How calls go, to the millisecond. Voices say a character in 50 ms after 100 ms, models write their
 * first word after 200 ms; the persona is the cold call's busy prospect.
 */

/** What happened after the greeting, in the call's own milliseconds. */
const storyAfterGreeting = ({ events }: ScriptedCall): string[] => storyOf(events).slice(2);

const cases: [name: string, run: () => Promise<ScriptedCall>, story: string[]][] = [
  [
    '1. a pause shorter than the shortest silence inside a sentence is one turn',
    async () => {
      const call = await greeted({ replies: ['Fine.'] });
      await call.says('We help agencies', 600);
      await call.clock.advance(100);
      await call.says('to grow faster.', 600);
      await call.clock.advance(2000);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '3400 p2 dropped',
      '3400 p3 prepared for t1',
      '3600 t1 "We help agencies to grow faster." by silence',
      '3600 p3 let out',
      '4020 p3 heard "Fine."',
    ],
  ],
  [
    '2. an eager end of turn, resumed, and the end: one reply is heard',
    async () => {
      const call = await greeted({ replies: ['Fine.', 'Good.'] });
      call.speech(true);
      await call.clock.advance(800);
      call.recogniser.emit({ type: 'eager', text: 'We help agencies' });
      await call.clock.advance(150);
      call.recogniser.emit({ type: 'resumed' });
      await call.clock.advance(450);
      call.recogniser.emit({ type: 'eager', text: 'We help agencies grow.' });
      await call.clock.advance(100);
      call.speech(false);
      call.recogniser.emit({ type: 'final', text: 'We help agencies grow.', turnEnded: true });
      await call.clock.advance(2000);
      return call;
    },
    [
      '2800 p2 prepared for t1',
      '2950 p2 dropped',
      '3400 p3 prepared for t1',
      '3500 t1 "We help agencies grow." by model',
      '3500 p3 let out',
      '4020 p3 heard "Good."',
    ],
  ],
  [
    '3. a changed transcript makes what was prepared useless: one reply, both metered',
    async () => {
      const call = await greeted({ replies: ['Fine.', 'Good.'] });
      call.speech(true);
      await call.clock.advance(800);
      call.recogniser.emit({ type: 'eager', text: 'We help agencies' });
      await call.clock.advance(300);
      call.speech(false);
      call.recogniser.emit({ type: 'final', text: 'We help all agencies.', turnEnded: true });
      await call.clock.advance(2000);
      return call;
    },
    [
      '2800 p2 prepared for t1',
      '3100 p2 dropped',
      '3100 t1 "We help all agencies." by model',
      '3100 p3 answers t1',
      '3720 p3 heard "Good."',
    ],
  ],
  [
    '4. "mhm" over the persona: held until that is known, noted as listening',
    async () => {
      const call = await speakingFor(1000);
      call.speech(true);
      await call.clock.advance(80);
      call.recogniser.interim('mhm');
      await call.clock.advance(200);
      call.speech(false);
      call.recogniser.final('Mhm.');
      await call.clock.advance(4000);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '4150 held',
      '4170 goes on from 950',
      '4170 backchannel interruption of p2',
      '7320 p2 heard "We looked at three vendors last year. None of them could show any numbers at all."',
    ],
  ],
  [
    '5. a cough of 300 ms: held, goes on at the word it cut, no word is lost',
    async () => {
      const call = await speakingFor(1050);
      call.speech(true);
      await call.clock.advance(300);
      call.speech(false);
      await call.clock.advance(6000);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '4200 held',
      '5340 goes on from 950',
      '5340 false interruption of p2',
      '8490 p2 heard "We looked at three vendors last year. None of them could show any numbers at all."',
    ],
  ],
  [
    '6. a real interruption: silent at once, history exact to the word',
    async () => {
      const call = await speakingFor(1050);
      call.speech(true);
      await call.clock.advance(200);
      call.recogniser.interim('hold on a second');
      await call.clock.advance(500);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '4200 held',
      '4340 hard interruption of p2',
      '4340 p2.1 cleared',
      '4340 p2.2 cleared',
      '4340 p2 heard "We looked at three", cut off',
    ],
  ],
  [
    '7. an interruption after all was made, while it is still being played',
    async () => {
      const call = await speakingFor(3000);
      call.speech(true);
      await call.clock.advance(200);
      call.recogniser.interim('hold on a second');
      await call.clock.advance(500);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '6150 held',
      '6290 hard interruption of p2',
      '6290 p2.2 cleared',
      '6290 p2 heard "We looked at three vendors last year. None of them could show", cut off',
    ],
  ],
  [
    '8. an interruption before the first sound: nothing was heard, and the turn goes on',
    async () => {
      const call = await greeted({ replies: [LONG] });
      await call.says('Tell me.', 600);
      await call.clock.advance(220);
      call.speech(true);
      await call.clock.advance(100);
      call.recogniser.interim('about the price');
      await call.clock.advance(300);
      call.speech(false);
      call.recogniser.final('About the price.');
      await call.clock.advance(1000);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '2970 p2 heard "", cut off',
      '3270 p3 prepared for t1',
      '3520 t1 "Tell me. About the price." by silence',
      '3520 p3 let out',
    ],
  ],
  [
    '9. an interruption while a tool runs: its result is answered to nobody',
    async () => {
      const call = await greeted({
        replies: [{ text: 'One moment.', tools: [{ name: 'time_left' }] }, LONG],
        session: {
          tools: [{ name: 'time_left', description: 'Minutes left.', parameters: {} }],
          runTool: () => new Promise(() => undefined),
        },
      });
      await call.says('How long do I have?', 600);
      await call.heardFor(300);
      call.speech(true);
      await call.clock.advance(200);
      call.recogniser.interim('never mind');
      call.speech(false);
      call.recogniser.final('Never mind.');
      await call.clock.advance(600);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "How long do I have?" by silence',
      '2850 p2 let out',
      '2890 tool time_left',
      '3350 held',
      '3490 hard interruption of p2',
      '3490 p2.1 cleared',
      '3490 p2 heard "One", cut off',
      '3490 p3 prepared for t2',
      '3740 t2 "Never mind." by silence',
      '3740 p3 let out',
    ],
  ],
  [
    '10. a final transcript two seconds late is waited for within the recogniser’s budget',
    async () => {
      const call = await greeted({ replies: ['Fine.'], finalBudgetMs: 2500 });
      call.speech(true);
      await call.clock.advance(800);
      call.speech(false);
      await call.clock.advance(2000);
      call.recogniser.final('We help agencies.');
      await call.clock.advance(1000);
      return call;
    },
    ['4800 t1 "We help agencies." by silence', '4800 p2 answers t1', '5420 p2 heard "Fine."'],
  ],
  [
    '11. the recogniser dies in mid-utterance: it is opened again and the turn is answered',
    async () => {
      const call = await greeted({ replies: ['Fine.'] });
      call.speech(true);
      await call.clock.advance(400);
      call.recogniser.emit({
        type: 'error',
        error: new ProviderError('scripted', 'network', 'Gone.'),
      });
      await call.clock.advance(400);
      call.speech(false);
      await call.clock.advance(100);
      call.recogniser.final('We help agencies.');
      await call.clock.advance(1000);
      return call;
    },
    [
      '2400 stt failed: network',
      '2900 p2 prepared for t1',
      '3050 t1 "We help agencies." by silence',
      '3050 p2 let out',
      '3520 p2 heard "Fine."',
    ],
  ],
  [
    '12. the voice stalls after three frames: what was heard is kept, and the persona says sorry',
    async () => {
      const call = await greeted({
        replies: [LONG],
        voice: { trouble: (nth) => (nth === 1 ? { stallAfterFrames: 3 } : undefined) },
      });
      await call.says('Tell me.', 600);
      await call.clock.advance(14_000);
      return call;
    },
    [
      '2650 p2 prepared for t1',
      '2850 t1 "Tell me." by silence',
      '2850 p2 let out',
      '13110 tts failed: timeout',
      '13110 p2 heard "We", cut off',
      '13110 p3 apology',
      '14310 p3 heard "Sorry, I missed that."',
    ],
  ],
];

test.each(cases)('%s', async (_name, run, story) => {
  const call = await run();
  const told = storyAfterGreeting(call);
  expect(told).toEqual(story);
  expect(call.answeredTwice()).toEqual([]);
  expect(replay(call.events).difference).toBeNull();
});

test('3. both replies are metered, and the log tells which one was of use', async () => {
  const [, , third] = cases;
  const call = await third?.[1]();
  const written = call
    ?.all('usage')
    .filter(({ quantities }) => quantities[0]?.unit === 'output_token');
  expect(written?.map(({ purpose, speculation }) => [purpose, speculation])).toEqual([
    ['speculative', 'discarded'],
    ['reply', undefined],
  ]);
});
