import { replay } from '../events/replay';
import { ScriptedCall } from '../testing/scripted-call';
import { greeted, LONG, speakingFor } from './golden-stage.fixture';

describe('16. hanging up leaves no timer behind', () => {
  const states: [state: string, call: () => Promise<ScriptedCall>][] = [
    [
      'before the greeting',
      () => {
        const call = new ScriptedCall();
        call.session.start();
        return Promise.resolve(call);
      },
    ],
    ['while listening', () => greeted()],
    [
      'while the trainee speaks',
      async () => {
        const call = await greeted();
        call.speech(true);
        await call.clock.advance(500);
        return call;
      },
    ],
    [
      'while an answer is kept back',
      async () => {
        const call = await greeted();
        call.speech(true);
        await call.clock.advance(500);
        call.recogniser.emit({ type: 'eager', text: 'We help.' });
        await call.clock.advance(200);
        return call;
      },
    ],
    [
      'while thinking',
      async () => {
        const call = await greeted();
        await call.says('Tell me.', 600);
        await call.clock.advance(210);
        return call;
      },
    ],
    ['while speaking', () => speakingFor(700)],
    [
      'while held',
      async () => {
        const call = await speakingFor(700);
        call.speech(true);
        await call.clock.advance(200);
        return call;
      },
    ],
    [
      'while saying goodbye',
      async () => {
        const call = await speakingFor(700);
        void call.session.end('trainee_hung_up', { politely: true });
        await call.clock.advance(300);
        return call;
      },
    ],
  ];

  test.each(states)('%s', async (_state, prepare) => {
    const call = await prepare();
    const ended = call.session.end('trainee_hung_up');
    await call.clock.advance(3000);
    await ended;
    expect(call.clock.pending).toBe(0);
    expect(call.events.at(-1)).toMatchObject({ type: 'session.ended', reason: 'trainee_hung_up' });
  });
});

test('five minutes of a call take a moment, and all of it can be replayed', async () => {
  const call = await greeted({ replies: ['Fine.', LONG, 'I see. Go on.'] });
  while (call.clock.now() < 300_000) {
    await call.says('And what would that do for my team?', 1500);
    await call.clock.until(() => call.sink.sounding);
    await call.clock.until(() => !call.sink.sounding);
    await call.clock.advance(700);
  }
  expect(call.count('turn.committed')).toBeGreaterThan(40);
  expect(replay(call.events).difference).toBeNull();
}, 60_000);
