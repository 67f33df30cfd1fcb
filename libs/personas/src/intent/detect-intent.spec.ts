import { BUILT_IN_PERSONAS } from '../catalog/built-in-personas';
import { detectIntent } from './detect-intent';
import type { PersonaCard } from './intent';

const CATALOGUE: readonly PersonaCard[] = [
  {
    key: 'p-1',
    name: 'Nadia Rahman',
    title: 'Head of procurement at a brewery',
    mode: 'cold_call',
  },
  { key: 'p-2', name: 'Sarah Long', title: 'Dentist', mode: 'cold_call' },
  { key: 'p-3', name: 'Sarah Brown', title: 'Hospital recruiter', mode: 'interview' },
];

describe('detecting an intent', () => {
  it('answers with the phrase, the intent, its confidence and who decided', () => {
    expect(detectIntent('I want to practice cold calling')).toEqual({
      phrase: 'I want to practice cold calling',
      intent: 'cold_call',
      confidence: 0.95,
      by: 'rules',
    });
    expect(detectIntent('interview prep please').intent).toBe('interview');
    expect(detectIntent('just want to chat').intent).toBe('small_talk');
  });

  it('knows every built-in persona by first name, by full name and by title', () => {
    for (const { key, definition } of BUILT_IN_PERSONAS) {
      const { name, title, mode } = definition;
      for (const said of [name.split(' ')[0] ?? '', name, `the ${title}`, `${title}, please`]) {
        expect(detectIntent(said)).toMatchObject({ intent: mode, persona: key });
      }
    }
  });

  it.each([
    ['Nadia', 'cold_call', 'p-1'],
    ['Nadja Rahmann please', 'cold_call', 'p-1'],
    ['the procurement lady', 'cold_call', 'p-1'],
    ['can I call the dentist', 'cold_call', 'p-2'],
    ['Sarah Brown', 'interview', 'p-3'],
    ['Sarah', 'none', undefined],
    ['an interview with Sarah Brown', 'interview', 'p-3'],
    ['David', 'none', undefined],
  ])('resolves "%s" against the catalogue it is given', (said, intent, persona) => {
    const found = detectIntent(said, { catalogue: CATALOGUE });
    expect([found.intent, found.persona]).toEqual([intent, persona]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t '],
    ['punctuation', '?!... --'],
    ['control characters', '\u0000\u0001\uffff'],
    ['half a surrogate', '\ud83d'],
    ['names of object properties', 'constructor __proto__ toString hasOwnProperty'],
    ['a megabyte', 'la '.repeat(350_000)],
    ['a word without end', 'a'.repeat(1_000_000)],
  ])('finds no wish in %s, in or out of a call', (_name, said) => {
    for (const inCall of [true, false]) {
      expect(detectIntent(said, { inCall }).intent).toBe('none');
    }
  });

  it('does not slow down on input made to slow it down', () => {
    const hostile = [
      'i would like to '.repeat(100),
      'can we please just maybe '.repeat(60),
      'okay so but and well '.repeat(80),
      'switch to the the the '.repeat(70),
      'please now here today for now '.repeat(60),
      'not '.repeat(400),
    ];
    const startedAt = process.cpuUsage();
    for (const said of hostile) {
      for (const inCall of [true, false]) detectIntent(`${said}interview stop`, { inCall });
    }
    expect(process.cpuUsage(startedAt).user / 1000).toBeLessThan(1000);
  });

  it('gives a command inside a role-play only as a whole', () => {
    const inCall = { inCall: true };
    expect(detectIntent("I'd like to stop", inCall).intent).toBe('end_call');
    expect(detectIntent("I'd like to stop by your office", inCall).intent).toBe('none');
    expect(detectIntent('Can we switch to interview practice?', inCall)).toMatchObject({
      intent: 'switch',
      mode: 'interview',
    });
  });
});
