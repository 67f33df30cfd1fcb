import { BUILT_IN_PERSONAS } from '../catalog/built-in-personas';
import { measureDelivery } from '../delivery/delivery-metrics';
import type { Mode, PersonaDefinition } from '../persona.schema';
import { CallSummary } from '../rubrics/rubric.schema';
import { RUBRICS, rubricFor } from '../rubrics/rubrics';
import { scoreByRules } from '../rubrics/score-by-rules';
import { type Level, TRANSCRIPTS, transcriptOf } from '../rubrics/transcripts.fixture';
import { ADVICE } from './advice';
import { parseModelSummary, summaryPrompt } from './model-summary';
import { summariseByRules } from './summarise-by-rules';

const MODES: readonly Mode[] = ['cold_call', 'interview', 'small_talk'];
const LEVELS: readonly Level[] = ['weak', 'average', 'strong'];

const personaFor = (mode: Mode): PersonaDefinition => {
  const found = BUILT_IN_PERSONAS.find(({ definition }) => definition.mode === mode);
  if (!found) throw new Error(`no persona for ${mode}`);
  return found.definition;
};

const partsOf = (mode: Mode, text: string) => {
  const turns = transcriptOf(text);
  const metrics = measureDelivery(turns);
  return { turns, metrics, score: scoreByRules(rubricFor(mode), turns, metrics) };
};

const summaryOf = (mode: Mode, text: string): CallSummary => {
  const { turns, metrics, score } = partsOf(mode, text);
  return CallSummary.parse(summariseByRules(personaFor(mode), turns, metrics, score));
};

describe('a summary by rules', () => {
  it('has advice for every check of every rubric', () => {
    for (const { mode, criteria } of RUBRICS) {
      const keys = criteria.flatMap(({ checks }) => checks.map(({ key }) => key));
      expect(keys.filter((key) => !ADVICE[mode][key])).toEqual([]);
    }
  });

  it.each(MODES.flatMap((mode) => LEVELS.map((level) => [mode, level] as const)))(
    'quotes only what was said: %s, %s',
    (mode, level) => {
      const text = TRANSCRIPTS[mode][level];
      const summary = summaryOf(mode, text);
      const quotes = [summary.overview, ...summary.strengths].flatMap((part) =>
        part.split('"').filter((_, index) => index % 2 === 1),
      );
      for (const quote of quotes.filter((part) => part.split(' ').length > 2)) {
        expect(text).toContain(quote);
      }
      for (const { turnId, said, stronger } of summary.contrasts) {
        expect(transcriptOf(text).find(({ id }) => id === turnId)?.text).toContain(said);
        expect(stronger).not.toBe(said);
      }
    },
  );

  it('tells how the call ended, and with whom', () => {
    expect(summaryOf('cold_call', TRANSCRIPTS.cold_call.strong).overview).toContain(
      'Sarah agreed to a next step after you asked: "Could I show both of you on your own numbers, fifteen minutes on Thursday at ten?"',
    );
    expect(summaryOf('cold_call', TRANSCRIPTS.cold_call.weak).overview).toContain(
      'You never asked Sarah for a next step',
    );
    expect(summaryOf('cold_call', TRANSCRIPTS.cold_call.average).overview).toContain(
      'did not get one',
    );
    expect(summaryOf('interview', TRANSCRIPTS.interview.strong).overview).toContain('30 percent');
  });

  it('ends a quote that was cut off before it goes on', () => {
    const proposed = TRANSCRIPTS.cold_call.average.replace(
      /P: [^\n]*$/,
      'P: Before I block time, help me',
    );
    const { overview } = summaryOf('cold_call', proposed);
    expect(overview).toContain('"Before I block time, help me". ');
  });

  it('differs between any two calls', () => {
    const overviews = MODES.flatMap((mode) =>
      LEVELS.map((level) => JSON.stringify(summaryOf(mode, TRANSCRIPTS[mode][level]))),
    );
    expect(new Set(overviews).size).toBe(overviews.length);
  });

  it('offers weak and average trainees something stronger to say', () => {
    for (const mode of MODES) {
      expect(summaryOf(mode, TRANSCRIPTS[mode].weak).contrasts.length).toBeGreaterThan(0);
      expect(summaryOf(mode, TRANSCRIPTS[mode].average).contrasts.length).toBeGreaterThan(0);
    }
  });

  it.each<[string, Mode, string, string, string]>([
    [
      'a we',
      'interview',
      'P: What was your part?\nT: We rebuilt our whole plan in a week.',
      'We rebuilt our whole plan in a week.',
      'I rebuilt my whole plan in a week, and what came of it was ...',
    ],
    [
      'a habit',
      'interview',
      'P: What did you do?\nT: I would always talk to people openly.',
      'I would always talk to people openly.',
      'The last time it came up, in ..., I did talk to people openly, and as a result ...',
    ],
    [
      'a missing day',
      'cold_call',
      'P: Hm.\nT: Could we schedule a demo?',
      'Could we schedule a demo?',
      'Could we schedule a demo, fifteen minutes, say on Thursday at ten?',
    ],
    [
      'a closed question',
      'cold_call',
      'P: Hm.\nT: Do you have a reporting tool?',
      'Do you have a reporting tool?',
      'How do you handle the reporting tool today, and what bothers you most about it?',
    ],
    [
      'a dry word',
      'small_talk',
      'P: I climbed with my sister in the old gym.\nT: Okay.',
      'Okay.',
      'Okay. And the old gym, how did that come about?',
    ],
  ])('turns %s into a stronger sentence of the same words', (_name, mode, text, said, stronger) => {
    expect(summaryOf(mode, text).contrasts).toContainEqual({ turnId: 'turn-1', said, stronger });
  });

  it('says so plainly when there is too little to go by', () => {
    const summary = summaryOf('cold_call', 'P: Hello?\nT: Hi.');
    expect(summary.overview).toContain('said 1 word.');
    expect(summary.strengths).toEqual([]);
  });
});

describe("a model's summary", () => {
  const { turns, metrics, score } = partsOf('cold_call', TRANSCRIPTS.cold_call.strong);
  const given = {
    overview: 'You reached Sarah and got a date.',
    strengths: [
      'You asked "What did losing that client cost you?" at the right moment.',
      'You said "We are the best in the world" with pride.',
    ],
    improvements: ['Ask for the date earlier.'],
    contrasts: [
      {
        turn: 1,
        said: 'fair point, nobody wants a project in the busy season.',
        stronger: 'Fair point. When is it quiet?',
      },
      { turn: 2, said: 'I never said this.', stronger: 'Better.' },
    ],
  };

  it('keeps what can be proved and drops what nobody said', () => {
    const { summary, rejected } = parseModelSummary(turns, given, 'some-model');
    expect(CallSummary.parse(summary)).toMatchObject({ method: 'model', model: 'some-model' });
    expect(summary.strengths).toEqual([given.strengths[0]]);
    expect(summary.contrasts).toEqual([
      {
        turnId: 'turn-15',
        said: 'Fair point, nobody wants a project in the busy season.',
        stronger: 'Fair point. When is it quiet?',
      },
    ]);
    expect(rejected).toHaveLength(2);
  });

  it('throws when it has not the shape asked for', () => {
    expect(() => parseModelSummary(turns, { overview: '' }, 'm')).toThrow();
  });

  it('is asked for with the transcript fenced as data', () => {
    const task = summaryPrompt(personaFor('cold_call'), turns, metrics, score);
    expect(task.messages[1]?.content).toContain('<transcript>\n[1] persona:');
    expect(task.schema['required']).toEqual(['overview', 'strengths', 'improvements', 'contrasts']);
  });
});
