import { PersonaDefinition } from '../persona.schema';
import { folded, sentencesOf } from '../text/words';
import { MAX_TURN_CHARS } from '../text/words';
import { createBrain } from './create-brain';
import { seededRandom } from './random';
import {
  ALL_KEYS,
  COLD_CALL_KEYS,
  FEWER_SEEDS,
  GOOD_CALL,
  personaOf,
  SEEDS,
  talk,
  textOf,
} from './talk.fixture';

const CHATTER = [
  'We help companies with automatic dashboards.',
  'How do you handle that today?',
  'I understand, that makes sense, for example one customer saved 20 percent.',
  'Yes.',
  'uh',
  'What about you?',
  'I worked on the warehouse project last year and I decided to change the plan.',
  'We did it together.',
  'I do not know.',
  'It costs 500 dollars a month.',
  'Could we meet on Friday?',
  'My weekend was nice, I went to the lake with the kayak.',
  'No.',
  'Tell me more about your team.',
];

describe('every persona', () => {
  it.each(ALL_KEYS)('%s never says a sentence twice in 120 turns, over many seeds', (key) => {
    for (const seed of FEWER_SEEDS) {
      const brain = createBrain(personaOf(key), { seed });
      const random = seededRandom(seed);
      const replies = [brain.open()];
      for (let turn = 0; turn < 120; turn += 1) {
        const text = CHATTER[Math.floor(random() * CHATTER.length)] ?? '';
        replies.push(turn % 17 === 16 ? brain.nudge() : brain.reply({ text }));
      }
      const texts = replies.map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
      const sentences = texts
        .flatMap(sentencesOf)
        .map((sentence) => folded(sentence).trim())
        .filter((sentence) => sentence.split(' ').length > 5);
      const twice = sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
      expect(twice).toEqual([]);
    }
  });

  it.each(ALL_KEYS)('%s never repeats itself even to somebody who always says the same', (key) => {
    for (const text of ['hello', 'Yes.', '', 'How do you do that?', 'You are an idiot.', 'bye']) {
      const brain = createBrain(personaOf(key), { seed: 21 });
      const texts = Array.from({ length: 120 }, () => brain.reply({ text }).text);
      expect([text, new Set(texts).size]).toEqual([text, 120]);
    }
  });

  it.each(ALL_KEYS)('%s says the same for the same seed and something else for another', (key) => {
    const of = (seed: number): string =>
      textOf(talk(createBrain(personaOf(key), { seed }), CHATTER));
    expect(of(5)).toBe(of(5));
    expect(new Set(SEEDS.map(of)).size).toBeGreaterThan(20);
  });

  it.each(ALL_KEYS)('%s answers pasted text of 100 kB like its beginning alone', (key) => {
    const inputs = [
      'a'.repeat(100_000),
      'we help you with our product? '.repeat(3_400),
      "'-".repeat(50_000),
      '?'.repeat(100_000),
    ];
    const answersTo = (texts: readonly string[]) => {
      const brain = createBrain(personaOf(key), { seed: 1 });
      brain.open();
      brain.reply({ text: 'Hello, this is Dana from Brightline.' });
      return texts.map((text) => brain.reply({ text }).text);
    };
    const answers = answersTo(inputs);
    expect(answers).toEqual(answersTo(inputs.map((text) => text.slice(0, MAX_TURN_CHARS))));
    for (const answer of answers) expect(answer.length).toBeLessThan(1_500);
  });

  it('gives replies of its own to the same words', () => {
    const perPersona = COLD_CALL_KEYS.map((key) =>
      talk(createBrain(personaOf(key), { seed: 42 }), GOOD_CALL).map(({ text }) => text),
    );
    for (const [index, mine] of perPersona.entries()) {
      for (const theirs of perPersona.slice(index + 1)) {
        const shared = mine.filter((text) => theirs.includes(text));
        expect(shared.length).toBeLessThanOrEqual(3);
      }
    }
  });

  it.each(ALL_KEYS)('%s speaks without markup and in turns one can listen to', (key) => {
    for (const seed of SEEDS) {
      for (const { text } of talk(createBrain(personaOf(key), { seed }), CHATTER)) {
        expect(text).not.toMatch(/[*_#<>[\]{}]|undefined/);
        expect(text.split(' ').length).toBeLessThan(90);
      }
    }
  });

  it('keeps its manner: more fillers when its disfluency is higher', () => {
    const sarah = personaOf('sarah');
    const fillersAt = (disfluency: number): number =>
      SEEDS.flatMap((seed) =>
        talk(createBrain({ ...sarah, speech: { ...sarah.speech, disfluency } }, { seed }), CHATTER),
      ).filter(({ text }) => /^(Um|You know|I mean|Well|Honestly),|, um,|\.\.\. /.test(text))
        .length;
    expect(fillersAt(0.9)).toBeGreaterThan(fillersAt(0) * 2);
  });

  it('works for the smallest persona an admin may write, in each mode', () => {
    for (const mode of ['cold_call', 'interview', 'small_talk'] as const) {
      const persona = PersonaDefinition.parse({
        name: 'Bo',
        title: 'Buyer',
        mode,
        tagline: 'Short.',
        background: 'You are Bo.',
        voice: 'ash',
        voiceDescription: '',
        styles: ['plain'],
        openings: ['Hello?'],
        challenges: [{ topic: 'price', lines: ['What does it cost?'] }],
        speech: { fillers: [], acknowledgements: [], disfluency: 1, delivery: '' },
        knobs: { patience: 1, skepticism: 0, talkativeness: 0 },
      });
      const brain = createBrain(persona, { seed: 1 });
      const texts = [brain.open().text];
      for (let turn = 0; turn < 120; turn += 1) {
        texts.push(brain.reply({ text: CHATTER[turn % CHATTER.length] ?? '' }).text);
      }
      expect(new Set(texts).size).toBe(121);
    }
  });

  it('closes kindly and hangs up', () => {
    for (const key of ALL_KEYS) {
      const brain = createBrain(personaOf(key), { seed: 2 });
      brain.open();
      const reply = brain.close();
      expect(reply.hangUp).toBe(true);
      expect(reply.text).toMatch(/bye|good day|soon|see you|later|take care|good talk|in touch/i);
    }
  });
});

describe('a persona that rings the trainee', () => {
  it.each(ALL_KEYS)(
    '%s says who rings, in words of its own mode, and then talks as ever',
    (key) => {
      const persona = personaOf(key);
      const [first = ''] = persona.name.split(' ');
      const openings = SEEDS.map((seed) => createBrain(persona, { seed, ringsBack: true }).open());
      for (const { text, hangUp } of openings) {
        expect(text).toContain(first);
        expect(hangUp).toBe(false);
        expect(persona.openings).not.toContain(text);
        if (persona.mode === 'cold_call') expect(text).toMatch(/call.* back|left word/);
      }
      expect(new Set(openings.map(({ text }) => text)).size).toBeGreaterThan(1);
      const turns = talk(createBrain(persona, { seed: 3, ringsBack: true }), GOOD_CALL);
      expect(turns.length).toBeGreaterThan(4);
    },
  );
});

describe('a persona that was cut short', () => {
  it('may take up what nobody heard, and never what was heard', () => {
    let resumed = 0;
    for (const seed of SEEDS) {
      const brain = createBrain(personaOf('sarah'), { seed });
      brain.open();
      const first = brain.reply({
        text: 'We help agencies with automatic dashboards for their reports.',
      });
      const [heard = '', ...unsaid] = sentencesOf(first.text);
      if (unsaid.length === 0) continue;
      const next = brain.reply({
        text: 'Sorry, one moment, how many people are on your team?',
        heardOfLastReply: heard,
      });
      if (unsaid.some((sentence) => next.text.includes(sentence))) resumed += 1;
      if (folded(heard).split(' ').length > 6) expect(next.text).not.toContain(heard);
    }
    expect(resumed).toBeGreaterThan(0);
    expect(resumed).toBeLessThan(SEEDS.length);
  });

  it('treats a reply that was heard to the end as said', () => {
    const with_ = createBrain(personaOf('sarah'), { seed: 3 });
    const without = createBrain(personaOf('sarah'), { seed: 3 });
    const opening = with_.open().text;
    without.open();
    expect(with_.reply({ text: 'Hi there.', heardOfLastReply: opening }).text).toBe(
      without.reply({ text: 'Hi there.' }).text,
    );
  });
});
