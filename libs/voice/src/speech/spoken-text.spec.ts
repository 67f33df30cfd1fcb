import { toSpokenText } from './spoken-text';

test.each<[name: string, written: string, said: string]>([
  ['emphasis', 'That is **really** *very* good', 'That is really very good'],
  ['a stage direction', '*sighs deeply* Fine. (laughs) Go on. [pauses]', 'Fine. Go on.'],
  [
    'an aside, which is said',
    'We have ten people (mostly in sales).',
    'We have ten people (mostly in sales).',
  ],
  ['a list', '- one\n- two\n# Three', 'one two Three'],
  ['a link', 'See [our page](https://example.com/x).', 'See our page.'],
  ['code', 'Run `npm` ```rm -rf``` now', 'Run npm now'],
  ['emoji', 'Great 👍🏽!', 'Great!'],
  ['arithmetic, which is no list', 'That is 5 - 3', 'That is 5 - 3'],
])('%s', (_name, written, said) => expect(toSpokenText(written)).toBe(said));
