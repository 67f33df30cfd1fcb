import { end, final, interim, listening, start, type Timeline } from '../testing/turn-timeline';
import { learnPause, patienceMs, UNKNOWN_PACE } from './pace';

const BOUNDS = { minSilenceMs: 250, maxSilenceMs: 1500 };

function after(...pauses: number[]) {
  return pauses.reduce(learnPause, UNKNOWN_PACE);
}

describe('what pauses teach', () => {
  test('the first pause is the estimate, later ones move it', () => {
    expect(after(600)).toEqual({ pauseMs: 600, pauses: 1 });
    expect(after(600, 1000)).toEqual({ pauseMs: 720, pauses: 2 });
    expect(after(600, 200)).toEqual({ pauseMs: 580, pauses: 2 });
  });

  test.each([50, 99, 5001, 60_000])('%i ms is no pause of thought', (ms) => {
    expect(after(600, ms)).toEqual(after(600));
  });

  test('most pauses are shorter than the estimate', () => {
    const pauses = Array.from({ length: 700 }, (_, at) => 300 + ((at * 7919) % 1000));
    const { pauseMs } = after(...pauses);
    const shorter = pauses.filter((ms) => ms <= pauseMs).length / pauses.length;
    expect(shorter).toBeGreaterThan(0.6);
    expect(shorter).toBeLessThan(0.9);
  });

  test('few pauses change nothing', () => {
    expect(patienceMs(BOUNDS, after(900, 900))).toBe(250);
  });

  test.each([
    [900, 990],
    [120, 250],
    [2000, 1500],
  ])('pauses of %i ms make the persona wait %i ms, within its bounds', (pause, waits) => {
    expect(patienceMs(BOUNDS, after(pause, pause, pause))).toBe(waits);
  });
});

describe('a trainee who pauses', () => {
  const pausing = (timeline: Timeline, ms: number): Timeline =>
    timeline.say(start).wait(800).say(end, final('We help.')).wait(ms);

  test('after complete words is waited for', () => {
    const slow = { pauseMs: 800, pauses: 20 };
    const timeline = pausing(listening({ pace: slow }), 879);
    expect(timeline.done).toEqual([]);
    expect(timeline.wait(1).done[0]).toBe('commit t1 "We help." silence');
  });

  test('within the turn teaches how long', () => {
    expect(pausing(listening(), 200).say(start).state.pace).toEqual({ pauseMs: 200, pauses: 1 });
  });

  test('by the true end and beginning of the speech, not by when they were noticed', () => {
    const timeline = listening().say(start).wait(800);
    timeline.say({ type: 'speech.ended', sinceMs: 240 }, final('We help.')).wait(5);
    timeline.say({ type: 'speech.started', sinceMs: 60 });
    expect(timeline.state.pace).toEqual({ pauseMs: 185, pauses: 1 });
  });

  test('after unfinished words teaches nothing: those are waited for anyway', () => {
    const timeline = listening().say(start).wait(800).say(end, final('We help and')).wait(600);
    expect(timeline.say(start).state.pace.pauses).toBe(0);
  });

  test('and goes on before the answer is heard was answered too soon', () => {
    const timeline = pausing(listening(), 250).wait(150);
    timeline.say(start).wait(100).say(interim('and shops'));
    expect(timeline.state.pace).toEqual({ pauseMs: 400, pauses: 1 });
  });

  test('and goes on in its first half second was answered too soon, too', () => {
    const timeline = pausing(listening(), 250).say({ type: 'reply.audible', epoch: 2 }).wait(200);
    timeline.say(start).wait(150).say(interim('because'));
    expect(timeline.state.pace).toEqual({ pauseMs: 450, pauses: 1 });
  });

  test('teaches nothing by a listener’s "mhm" over the persona', () => {
    const timeline = pausing(listening(), 250).say({ type: 'reply.audible', epoch: 2 }).wait(200);
    timeline.say(start).wait(150).say(interim('mhm'), end).wait(3000);
    expect(timeline.state.pace.pauses).toBe(0);
  });
});
