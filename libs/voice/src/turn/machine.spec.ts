import { reduce } from './machine';
import type { Said } from '../testing/turn-timeline';
import {
  CONFIG,
  end,
  final,
  listening,
  recognised,
  speaking,
  start,
  typed,
} from '../testing/turn-timeline';

describe('silence and failure', () => {
  test('a quiet trainee is asked twice, then the call ends kindly', () => {
    const timeline = listening();
    for (const epoch of [2, 3, 4]) {
      timeline.wait(CONFIG.nudgeAfterMs);
      timeline.say({ type: 'reply.audible', epoch }, { type: 'reply.finished', epoch });
    }
    expect(timeline.done).toEqual(['say nudge', 'say nudge', 'say closing', 'end silence']);
    expect(timeline.timersLeft).toBe(0);
  });

  test('someone who is typing is not asked whether they are there', () => {
    const timeline = listening().wait(CONFIG.nudgeAfterMs - 1);
    timeline.say({ type: 'text.interim', text: '' }).wait(CONFIG.nudgeAfterMs - 1);
    expect(timeline.done).toEqual([]);
  });

  test('one failure is apologised for, a second in a row ends the call', () => {
    const timeline = listening().say(typed('Hello')).forget();
    timeline.say({ type: 'reply.failed', epoch: 2 });
    timeline.say({ type: 'reply.audible', epoch: 3 }, { type: 'reply.finished', epoch: 3 });
    expect(timeline.state.phase).toBe('idle');
    timeline.say(typed('Hello?'), { type: 'reply.failed', epoch: 4 });
    timeline.say({ type: 'reply.failed', epoch: 5 });
    expect(timeline.done.filter((step) => /^(say|end)/.test(step))).toEqual([
      'say apology',
      'say closing',
      'end failed',
    ]);
  });

  test('a good reply in between forgives the former failure', () => {
    const timeline = listening().say(typed('Hello'), { type: 'reply.failed', epoch: 2 });
    timeline.say({ type: 'reply.audible', epoch: 3 }, { type: 'reply.finished', epoch: 3 });
    timeline.say(typed('Hello?'), { type: 'reply.audible', epoch: 4 });
    timeline.say({ type: 'reply.finished', epoch: 4 }, typed('And?'));
    timeline.forget().say({ type: 'reply.failed', epoch: 5 });
    expect(timeline.done).toContain('say apology');
  });

  test('a playback that reports nothing any more is given up', () => {
    const timeline = speaking().wait(30_000);
    expect(timeline.done).toEqual(['clearOutput', 'abortReply', 'say apology']);
  });

  test('a recogniser lost for good ends the call with last words', () => {
    const timeline = listening().say({ type: 'stt.failed', fatal: true });
    expect(timeline.done).toEqual(['say closing']);
    expect(timeline.wait(60_000).done).toContain('end failed');
  });
});

describe('hanging up', () => {
  const hangup = (politely: boolean): Said => ({ type: 'hangup', reason: 'time_limit', politely });

  test('politely lets the persona say its last words', () => {
    const timeline = speaking().say(hangup(true));
    expect(timeline.done).toEqual(['clearOutput', 'abortReply', 'say closing']);
    timeline.say(start, final('Wait, no!'), typed('wait'), hangup(true)).wait(500);
    timeline.say({ type: 'reply.finished', epoch: 3 });
    expect(timeline.done.at(-1)).toBe('end time_limit');
    expect(timeline.timersLeft).toBe(0);
  });

  test('at once ends last words too', () => {
    expect(speaking().say(hangup(true), hangup(false)).done.at(-1)).toBe('end time_limit');
  });

  test('by the persona happens when its words were heard, not before', () => {
    const timeline = speaking().say({ type: 'reply.hangsUp', epoch: 2, reason: 'persona_hung_up' });
    expect(timeline.done).toEqual([]);
    timeline.say({ type: 'reply.finished', epoch: 2 });
    expect(timeline.done).toEqual(['end persona_hung_up']);
  });

  test('by the persona without a word is softened by last words', () => {
    const timeline = listening().say(typed('You are useless')).forget();
    timeline.say({ type: 'reply.hangsUp', epoch: 2, reason: 'persona_hung_up' });
    timeline.say({ type: 'reply.finished', epoch: 2 });
    expect(timeline.done.at(-1)).toBe('say closing');
  });

  test('is withdrawn when the trainee takes the floor first', () => {
    const timeline = speaking().say({ type: 'reply.hangsUp', epoch: 2, reason: 'persona_hung_up' });
    timeline.say(typed('One last question'));
    timeline.say({ type: 'reply.audible', epoch: 3 }, { type: 'reply.finished', epoch: 3 });
    expect(timeline.state.phase).toBe('idle');
  });
});

test('the given state is left as it was', () => {
  const { state } = speaking();
  const before = JSON.stringify(state);
  reduce(state, { type: 'speech.started', atMs: 9000 });
  reduce(state, { type: 'text.final', by: 'typing', text: 'Stop', atMs: 9000 });
  expect(JSON.stringify(state)).toBe(before);
});

describe('a turn counts as typed', () => {
  const typedFlags = (timeline: ReturnType<typeof listening>) =>
    timeline.effects.flatMap((effect) =>
      effect.type === 'commitTurn' ? [effect.typed === true] : [],
    );

  test('when all of it was', () => {
    expect(typedFlags(listening().say(typed('We help agencies.')))).toEqual([true]);
  });

  test('also when it goes on before the answer is heard', () => {
    const timeline = listening().say(typed('We help agencies.'), typed('With reports.'));
    expect(typedFlags(timeline)).toEqual([true, true]);
  });

  test('not when the page recognised it', () => {
    expect(typedFlags(listening().say(recognised('We help agencies.')))).toEqual([false]);
  });

  test('not when a part of it was spoken', () => {
    const timeline = listening()
      .say(start, end, final('We help agencies.'))
      .wait(3000)
      .say(typed('With reports.'));
    expect(typedFlags(timeline).at(-1)).toBe(false);
  });
});
