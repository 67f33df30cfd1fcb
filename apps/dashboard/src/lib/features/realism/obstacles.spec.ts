import { PersonaDefinition, Realism } from '@sparline/personas';
import { obstaclesIn, realismOf, spelledOut, switched, whyNot } from './obstacles';
import { namesOf, OBSTACLES } from './realism-words';

const ALL: Realism = { gatekeeper: true, hold: true, voicemail: true, poorLine: true };
const COLD = { mode: 'cold_call' } as const;

it('has words for everything that a persona can have', () => {
  expect(OBSTACLES.toSorted()).toEqual(Object.keys(Realism.shape).toSorted());
});

describe('what really is in the way', () => {
  it.each([
    ['nothing, where nothing is said', undefined, COLD, []],
    ['nothing that is off', { gatekeeper: false, poorLine: false }, COLD, []],
    [
      'all that meets somebody, in a cold call',
      { ...ALL, voicemail: false },
      COLD,
      ['gatekeeper', 'hold', 'poorLine'],
    ],
    [
      'no gatekeeper in an interview',
      { gatekeeper: true, hold: true },
      { mode: 'interview' as const },
      ['hold'],
    ],
    ['a gatekeeper, while the mode is open', { gatekeeper: true }, { mode: null }, ['gatekeeper']],
    ['nobody at all with voicemail, on whatever line', ALL, COLD, ['voicemail', 'poorLine']],
    [
      'nothing to be heard where there are words alone',
      { ...ALL, voicemail: false },
      { ...COLD, wordsOnly: true },
      ['gatekeeper'],
    ],
  ])('is %s', (_, realism, circumstances, obstacles) => {
    expect(obstaclesIn(realism, circumstances)).toEqual(obstacles);
  });

  it('says why not, the mode before anything else', () => {
    expect(whyNot('gatekeeper', ALL, { mode: 'small_talk' })).toMatch(/cold calls/);
    expect(whyNot('gatekeeper', ALL, COLD)).toMatch(/voicemail/);
    expect(whyNot('poorLine', ALL, { ...COLD, wordsOnly: true })).toMatch(/no sound/);
    expect(whyNot('voicemail', ALL, { mode: 'interview', wordsOnly: true })).toBeUndefined();
  });
});

describe('switching', () => {
  it('comes back to where it began, so that nothing looks changed', () => {
    const start: Realism = { hold: true };
    expect(switched(switched(start, 'gatekeeper', true), 'gatekeeper', false)).toEqual(start);
    expect(switched(start, 'hold', false)).toEqual({});
  });

  it('keeps what voicemail hides, for when that is switched off again', () => {
    const hidden = switched({ gatekeeper: true }, 'voicemail', true);
    expect(obstaclesIn(hidden, COLD)).toEqual(['voicemail']);
    expect(obstaclesIn(switched(hidden, 'voicemail', false), COLD)).toEqual(['gatekeeper']);
  });
});

it('is sent as the server takes it', () => {
  const realism = realismOf(['hold', 'poorLine']);
  expect(PersonaDefinition.shape.realism.parse(realism)).toEqual({ hold: true, poorLine: true });
  const asked = { gatekeeper: false, hold: false, voicemail: true, poorLine: false };
  expect(spelledOut(['voicemail'])).toEqual(asked);
});

it('is named on one line', () => {
  expect(namesOf(['gatekeeper', 'poorLine'])).toBe('Gatekeeper, poor line');
});
