import { folded, sentencesOf } from '../text/words';
import { createBrain } from './create-brain';
import { type Repair, repairIn } from './repair';
import { ALL_KEYS, personaOf, SEEDS, talk } from './talk.fixture';

const understood = (text: string): Repair | undefined =>
  repairIn({ text, folded: folded(text) }, { mode: 'cold_call', underway: true, held: false });

describe('talk about the line', () => {
  it.each([
    ['Hello, can you hear me?', 'line_check'],
    ['are you there', 'line_check'],
    ['Hello?', 'line_check'],
    ['sorry say that again', 'repeat'],
    ['What?', 'repeat'],
    ['Sorry, I did not catch that.', 'repeat'],
    ['wait', 'hold'],
    ['One moment please.', 'hold'],
    ['okay i am back', 'back'],
  ])('is recognised in "%s" as %s', (text, repair) => {
    expect(understood(text)).toBe(repair);
  });

  it.each([
    'Do you have a moment?',
    'What do you use for reports?',
    'Can you hear me? This is Dana from Brightline and we help agencies.',
    'I said that we are still there for you after the setup, at no extra price.',
    'The reports wait on one person.',
    '',
  ])('is not heard in "%s"', (text) => {
    expect(understood(text)).toBeUndefined();
  });

  it.each(ALL_KEYS)('%s confirms that the line works, and nothing else', (key) => {
    for (const seed of SEEDS) {
      const [, reply] = talk(createBrain(personaOf(key), { seed }), ['Hello, can you hear me?']);
      expect(reply?.text).toMatch(/hear|here|line|clear|listening|with you|connection/i);
      expect(reply?.hangUp).toBe(false);
    }
  });

  it('says its objection again in other words when asked to', () => {
    for (const seed of SEEDS) {
      const replies = talk(createBrain(personaOf('sarah'), { seed }), [
        'Hi, this is Dana from Brightline.',
        'We help agencies with automatic dashboards.',
        'Sorry, say that again?',
      ]);
      const [raised, again] = replies.slice(-2).map(({ text }) => text);
      const topic = personaOf('sarah').challenges.find(({ lines }) =>
        lines.some((line) => raised?.includes(sentencesOf(line)[0]?.slice(12) ?? '-')),
      );
      if (!topic) continue;
      const tail = topic.lines.map((line) => line.slice(-20));
      expect(tail.some((end) => again?.includes(end))).toBe(true);
    }
  });

  it('asks its question again when it was not heard', () => {
    const brain = createBrain(personaOf('rachel'), { seed: 4 });
    talk(brain, ['I am fine, thank you.']);
    expect(brain.reply({ text: 'sorry i lost you what was the question' }).text).toMatch(
      /who you are|brings you here/,
    );
  });

  it('waits when asked for a moment and loses no interest over it', () => {
    const brain = createBrain(personaOf('robert'), { seed: 2 });
    const before = brain.open().mood;
    const reply = brain.reply({ text: 'One moment, please.' });
    expect(reply.text).toMatch(/wait|sure|ahead|quick/i);
    expect(reply.mood.interest).toBe(before.interest);
  });
});
