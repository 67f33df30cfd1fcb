import type { AskModel } from '@sparline/personas';
import { BUILT_IN_CARDS } from '@sparline/personas';
import type { LanguageModelEvent } from '@sparline/voice';
import { GreeterModel } from './greeter-model';

const made = (ask?: AskModel) =>
  new GreeterModel(() => ({ catalogue: BUILT_IN_CARDS, random: () => 0, secondsLeft: 200 }), ask);

const answerTo = async (
  model: GreeterModel,
  content: string,
  signal = new AbortController().signal,
) => {
  const events: LanguageModelEvent[] = [];
  const messages = [{ role: 'user', content } as const];
  for await (const event of model.stream({ messages, signal })) events.push(event);
  return events;
};
const toolsOf = (events: readonly LanguageModelEvent[]) =>
  events.flatMap((event) => (event.type === 'tool_call' ? [event.name] : []));

describe('the greeter as a language model', () => {
  it('hands over once it knows, and not before', async () => {
    const model = made();
    expect(toolsOf(await answerTo(model, 'mumble mumble'))).toEqual([]);
    expect(toolsOf(await answerTo(model, 'an interview please'))).toEqual(['hand_over']);
    expect(model.step).toMatchObject({ next: 'hand_over', mode: 'interview' });
  });

  it('takes a key for what it stands for', async () => {
    const model = made();
    expect(toolsOf(await answerTo(model, '3'))).toEqual(['hand_over']);
    expect(model.step).toMatchObject({ mode: 'small_talk' });
  });

  it('hangs up after a farewell', async () => {
    expect(toolsOf(await answerTo(made(), 'goodbye'))).toEqual(['end_call']);
  });

  it('asks a model only where the rules are unsure', async () => {
    const asked: string[] = [];
    const model = made(async ({ messages }) => {
      asked.push(messages.at(-1)?.content ?? '');
      return { intent: 'cold_call', mode: '', persona: '', confidence: 0.9 };
    });
    await answerTo(model, 'interview prep please');
    expect(asked).toEqual([]);
    await answerTo(model, 'that thing where I get hung up on all day');
    expect(asked).toHaveLength(1);
    expect(model.step).toMatchObject({ next: 'hand_over', mode: 'cold_call' });
  });

  it('goes by the rules when the model fails', async () => {
    const model = made(() => Promise.reject(new Error('down')));
    await answerTo(model, 'that thing where I get hung up on all day');
    expect(model.step.next).toBe('listen');
  });

  it('takes nothing for said once it was interrupted', async () => {
    const model = made();
    expect(await answerTo(model, 'an interview', AbortSignal.abort())).toEqual([]);
    expect(model.step.next).toBe('listen');
  });
});
