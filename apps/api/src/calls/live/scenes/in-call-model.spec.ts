import { BUILT_IN_CARDS } from '@sparline/personas';
import type { LanguageModel, LanguageModelEvent } from '@sparline/voice';
import { InCallModel } from './in-call-model';

const persona: LanguageModel = {
  provider: 'openai',
  model: 'gpt',
  async *stream() {
    yield { type: 'text', text: 'By e-mail, mostly.' };
  },
};
const model = new InCallModel(persona, { catalogue: BUILT_IN_CARDS, secondsLeft: () => 250 });

const answerTo = async (said: string): Promise<LanguageModelEvent[]> => {
  const events: LanguageModelEvent[] = [];
  const messages = [{ role: 'user', content: said } as const];
  for await (const event of model.stream({ messages, signal: new AbortController().signal })) {
    events.push(event);
  }
  return events;
};
const textOf = (events: readonly LanguageModelEvent[]): string =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');
const toolOf = (events: readonly LanguageModelEvent[]) =>
  events.find((event) => event.type === 'tool_call');

describe('commands to the exercise from inside of it', () => {
  it('answers how much time is left with the true figure', async () => {
    const events = await answerTo('How much time do I have left?');
    expect(textOf(events)).toBe('You have four minutes left.');
    expect(toolOf(events)).toBeUndefined();
  });

  it('leads to another exercise', async () => {
    const events = await answerTo('Can we switch to interview practice?');
    expect(textOf(events)).toBe('Of course. Let us switch to an interview.');
    expect(toolOf(events)).toMatchObject({
      name: 'switch_practice',
      argumentsJson: '{"mode":"interview"}',
    });
  });

  it('stops kindly', async () => {
    const events = await answerTo("I'd like to stop the exercise now.");
    expect(textOf(events)).toContain('Well done');
    expect(toolOf(events)).toMatchObject({ name: 'end_call' });
  });

  it.each([
    'We interview every candidate twice.',
    'How many minutes does an approval take you?',
    'Could you switch your supplier this quarter?',
    '',
  ])('leaves "%s" to the persona', async (said) => {
    expect(textOf(await answerTo(said))).toBe('By e-mail, mostly.');
  });
});
