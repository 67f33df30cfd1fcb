import { callOptions, CallUsageError } from './call-options';
import { actOfLine } from './read-acts';

const ENV = { TWILIO_AUTH_TOKEN: 'token' };

describe('The options of npm run call', () => {
  it('keep the order of what is said, played and pressed', () => {
    const args = ['--say', 'cold call please', '--press', '1', '--wav', 'a.wav', '--say=bye'];
    expect(callOptions(args, ENV).acts).toEqual([
      { type: 'say', text: 'cold call please' },
      { type: 'press', digits: '1' },
      { type: 'play', file: 'a.wav' },
      { type: 'say', text: 'bye' },
    ]);
  });

  it('are sensible when nothing is given', () => {
    expect(callOptions([], ENV)).toMatchObject({
      url: 'http://localhost:3000',
      publicUrl: 'http://localhost:3000',
      acts: undefined,
      betweenMs: 1500,
      hangUpAfterMs: 300_000,
    });
  });

  it('sign for the public address where that is another', () => {
    const env = { ...ENV, PUBLIC_URL: 'https://coach.example.com/' };
    expect(callOptions(['--url', 'http://localhost:4000/'], env)).toMatchObject({
      url: 'http://localhost:4000',
      publicUrl: 'https://coach.example.com',
    });
  });

  it.each([
    ['a missing token', [], {}, /TWILIO_AUTH_TOKEN is not set/],
    ['an unknown option', ['--shout', 'x'], ENV, /--shout[\s\S]*--say/],
    ['a pause in words', ['--between', 'soon'], ENV, /--between takes a whole number/],
    ['a number that is none', ['--from', '555'], ENV, /--from takes a telephone number/],
    ['a key that no telephone has', ['--press', 'a'], ENV, /--press takes digits/],
    ['an address without http', ['--url', 'localhost:3000'], ENV, /--url takes an address/],
  ])('are refused with %s, in words', (_, args, env, message) => {
    expect(() => callOptions(args, env)).toThrow(CallUsageError);
    expect(() => callOptions(args, env)).toThrow(message);
  });
});

describe('A typed line', () => {
  it.each([
    ['hello there ', { type: 'say', text: 'hello there' }],
    ['#1', { type: 'press', digits: '1' }],
    ['#12#', { type: 'press', digits: '12#' }],
    ['# is a hash', { type: 'say', text: '# is a hash' }],
    ['  ', undefined],
  ])('%j does what it says', (line, act) => {
    expect(actOfLine(line)).toEqual(act);
  });
});
