import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PersonaBrain } from '@sparline/personas';
import { loadConfig } from '../../config/load-config';
import { EngineFactory } from './engine-factory';

const TOKEN = {
  id: 'c',
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: { content: 'Hello.' }, finish_reason: null }],
};
const THAT_IS_ALL = `data: ${JSON.stringify(TOKEN)}\n\ndata: [DONE]\n\n`;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A call whose language model is silent', () => {
  const servers: Server[] = [];
  const asked: string[] = [];

  async function vendor(name: string, answer: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(name);
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  afterEach(() => {
    jest.useRealTimers();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('asks the next one after four seconds', async () => {
    const config = loadConfig({
      DATABASE_URL: 'postgres://app:secret@db.example/sparline',
      SESSION_SECRET: 'a random text that is long enough to pass',
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: await vendor('openai', () => undefined),
      GEMINI_API_KEY: 'key',
      GEMINI_BASE_URL: await vendor('gemini', (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(THAT_IS_ALL);
      }),
      STT_PROVIDER: 'none',
      TTS_PROVIDER: 'none',
    });
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    const engines = new EngineFactory(config);
    const { languageModel } = await engines.forCall({ voice: 'ash', speaksText: false });
    const { signal } = new AbortController();
    const said: string[] = [];
    const answered = (async () => {
      for await (const event of languageModel({} as PersonaBrain).stream({
        messages: [],
        signal,
      })) {
        if (event.type === 'text') said.push(event.text);
      }
    })();
    while (asked.length === 0) await breathe();
    jest.advanceTimersByTime(3_900);
    for (let turn = 0; turn < 50; turn += 1) await breathe();
    expect(asked).toEqual(['openai']);
    jest.advanceTimersByTime(100);
    await answered;
    expect([asked, said]).toEqual([['openai', 'gemini'], ['Hello.']]);
    await engines.onApplicationShutdown();
  });
});
