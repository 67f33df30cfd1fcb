import { deriveTurns } from '../events/derive-turns';
import type { EndReason } from '../events/voice-event';
import { playbackSpans } from '../recording/playback-spans';
import { ProviderError } from '../resilience/provider-error';
import { ScriptedCall } from '../testing/scripted-call';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';
const busy = new ProviderError('scripted', 'rate', 'Too many requests.');

describe('a failing provider', () => {
  test('that gives no first token is apologised for, and the next question is answered', async () => {
    const call = await new ScriptedCall({ replies: [{ hangs: true }, 'Here I am.'] }).greeted();
    call.session.text('Hello?', true);
    await call.clock.advance(18_500);
    expect(call.last('provider.failed')).toMatchObject({ stage: 'llm', kind: 'timeout' });
    expect(call.last('turn.spoken').heardText).toBe('Sorry, I missed that.');
    call.session.text('Hello again?', true);
    await call.clock.advance(3000);
    expect(call.last('turn.spoken').heardText).toBe('Here I am.');
  });

  test('that fails twice in a row ends the call, with last words', async () => {
    const call = await new ScriptedCall({ replies: [{ error: busy }] }).greeted();
    call.session.text('Hello?', true);
    await call.clock.advance(3000);
    call.session.text('Hello?', true);
    await call.clock.advance(5000);
    expect(call.ended).toBe('failed');
    expect(deriveTurns(call.events).at(-1)?.text).toBe('Goodbye then.');
    expect(call.all('provider.failed').map(({ kind }) => kind)).toEqual(['rate', 'rate']);
  });

  test('that breaks off in the middle is heard as far as it came, then apologised for', async () => {
    const call = await new ScriptedCall({
      replies: [{ text: 'We looked at three vendors last year. And th', error: busy }],
    }).greeted();
    call.session.text('Why?', true);
    await call.clock.advance(6000);
    expect(
      deriveTurns(call.events)
        .map(({ text }) => text)
        .slice(-2),
    ).toEqual(['We looked at three vendors last year.', 'Sorry, I missed that.']);
  });

  test('that breaks off leaves transcript, history and recording at what was heard', async () => {
    const heard = 'We looked at three vendors last year.';
    const stored: number[] = [];
    const call = await new ScriptedCall({
      replies: [{ text: `${heard} And th`, tokenMs: 100, error: busy }, 'As I said.'],
      session: {
        recorder: {
          trainee: () => undefined,
          persona: (_segmentId, samples) => {
            const offsetSamples = stored.length;
            stored.push(...samples);
            return { offsetSamples };
          },
        },
      },
    }).greeted();
    call.session.text('Why?', true);
    await call.clock.advance(6000);
    call.session.text('Sorry?', true);
    await call.clock.advance(3000);
    expect(call.all('turn.spoken')[1]).toMatchObject({
      heardText: heard,
      generatedText: `${heard} And th`,
      interrupted: true,
      estimated: false,
    });
    expect(call.model.requests.at(-1)?.messages.slice(2)).toEqual([
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'We looked at three vendors last year… Sorry, I missed that.' },
      { role: 'user', content: 'Sorry?' },
    ]);
    const shown = call.updates.findLast((u) => u.type === 'transcript' && u.turnId === 'p2');
    expect(shown).toMatchObject({ text: heard, heardText: heard, final: true });
    const recordedMs = new Map<string, number>();
    for (const { segmentId, samples } of playbackSpans(call.events)) {
      recordedMs.set(segmentId, (recordedMs.get(segmentId) ?? 0) + samples / 16);
    }
    expect([...recordedMs]).toEqual([...call.sink.heardMs]);
    expect(call.clock.pending).toBe(1);
  });

  test('that breaks off while the voice is held loses nothing, then is apologised for', async () => {
    const call = await new ScriptedCall({
      replies: [
        { text: 'We looked at three vendors last year. And th', tokenMs: 200, error: busy },
      ],
    }).greeted();
    call.session.text('Why?', true);
    await call.heardFor(500);
    call.speech(true);
    await call.clock.advance(300);
    call.speech(false);
    await call.clock.advance(8000);
    expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['false']);
    expect(
      deriveTurns(call.events)
        .map(({ text }) => text)
        .slice(-2),
    ).toEqual(['We looked at three vendors last year.', 'Sorry, I missed that.']);
  });

  test('whose voice stalls after three frames is cut to what was heard of it', async () => {
    const trouble = (call: number): { stallAfterFrames: number } | undefined =>
      call === 1 ? { stallAfterFrames: 3 } : undefined;
    const call = await new ScriptedCall({ replies: [LONG], voice: { trouble } }).greeted();
    call.session.text('Why?', true);
    await call.clock.advance(14_000);
    expect(call.last('provider.failed')).toMatchObject({ stage: 'tts', kind: 'timeout' });
    const [, cut, apology] = call.all('turn.spoken');
    expect(cut).toMatchObject({ heardText: 'We', generatedText: LONG, interrupted: true });
    expect(apology?.heardText).toBe('Sorry, I missed that.');
  });

  test('whose voice never works ends the call instead of leaving it silent', async () => {
    const call = new ScriptedCall({ voice: { trouble: () => ({ error: busy }) } });
    call.session.start();
    await call.clock.advance(5000);
    expect(call.ended).toBe('failed');
    expect(call.clock.pending).toBe(0);
  });

  test('a recogniser that breaks is opened again', async () => {
    const call = await new ScriptedCall().greeted();
    call.recogniser.emit({ type: 'error', error: new ProviderError('x', 'network', 'Gone.') });
    await call.clock.advance(200);
    await call.says('Can you hear me?');
    await call.clock.advance(3000);
    expect(call.recogniser.calls.filter((name) => name === 'open')).toHaveLength(2);
    expect(call.last('turn.spoken').heardText).toBe('I see.');
  });

  test('a recogniser that refuses the key ends the call', async () => {
    const call = await new ScriptedCall().greeted();
    call.recogniser.emit({ type: 'error', error: new ProviderError('x', 'auth', 'No.') });
    await call.clock.advance(5000);
    expect(call.ended).toBe('failed');
  });
});

describe('usage', () => {
  test('is told for every call of a provider, also for one that was aborted', async () => {
    const call = await new ScriptedCall({ replies: [LONG, 'Fine.'] }).greeted();
    call.session.audio(new Int16Array(16_000));
    call.recogniser.final('Why?');
    await call.heardFor(200);
    call.session.text('Stop', true);
    await call.clock.advance(3000);
    await Promise.all([call.session.end('trainee_hung_up'), call.clock.advance(2000)]);
    const used = call.all('usage').map(({ purpose }) => purpose);
    expect(used.filter((purpose) => purpose === 'reply')).toHaveLength(call.model.requests.length);
    expect(used.filter((purpose) => purpose === 'speech')).toHaveLength(call.voice.requests.length);
    expect(call.all('usage').at(-1)).toMatchObject({
      purpose: 'recognition',
      quantities: [{ unit: 'audio_ms', quantity: 1000 }],
      estimated: true,
    });
  });

  test('is estimated when an aborted model tells nothing', async () => {
    const call = await new ScriptedCall({
      replies: [{ text: 'We looked at three vendors last year. ', hangs: true }, 'Fine.'],
    }).greeted();
    call.session.text('Why?', true);
    await call.heardFor(300);
    call.session.text('Stop', true);
    await call.clock.advance(2000);
    expect(call.all('usage').find(({ purpose }) => purpose === 'reply')).toMatchObject({
      estimated: true,
    });
  });
});

describe('the end', () => {
  type Situation = [name: string, reach: (call: ScriptedCall) => Promise<void>];
  const situations: Situation[] = [
    ['before the start', async () => undefined],
    ['while greeting', async (call) => call.session.start()],
    ['while listening', async (call) => void (await call.greeted())],
    ['while the trainee speaks', async (call) => (await call.greeted()).speech(true)],
    ['while the turn may have ended', async (call) => (await call.greeted()).says('Well and')],
    ['while thinking', async (call) => (await call.greeted()).session.text('Why?', true)],
    [
      'while speaking',
      async (call) => {
        (await call.greeted()).session.text('Why?', true);
        await call.heardFor(500);
      },
    ],
    [
      'while held',
      async (call) => {
        (await call.greeted()).session.text('Why?', true);
        await call.heardFor(500);
        call.speech(true);
        await call.clock.advance(200);
      },
    ],
    [
      'while saying goodbye',
      async (call) => {
        await call.greeted();
        void call.session.end('time_limit', { politely: true });
        await call.clock.advance(300);
      },
    ],
  ];

  test.each(situations)('%s leaves no timer and one last event', async (_name, reach) => {
    const call = new ScriptedCall({ replies: [LONG] });
    await reach(call);
    const ended = call.session.end('trainee_hung_up');
    await call.clock.advance(2000);
    await ended;
    expect(call.ended).toBe('trainee_hung_up');
    expect(call.clock.pending).toBe(0);
    expect(call.sink.sounding).toBe(false);
    expect(call.events.at(-1)).toMatchObject({ type: 'session.ended', reason: 'trainee_hung_up' });
    const count = call.events.length;
    call.session.text('Hello?', true);
    call.speech(true);
    await call.clock.advance(60_000);
    expect(call.events).toHaveLength(count);
  });

  test('comes politely with last words, and only once', async () => {
    const call = await new ScriptedCall().greeted();
    const ends: EndReason[] = [];
    const first = call.session
      .end('time_limit', { politely: true })
      .then(() => ends.push('failed'));
    void call.session.end('time_limit', { politely: true });
    await call.clock.advance(3000);
    await first;
    expect(call.last('turn.spoken').heardText).toBe('Goodbye then.');
    expect(call.all('session.ended')).toHaveLength(1);
    expect(ends).toHaveLength(1);
  });

  test('by the persona waits until its words were heard', async () => {
    const call = await new ScriptedCall({
      replies: [{ text: 'I have to run now. Bye!', tools: [{ name: 'end_call' }] }],
    }).greeted();
    call.session.text('Buy this!', true);
    await call.clock.until(() => call.ended !== null);
    expect(call.ended).toBe('persona_hung_up');
    expect(call.last('turn.spoken')).toMatchObject({
      heardText: 'I have to run now. Bye!',
      interrupted: false,
    });
  });

  test('comes kindly to a trainee who stays silent', async () => {
    const call = await new ScriptedCall().greeted();
    await call.clock.advance(60_000);
    expect(call.ended).toBe('silence');
    expect(deriveTurns(call.events).map(({ text }) => text)).toEqual([
      'Hello, Sarah here.',
      'Are you still there?',
      'Hello?',
      'Goodbye then.',
    ]);
  });
});

test('what a tool answers goes back to the model, which then speaks', async () => {
  const call = await new ScriptedCall({
    replies: [{ tools: [{ name: 'calendar' }] }, 'Tuesday works.'],
    session: { runTool: async () => ({ output: 'Tuesday is free' }) },
  }).greeted();
  call.session.text('When can we meet?', true);
  await call.clock.advance(3000);
  expect(call.model.requests.at(-1)?.messages.at(-1)?.content).toContain('Tuesday is free');
  expect(call.last('turn.spoken').heardText).toBe('Tuesday works.');
});

test('a log cut short still tells what was said and heard', async () => {
  const call = await new ScriptedCall({ replies: [LONG] }).greeted();
  call.session.text('Why?', true);
  await call.heardFor(2800);
  const turns = deriveTurns(call.events);
  expect(turns.map(({ speaker, interrupted }) => [speaker, interrupted])).toEqual([
    ['persona', false],
    ['trainee', false],
    ['persona', true],
  ]);
  expect(turns.at(-1)).toMatchObject({
    text: 'We looked at three vendors last year. None of them could',
    generatedText: LONG,
    estimated: false,
  });
});
