import type OpenAI from 'openai';
import { ChatStream } from './chat-stream';

type Delta = OpenAI.Chat.Completions.ChatCompletionChunk.Choice.Delta;

const read = (...deltas: object[]) => {
  const { signal } = new AbortController();
  const stream = new ChatStream({ messages: [], signal });
  for (const delta of deltas) {
    const choices = [{ index: 0, delta: delta as Delta, finish_reason: null }];
    stream.read({ choices } as OpenAI.Chat.Completions.ChatCompletionChunk);
  }
  return stream
    .finish()
    .flatMap((event) =>
      event.type === 'tool_call' ? [`${event.name}(${event.argumentsJson})`] : [],
    );
};
const call = (at: object, name: string | undefined, json: string) => ({
  tool_calls: [{ ...at, function: { name, arguments: json } }],
});

describe('ChatStream', () => {
  it.each([
    [
      'in fragments',
      [
        call({ index: 0, id: 'a' }, 'one', ''),
        call({ index: 0 }, undefined, '{"x"'),
        call({ index: 0 }, undefined, ':1}'),
      ],
      ['one({"x":1})'],
    ],
    [
      'whole, without an index',
      [call({ id: 'a' }, 'one', '{}'), call({ id: 'b' }, 'two', '{}')],
      ['one({})', 'two({})'],
    ],
    [
      'whole, all of them with the same index, as Gemini does',
      [call({ index: 0, id: 'a' }, 'one', '{}'), call({ index: 0, id: 'b' }, 'two', '{}')],
      ['one({})', 'two({})'],
    ],
    [
      'in fragments that each repeat the id',
      [call({ index: 0, id: 'a' }, 'one', '{'), call({ index: 0, id: 'a' }, undefined, '}')],
      ['one({})'],
    ],
    [
      'interleaved',
      [
        call({ index: 0, id: 'a' }, 'one', '{'),
        call({ index: 1, id: 'b' }, 'two', '{}'),
        call({ index: 0 }, undefined, '}'),
      ],
      ['one({})', 'two({})'],
    ],
  ])('puts tool calls together that come %s', (_, deltas, expected) => {
    expect(read(...deltas)).toEqual(expected);
  });
});
