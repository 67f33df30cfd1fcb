import fc from 'fast-check';
import { SentenceChunker, toChunks } from './sentence-chunker';

/** The text as a model streams it, a few characters at a time. */
function streamed(text: string, step = 4): string[] {
  const chunker = new SentenceChunker();
  const chunks: string[] = [];
  for (let at = 0; at < text.length; at += step) {
    chunks.push(...chunker.push(text.slice(at, at + step)));
  }
  return [...chunks, ...chunker.flush()];
}

test.each<[name: string, text: string, chunks: string[]]>([
  [
    'speaks sentence by sentence',
    'That is a fair question. We looked at it last year. Nothing came of it.',
    ['That is a fair question.', 'We looked at it last year.', 'Nothing came of it.'],
  ],
  [
    'lets a long first sentence begin with its first clause',
    'Well, to be honest with you, we are quite happy with what we have today.',
    ['Well, to be honest with you,', 'we are quite happy with what we have today.'],
  ],
  [
    'cuts no later sentence at a comma',
    'Sure thing. Well, to be honest with you, we are quite happy. Right?',
    ['Sure thing.', 'Well, to be honest with you, we are quite happy.', 'Right?'],
  ],
  [
    'keeps short sentences together once it speaks',
    'I see what you mean there. No. Not now. We have no budget for it.',
    ['I see what you mean there.', 'No. Not now. We have no budget for it.'],
  ],
  [
    'does not end a sentence at an abbreviation or an initial',
    'You should talk to Dr. Smith or J. Doe about this, e.g. on Monday. He decides.',
    ['You should talk to Dr. Smith or J. Doe about this,', 'e.g. on Monday. He decides.'],
  ],
  [
    'does not end a sentence inside a number or an address',
    'It costs $29.50 a month at acme.com today. That is all.',
    ['It costs $29.50 a month at acme.com today.', 'That is all.'],
  ],
  ['gives back the rest when the text stops', 'No punctuation at all', ['No punctuation at all']],
  ['says nothing for what cannot be said', ' … \n*sighs* 🙂 ', []],
])('%s', (_name, text, chunks) => expect(streamed(text)).toEqual(chunks));

test('cuts a sentence without end', () => {
  const chunks = streamed('word '.repeat(200));
  expect(chunks.length).toBeGreaterThan(3);
  expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(240);
});

test('cuts text without spaces between sentences', () => {
  const chunks = toChunks(
    '我们对现在的方案很满意，谢谢你的来电。价格是我们最关心的问题，请你再说一次好吗？谢谢。',
    'zh',
  );
  expect(chunks.length).toBeGreaterThan(1);
});

test('loses no word, however the text is cut into pieces', () => {
  const word = fc.constantFrom(
    'yes.',
    'Dr.',
    'we',
    'pay',
    '$3.50',
    'so,',
    'really?',
    'Well…',
    'go',
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (words, step) => {
        const text = words.join(' ');
        expect(streamed(text, step).join(' ')).toBe(text);
      },
    ),
  );
});
