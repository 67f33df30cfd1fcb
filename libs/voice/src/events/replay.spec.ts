import { ProviderError } from '../resilience/provider-error';
import { ScriptedCall } from '../testing/scripted-call';
import { TURN_POLICIES } from '../turn/policy';
import { replay } from './replay';
import type { VoiceEvent } from './voice-event';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';

type Golden = [name: string, play: () => Promise<ScriptedCall>];

const asked = async (): Promise<ScriptedCall> => {
  const call = await new ScriptedCall({ replies: [LONG, 'Go ahead.'] }).greeted();
  await call.says('Why did you stay with them?');
  await call.heardFor(1000);
  return call;
};

const hangUp = async (call: ScriptedCall): Promise<ScriptedCall> => {
  await call.clock.advance(6000);
  await Promise.all([call.session.end('trainee_hung_up'), call.clock.advance(2000)]);
  return call;
};

const golden: Golden[] = [
  [
    'a pause for breath',
    async () => {
      const call = await new ScriptedCall().greeted();
      await call.says('We help agencies and', 600);
      await call.clock.advance(700);
      await call.says('shops to grow.', 600);
      return hangUp(call);
    },
  ],
  [
    'an interruption',
    async () => {
      const call = await asked();
      call.speech(true);
      await call.clock.advance(200);
      call.recogniser.interim('hold on');
      await call.clock.advance(400);
      call.speech(false);
      call.recogniser.final('Hold on, which vendors?');
      return hangUp(call);
    },
  ],
  [
    'a cough and an "mhm"',
    async () => {
      const call = await asked();
      call.session.speech(true);
      await call.clock.advance(300);
      call.session.speech(false);
      await call.clock.advance(1500);
      call.session.speech(true);
      call.recogniser.interim('mhm');
      call.session.speech(false);
      call.recogniser.final('Mhm.');
      return hangUp(call);
    },
  ],
  [
    'the persona picked up by the microphone',
    async () => {
      const call = await asked();
      call.speech(true);
      call.recogniser.interim('We looked at three');
      await call.clock.advance(400);
      call.speech(false);
      call.recogniser.final('We looked at three');
      return hangUp(call);
    },
  ],
  [
    'failures up to the end',
    async () => {
      const call = await new ScriptedCall({
        replies: [{ error: new ProviderError('scripted', 'rate', 'Too many requests.') }],
      }).greeted();
      call.session.text('Hello?', true);
      await call.clock.advance(3000);
      call.recogniser.emit({ type: 'error', error: new ProviderError('x', 'network', 'Gone.') });
      call.session.text('Hello?', true);
      await call.clock.until(() => call.ended !== null);
      return call;
    },
  ],
  [
    'silence up to the end',
    async () => {
      const call = await new ScriptedCall().greeted();
      await call.clock.until(() => call.ended !== null);
      return call;
    },
  ],
  [
    'hold-to-talk',
    async () => {
      const call = await new ScriptedCall({ session: { talk: 'hold' } }).greeted();
      call.session.talk(true);
      await call.clock.advance(900);
      call.session.talk(false);
      call.recogniser.final('We help agencies.');
      return hangUp(call);
    },
  ],
  [
    'a persona that hangs up, after the time was up',
    async () => {
      const call = await new ScriptedCall({
        replies: [{ text: 'I have to run now. Bye!', tools: [{ name: 'end_call' }] }],
      }).greeted();
      call.session.text('Buy this', false);
      call.session.text('Buy this!', true);
      await call.heardFor(100);
      await Promise.all([
        call.session.end('time_limit', { politely: true }),
        call.clock.advance(5000),
      ]);
      return call;
    },
  ],
];

describe('a replay', () => {
  test.each(golden)('of %s comes to the same decisions', async (_name, play) => {
    const { events } = await play();
    const stored = JSON.parse(JSON.stringify(events)) as VoiceEvent[];
    const { difference, steps } = replay(stored);
    expect(difference).toBeNull();
    expect(steps.at(-1)?.phase).toBe('ended');
    expect(steps.flatMap(({ decisions }) => decisions).length).toBeGreaterThan(3);
  });

  test.each(golden)('of %s by its own policy and clock does so too', async (_name, play) => {
    const { events } = await play();
    expect(replay(events, TURN_POLICIES.cold_call).difference).toBeNull();
  });

  test('tells where a more patient persona would have gone another way', async () => {
    const call = await new ScriptedCall({ replies: ['To the half.', 'To the whole.'] }).greeted();
    await call.says('We help agencies.');
    await call.clock.advance(400);
    await call.says('And shops too.');
    await hangUp(call);
    const [half] = call.all('turn.committed');
    const { difference, steps } = replay(call.events, { minSilenceMs: 2000 });
    expect(difference).toMatchObject({
      logged: 'turn t1 by silence: We help agencies.',
      replayed: 'turn t1 by silence: We help agencies. And shops too.',
    });
    expect(difference?.atMs).toBeGreaterThan(half?.atMs ?? Infinity);
    expect(steps.at(-1)?.input).toMatchObject({ type: 'timer.fired', name: 'endpoint' });
  });

  test('tells of a decision that the log has and the machine does not make', async () => {
    const { events } = await asked();
    const forged: VoiceEvent[] = [
      ...events,
      { seq: 999, atMs: 9000, type: 'interruption', turnId: 'p2', outcome: 'hard' },
    ];
    expect(replay(forged).difference).toEqual({
      atMs: 9000,
      logged: 'interruption of p2: hard',
      replayed: null,
    });
  });

  test('of a log that a crash cut short compares what there is', async () => {
    const { events } = await asked();
    for (let length = 1; length <= events.length; length += 1) {
      expect(replay(events.slice(0, length)).difference).toBeNull();
    }
    const swept = { seq: 999, atMs: 9000, type: 'session.ended', reason: 'crashed' } as const;
    expect(replay([...events, swept]).difference).toBeNull();
  });

  test('needs to know how the call takes turns', () => {
    expect(() => replay([])).toThrow('does not say how the call takes turns');
  });
});
