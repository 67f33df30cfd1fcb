import type { LanguageModel, LanguageModelRequest } from '@sparline/voice';
import { OpeningModel, type OpeningModelOptions } from './opening-model';

/** Answers with how often it was asked. */
class CountingModel implements LanguageModel {
  readonly provider = 'test';
  readonly model = 'counting';
  readonly heard: string[] = [];

  constructor(readonly remembers?: true) {}

  async *stream({ messages }: LanguageModelRequest) {
    this.heard.push(messages.at(-1)?.content ?? '');
    yield { type: 'text', text: `answer ${this.heard.length}` } as const;
  }
}

const OPENING = 'Hi, Sarah here, you wanted me to call back?';
const user = (content: string) => ({ role: 'user', content }) as const;
const assistant = (content: string) => ({ role: 'assistant', content }) as const;

const said = async (
  inner: LanguageModel,
  messages: LanguageModelRequest['messages'],
  options: Partial<OpeningModelOptions> = {},
): Promise<string> => {
  const model = new OpeningModel(inner, { opening: () => OPENING, hears: true, ...options });
  const request = { messages, tools: [], signal: new AbortController().signal };
  let text = '';
  for await (const event of model.stream(request)) {
    if (event.type === 'text') text += event.text;
  }
  return text;
};

describe('somebody who has rung and is answered first', () => {
  it('says why they ring', async () => {
    const inner = new CountingModel();
    expect(await said(inner, [user('Hello?')])).toBe(OPENING);
    expect(inner.heard).toEqual([]);
  });

  it('talks as ever once they have been heard', async () => {
    const messages = [user('Hello?'), assistant(OPENING), user('Yes, hi.')];
    expect(await said(new CountingModel(), messages)).toBe('answer 1');
  });

  it('has heard what was said all the same, where they know it by hearing alone', async () => {
    const inner = new CountingModel(true);
    expect(await said(inner, [user('Hello, this is Tia.')])).toBe(OPENING);
    expect(inner.heard).toEqual(['Hello, this is Tia.']);
  });

  it('needs no opening for somebody who says at once what they want', async () => {
    const skipsIt = (words: string) => words === '3';
    expect(await said(new CountingModel(), [user('3')], { skipsIt })).toBe('answer 1');
    expect(await said(new CountingModel(), [user('Hello?')], { skipsIt })).toBe(OPENING);
  });
});
