import { introductionIn } from './introduction';
import { keyPhrasesOf } from './key-phrases';

describe('finding what somebody speaks of', () => {
  it.each([
    ['We help agencies with automatic dashboards.', 'automatic dashboards'],
    ['I went to the old gym with my brother.', 'the old gym'],
    ["I'm working on the billing migration, it is a bit stressful.", 'the billing migration'],
    ['My thesis was hard.', 'your thesis'],
    ['I am a project coordinator.', 'being a project coordinator'],
    ['Do you use a spreadsheet for that?', 'the spreadsheet'],
    ['I built a warehouse app that lost fewer parcels.', 'the warehouse app'],
    ['The server crashed on a Sunday.', 'the server'],
    ['In the end delays dropped.', 'delays'],
  ])('in "%s" takes up "%s"', (text, phrase) => {
    expect(keyPhrasesOf(text)[0]).toBe(phrase);
  });

  it.each([
    'Yes.',
    'I am a little nervous.',
    'It was really good, you know.',
    'What do you mean?',
    'Does that sound relevant to you?',
    'Everybody buys it.',
    'You can cancel, and it pays for itself.',
    '',
  ])('finds nothing to take up in "%s"', (text) => {
    expect(keyPhrasesOf(text)).toEqual([]);
  });

  it.each([
    ['Hi, this is Dana from Brightline.', { name: 'Dana', company: 'Brightline' }],
    ['my name is dana and i am calling from brightline', { name: 'Dana', company: 'Brightline' }],
    [
      "Hello, I'm Tom Reed with Acme Reports, do you have a minute?",
      { name: 'Tom', company: undefined },
    ],
    ['Dana here from Brightline Labs.', { name: 'Dana', company: 'Brightline Labs' }],
    ["I'm fine, thanks.", {}],
    ['This is great.', {}],
    ["I'm calling from the marketing team.", {}],
  ])('hears who introduces themselves in "%s"', (text, expected) => {
    const heard = introductionIn(text);
    expect(heard.name).toBe((expected as { name?: string }).name);
    if (text.includes('Brightline')) {
      expect(heard.company).toBe((expected as { company?: string }).company);
    }
  });
});
