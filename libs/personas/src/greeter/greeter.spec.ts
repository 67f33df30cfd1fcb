import { detectIntent } from '../intent/detect-intent';
import { BUILT_IN_CARDS } from '../intent/intent';
import {
  continueGreeting,
  greet,
  type GreeterContext,
  type GreeterInput,
  type GreeterStep,
} from './greeter';
import { timeLeft } from './greeter.lines';

const CONTEXT: GreeterContext = { random: () => 0, secondsLeft: 250, recent: ['sarah'] };

const said = (phrase: string): GreeterInput => ({ type: 'said', intent: detectIntent(phrase) });
const key = (digit: string): GreeterInput => ({ type: 'key', digit });
const silence: GreeterInput = { type: 'silence' };

const talk = (inputs: readonly GreeterInput[], context = CONTEXT): GreeterStep =>
  inputs.reduce<GreeterStep>(
    (step, input) => continueGreeting(step.state, input, context),
    greet(context),
  );

const outcomeOf = (step: GreeterStep): string =>
  step.next === 'hand_over'
    ? `${step.mode} with ${step.persona.key}${step.goesOn ? ' goes on' : ''}`
    : step.next;

const MUMBLE = said('mumble mumble');
/** Half a guess: the rules are unsure of it. */
const HALF: GreeterInput = {
  type: 'said',
  intent: { phrase: 'inter something', intent: 'interview', confidence: 0.5, by: 'rules' },
};

describe('the greeter', () => {
  it('greets members by their first name and strangers without', () => {
    expect(greet({ name: 'Dana Whitlock' }).say).toMatch(/^Hi Dana, .*small talk\?$/);
    expect(greet({}).say).toMatch(/^Hello, this is Sparline/);
    expect(greet({ name: '<b>\n' }).say).not.toMatch(/[<>\n]/);
  });

  it.each<[string, GreeterInput[], string]>([
    ['cold calls, but not the last persona', [said('cold calls please')], 'cold_call with david'],
    ['an interview', [said('interview prep please')], 'interview with rachel'],
    ['small talk', [said('just want to chat')], 'small_talk with alex'],
    ['a persona by title', [said('the IT director')], 'cold_call with david'],
    ['a persona had before, when asked for', [said('Sarah')], 'cold_call with sarah'],
    ['what is switched to', [said('switch to interviews')], 'interview with rachel'],
    ['the first by key', [key('1')], 'cold_call with david'],
    ['the second by key', [key('2')], 'interview with rachel'],
    ['the third by key', [key('3')], 'small_talk with alex'],
    ['a clear second answer', [MUMBLE, said('number two')], 'interview with rachel'],
    ['a clear answer to the explanation', [MUMBLE, MUMBLE, key('1')], 'cold_call with david'],
    ['a yes to small talk', [MUMBLE, key('9'), said('yes please')], 'small_talk with alex'],
    ['small talk after three unclear answers', [MUMBLE, MUMBLE, MUMBLE], 'small_talk with alex'],
    ['a confirmed guess', [HALF, said("yes, that's right")], 'interview with rachel'],
    ['another wish than the guess', [HALF, said('no, cold calls')], 'cold_call with david'],
    ['nothing after a farewell', [said('goodbye')], 'end'],
    ['nothing after three silences', [silence, silence, silence], 'end'],
    ['nothing yet after two', [silence, MUMBLE, silence, silence], 'listen'],
    ['nothing yet after a question', [said('how much time do I have left?')], 'listen'],
    ['nothing yet after a no to small talk', [MUMBLE, MUMBLE, said('no, thanks')], 'listen'],
    ['nothing after a no to everything', [said('no, thanks')], 'end'],
    ['nothing after a no that takes leave', [MUMBLE, MUMBLE, said('no thanks, bye')], 'end'],
  ])('leads to %s', (_name, inputs, outcome) => {
    expect(outcomeOf(talk(inputs))).toBe(outcome);
  });

  it('says that it records, where that is to be said', () => {
    expect(greet({ consent: 'announce' }).say).toMatch(/recorded, .*small talk\?$/);
    expect(greet({ consent: 'off' }).say).not.toContain('record');
  });

  it.each<[string, GreeterInput[], boolean | undefined, string]>([
    ['a yes', [said('yes')], true, 'listen'],
    ['a no', [said('no, rather not')], false, 'listen'],
    ['a yes with a wish', [said('yes, cold calls please')], true, 'cold_call with david'],
    [
      'a wish alone, twice',
      [said('cold calls'), said('cold calls')],
      false,
      'cold_call with david',
    ],
    ['a mumble, then a yes', [MUMBLE, said('yes')], true, 'listen'],
    ['two mumbles', [MUMBLE, MUMBLE], false, 'listen'],
    ['a farewell', [said('goodbye')], false, 'end'],
    ['a silence', [silence], undefined, 'listen'],
  ])('asked whether it may record, takes %s', (_name, inputs, recorded, outcome) => {
    const context = { ...CONTEXT, consent: 'ask' as const };
    const step = talk(inputs, context);
    expect(step.state.recorded).toBe(recorded);
    expect(outcomeOf(step)).toBe(outcome);
  });

  it.each<[string, GreeterInput[], string]>([
    ['with a yes', [said('yes please')], 'cold_call with sarah goes on'],
    ['not with a no', [said('no')], 'listen'],
    ['not with another wish', [said('an interview')], 'interview with rachel'],
  ])('offers to go on where the line broke, %s', (_name, inputs, outcome) => {
    const context = { ...CONTEXT, brokeOff: 'sarah' };
    expect(greet(context).say).toContain('Shall we go on with Sarah');
    expect(outcomeOf(talk(inputs, context))).toBe(outcome);
  });

  it('confirms in half a sentence', () => {
    expect(talk([said('cold call')]).say).toBe(
      'A cold call, good: David Okafor, IT director at a logistics company.',
    );
    expect(talk([said('Maria Delgado')]).say).toBe('Maria Delgado, putting you through.');
    for (const phrase of ['interview', 'small talk', 'Alex', 'the CFO']) {
      expect(talk([said(phrase)]).say.split(' ').length).toBeLessThan(13);
    }
  });

  it('asks again once, then explains with examples and offers small talk', () => {
    expect(talk([MUMBLE]).say).toContain('press one, two or three');
    const explained = talk([MUMBLE, MUMBLE]);
    expect(explained.say).toMatch(/"cold call".*"interview".*small talk\?$/);
    expect(explained.state.stage).toBe('offering_small_talk');
  });

  it('asks back where it is unsure', () => {
    expect(talk([HALF]).say).toBe('Was that interviews?');
    expect(outcomeOf(talk([HALF, said('no')]))).toBe('listen');
  });

  it('tells the time left and goes on asking, without taking it for unclear', () => {
    const step = talk([said('how much time do I have left'), MUMBLE]);
    expect(talk([said('how much time do I have left')]).say).toMatch(
      /^You have four minutes left\./,
    );
    expect(step.state.unclear).toBe(1);
  });

  it('says so when nobody practises what was chosen, and ends when nobody does at all', () => {
    const catalogue = BUILT_IN_CARDS.filter(({ mode }) => mode === 'cold_call');
    const context = { ...CONTEXT, catalogue };
    expect(talk([said('interview')], context).say).toContain('nobody is here for interviews');
    expect(outcomeOf(talk([MUMBLE, MUMBLE, MUMBLE, MUMBLE], context))).toBe('end');
    expect(outcomeOf(talk([said('interview')], { ...CONTEXT, catalogue: [] }))).toBe('end');
  });

  it('comes to an end whatever is said', () => {
    const inputs = [MUMBLE, HALF, said('no'), said('yes'), key('0'), silence];
    for (let seed = 0; seed < 500; seed += 1) {
      let step = greet({});
      for (let turn = 0; turn < 20 && step.next === 'listen'; turn += 1) {
        const input = inputs[(seed * 31 + turn * turn * 7 + turn) % inputs.length] ?? silence;
        step = continueGreeting(step.state, input, CONTEXT);
      }
      expect(step.next).not.toBe('listen');
    }
  });
});

describe('the time left', () => {
  it.each([
    [undefined, 'Your time is not limited.'],
    [-5, 'You have less than a minute left.'],
    [59.9, 'You have less than a minute left.'],
    [60, 'You have a little over one minute left.'],
    [180, 'You have three minutes left.'],
    [1270, 'You have 21 minutes left.'],
  ])('of %s seconds is said as "%s"', (seconds, line) => {
    expect(timeLeft(seconds)).toBe(line);
  });
});
