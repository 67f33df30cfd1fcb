import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { selfSignedCertificate } from '../websocket/self-signed-certificate';
import { OpenAiSimulator } from './openai-simulator';

type Event = { type: string } & Record<string, unknown>;
type SessionUpdate = Extract<Parameters<OpenAIRealtimeWS['send']>[0], { type: 'session.update' }>;
type Session = Extract<SessionUpdate['session'], { type: 'realtime' }>;

const TELEPHONE = { type: 'audio/pcmu' } as const;

/** The vendor's own client, which takes TLS alone, must not notice that it speaks with a simulator. */
describe('the OpenAI simulator’s Realtime protocol, driven by the official SDK', () => {
  const certificate = selfSignedCertificate();
  const simulator = new OpenAiSimulator({}, certificate);
  let client: OpenAI;
  let events: Event[] = [];
  let realtime: OpenAIRealtimeWS;

  beforeAll(async () => {
    const { baseUrl } = await simulator.start();
    client = new OpenAI({ apiKey: 'sk-key', baseURL: baseUrl });
  });
  beforeEach(() => {
    simulator.reset();
    simulator.apiKey = 'sk-key';
    events = [];
  });
  afterEach(() => realtime.close());
  afterAll(() => simulator.close());

  const types = (): string[] => events.map(({ type }) => type);
  const last = (type: string): Event | undefined => events.findLast((event) => event.type === type);
  const until = async (type: string, count = 1): Promise<Event> => {
    const found = (): Event[] => events.filter((event) => event.type === type);
    for (let waited = 0; waited < 400 && found().length < count; waited++) await wait(5);
    if (found().length < count) throw new Error(`No ${type}; there were ${types().join(' ')}.`);
    return found()[count - 1] as Event;
  };

  async function open(
    session: Omit<Session, 'type'> = {},
    headers: Record<string, string> = {},
  ): Promise<void> {
    const options = { ca: certificate.cert, headers };
    realtime = new OpenAIRealtimeWS({ model: 'gpt-realtime', options }, client);
    realtime.on('event', (event) => events.push(event as unknown as Event));
    realtime.on('error', () => undefined);
    await until('session.created');
    realtime.send({ type: 'session.update', session: { type: 'realtime', ...session } });
    await until('session.updated');
  }

  const say = (voicedMs: number, silentMs: number): void => {
    const bytes = (voicedMs + silentMs) * 8;
    const audio = Buffer.alloc(bytes, 0xff);
    for (let at = 0; at < voicedMs * 8; at += 1) audio[at] = at % 2 === 0 ? 0x10 : 0x90;
    for (let at = 0; at < bytes; at += 160) {
      const frame = audio.subarray(at, at + 160).toString('base64');
      realtime.send({ type: 'input_audio_buffer.append', audio: frame });
    }
  };

  it('answers an utterance in the order of the documentation, transcript and usage included', async () => {
    simulator.realtime.transcripts.push('Good morning to you.');
    simulator.realtime.replyWith(() => ({ text: 'Good morning.' }));
    const transcription = { model: 'gpt-4o-mini-transcribe' };
    await open({
      audio: { input: { format: TELEPHONE, transcription }, output: { format: TELEPHONE } },
    });
    say(600, 400);
    const done = await until('response.done');
    // Transcripts may come at any time.
    const steps = types().filter((type) => !/delta$|transcription|^session/.test(type));
    expect(steps).toEqual([
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'rate_limits.updated',
      'response.done',
    ]);
    const completed = last('conversation.item.input_audio_transcription.completed');
    expect(completed).toMatchObject({
      transcript: 'Good morning to you.',
      usage: { type: 'tokens' },
    });
    const sound = events
      .filter(({ type }) => type === 'response.output_audio.delta')
      .reduce((sum, { delta }) => sum + Buffer.from(String(delta), 'base64').length, 0);
    const audio_tokens = Math.ceil(sound / 8 / 50);
    expect(sound).toBeGreaterThan(4000);
    expect(done).toMatchObject({
      response: { status: 'completed', usage: { output_token_details: { audio_tokens } } },
    });
  });

  it('refuses a second response while one is active, and cancels the first on request', async () => {
    simulator.realtime.knobs.chunkDelayMs = 20;
    simulator.realtime.replyWith(() => ({ text: 'A reply that takes its time to be said.' }));
    await open();
    realtime.send({ type: 'response.create' });
    await until('response.output_audio.delta');
    realtime.send({ type: 'response.create', event_id: 'mine' });
    expect(await until('error')).toMatchObject({
      error: { code: 'conversation_already_has_active_response', event_id: 'mine' },
    });
    realtime.send({ type: 'response.cancel' });
    expect(await until('response.done')).toMatchObject({
      response: { status: 'cancelled', status_details: { reason: 'client_cancelled' } },
    });
    realtime.send({ type: 'response.cancel' });
    expect(await until('error', 2)).toMatchObject({
      error: { code: 'response_cancel_not_active' },
    });
  });

  it('truncates what was not heard, and refuses to truncate beyond the end', async () => {
    simulator.realtime.replyWith(() => ({ text: 'Some words that nobody lets me finish.' }));
    await open();
    realtime.send({ type: 'response.create' });
    await until('response.done');
    const item_id = String(last('response.output_audio.done')?.['item_id']);
    const cut = { type: 'conversation.item.truncate', item_id, content_index: 0 } as const;
    realtime.send({ ...cut, audio_end_ms: 60_000 });
    const refused = await until('error');
    expect(JSON.stringify(refused)).toMatch(
      /Audio content of \d+ms is already shorter than 60000ms/,
    );
    realtime.send({ ...cut, audio_end_ms: 500 });
    expect(await until('conversation.item.truncated')).toMatchObject({ audio_end_ms: 500 });
    const item = simulator.realtime.connections[0]?.conversation.find(item_id);
    const said = String(item?.content?.[0]?.['transcript']);
    expect('Some words that nobody lets me finish.'.startsWith(said)).toBe(true);
    expect(said.length).toBeLessThan(20);
    realtime.send({ type: 'conversation.item.delete', item_id });
    await until('conversation.item.deleted');
    realtime.send({ type: 'conversation.item.delete', item_id });
    expect(await until('error', 2)).toMatchObject({
      error: { code: 'item_delete_invalid_item_id' },
    });
  });

  it('calls a function, and takes its output and typed words as items', async () => {
    const tool = { name: 'look_up', arguments: '{"what":"price"}' };
    simulator.realtime.replyWith(({ items }) =>
      items.some(({ type }) => type === 'function_call_output') ? { text: 'Ten.' } : { tool },
    );
    await open();
    const content = [{ type: 'input_text', text: 'What is the price?' } as const];
    realtime.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content },
    });
    realtime.send({ type: 'response.create' });
    const call = await until('response.function_call_arguments.done');
    expect(call).toMatchObject({ name: 'look_up', arguments: '{"what":"price"}' });
    await until('response.done');
    const call_id = String(call['call_id']);
    const item = { type: 'function_call_output', call_id, output: '10' } as const;
    realtime.send({ type: 'conversation.item.create', item });
    realtime.send({ type: 'response.create' });
    await until('response.done', 2);
    expect(last('response.output_audio_transcript.done')).toMatchObject({ transcript: 'Ten.' });
  });

  it.each([
    ['session.type', { type: undefined }, 'missing_required_parameter'],
    ['session.voice', { voice: 'alloy' }, 'unknown_parameter'],
    ['session.input_audio_format', { input_audio_format: 'g711_ulaw' }, 'unknown_parameter'],
  ])('refuses the shape of the beta: %s', async (param, session, code) => {
    await open();
    realtime.send({ type: 'session.update', session: { type: 'realtime', ...session } as never });
    expect(await until('error')).toMatchObject({ error: { code, param } });
  });

  it('refuses the header of the beta, and another key', async () => {
    await expect(open({}, { 'OpenAI-Beta': 'realtime=v1' })).rejects.toThrow('No session.created');
    expect(last('error')).toMatchObject({ error: { code: 'beta_api_shape_disabled' } });
    simulator.apiKey = 'another';
    const options = { ca: certificate.cert };
    const refused = new OpenAIRealtimeWS({ model: 'gpt-realtime', options }, client);
    const message = new Promise((resolve) => refused.on('error', resolve));
    expect(String(await message)).toContain('401');
  });
});
