import { deriveTurns } from '../events/derive-turns';
import { ScriptedCall } from '../testing/scripted-call';
import { ScriptedLanguageModel } from '../testing/scripted-language-model';
import { VirtualClock } from '../testing/virtual-clock';

const LONG = 'We looked at three vendors last year. None of them could show any numbers at all.';

describe('a turn', () => {
  test('with a short pause in it is one turn with one reply', async () => {
    const call = await new ScriptedCall().greeted();
    await call.says('We help agencies', 600);
    await call.clock.advance(100);
    await call.says('to grow faster.', 600);
    await call.clock.advance(3000);
    expect(call.all('turn.committed').map(({ text }) => text)).toEqual([
      'We help agencies to grow faster.',
    ]);
    expect(call.count('turn.spoken')).toBe(2);
    expect(call.answeredTwice()).toEqual([]);
  });

  test('is told to the user interface while it grows', async () => {
    const call = await new ScriptedCall().greeted();
    call.speech(true);
    call.recogniser.interim('we help');
    call.recogniser.final('We help agencies.');
    await call.clock.advance(500);
    call.speech(false);
    await call.clock.advance(400);
    const shown = call.updates.flatMap((update) =>
      update.type === 'transcript' && update.speaker === 'trainee'
        ? [`${update.turnId} ${update.text} ${update.final}`]
        : [],
    );
    expect(shown).toEqual([
      't1 we help false',
      't1 We help agencies. false',
      't1 We help agencies. true',
    ]);
  });

  test('whose transcript comes two seconds late is answered, once', async () => {
    const call = await new ScriptedCall({ finalBudgetMs: 350 }).greeted();
    call.speech(true);
    await call.clock.advance(900);
    call.speech(false);
    await call.clock.advance(2000);
    expect(call.count('turn.unheard')).toBe(1);
    call.recogniser.final('We help agencies.');
    await call.clock.advance(3000);
    expect(call.all('turn.committed').map(({ text }) => text)).toEqual(['We help agencies.']);
    expect(call.answeredTwice()).toEqual([]);
  });

  test('that goes on before the reply is heard gets one reply to all of it', async () => {
    const call = await new ScriptedCall({ replies: ['To the half.', 'To the whole.'] }).greeted();
    await call.says('We help agencies.');
    await call.clock.advance(350);
    expect(call.model.requests).toHaveLength(1);
    await call.says('And shops too.');
    await call.clock.advance(3000);
    expect(call.last('turn.committed')).toMatchObject({
      turnId: 't1',
      text: 'We help agencies. And shops too.',
    });
    expect(deriveTurns(call.events).map(({ text }) => text)).toEqual([
      'Hello, Sarah here.',
      'We help agencies. And shops too.',
      'To the whole.',
    ]);
    expect(call.answeredTwice()).toEqual([]);
  });

  test('without words withdraws what was shown of it', async () => {
    const call = await new ScriptedCall().greeted();
    call.speech(true);
    call.recogniser.interim('um');
    await call.clock.advance(300);
    call.speech(false);
    await call.clock.advance(1000);
    expect(call.count('turn.unheard')).toBe(1);
    expect(call.updates).toContainEqual(
      expect.objectContaining({ turnId: 't1', text: '', final: true }),
    );
    expect(call.model.requests).toHaveLength(0);
  });
});

describe('speech over the persona', () => {
  const interrupted = async (): Promise<ScriptedCall> => {
    const call = await new ScriptedCall({ replies: [LONG, 'Go ahead.'] }).greeted();
    await call.says('Why did you stay with them?');
    await call.heardFor(1000);
    return call;
  };

  test('that is known to be only "mhm" before the voice is held leaves no gap', async () => {
    const call = await interrupted();
    call.speech(true);
    await call.clock.advance(50);
    call.recogniser.interim('mhm');
    await call.clock.advance(400);
    call.recogniser.final('Mhm.');
    call.speech(false);
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.sink.calls.some(({ call: name }) => name === 'pause')).toBe(false);
    expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['backchannel']);
    expect(call.last('turn.spoken')).toMatchObject({ heardText: LONG, interrupted: false });
  });

  test('that is a cough holds the voice and loses no word', async () => {
    const call = await interrupted();
    call.speech(true);
    await call.clock.advance(300);
    expect(call.sink.sounding).toBe(false);
    call.speech(false);
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['false']);
    expect(call.last('turn.spoken')).toMatchObject({ heardText: LONG, interrupted: false });
    const made = call.all('segment.produced').map(({ samples }) => samples / 16);
    expect([...call.sink.heardMs.values()]).toEqual(made);
  });

  test('silences it within 120 ms of the decision, and what was heard is exact to the word', async () => {
    const call = await interrupted();
    const begun = call.clock.now();
    call.speech(true);
    await call.clock.advance(120);
    expect(call.sink.sounding).toBe(false);
    await call.clock.advance(100);
    call.recogniser.interim('hold on');
    expect(call.last('interruption')).toMatchObject({ outcome: 'hard', atMs: begun + 220 });
    // 50 ms a character, 1120 ms heard: 22 characters, which end within "vendors".
    expect(call.last('turn.spoken')).toMatchObject({
      generatedText: LONG,
      heardText: 'We looked at three',
      estimated: false,
      interrupted: true,
    });
    await call.clock.advance(3000);
    expect(call.sink.calls.filter(({ call: name }) => name === 'write').at(-1)?.atMs).toBeLessThan(
      begun,
    );
  });

  test('is known to the model as far as it was heard, with an ellipsis that no transcript has', async () => {
    const call = await interrupted();
    call.session.text('Hold on, which vendors?', true);
    await call.clock.advance(3000);
    expect(call.model.requests.at(-1)?.messages.slice(1)).toEqual([
      { role: 'assistant', content: 'Hello, Sarah here.' },
      { role: 'user', content: 'Why did you stay with them?' },
      { role: 'assistant', content: 'We looked at three…' },
      { role: 'user', content: 'Hold on, which vendors?' },
    ]);
    expect(JSON.stringify(call.events)).not.toContain('…');
  });

  test('still silences it when everything was made and only the ear is behind', async () => {
    const call = await interrupted();
    expect(call.count('reply.generated')).toBe(1);
    await call.clock.until(() => call.count('segment.produced') === 3);
    expect(call.sink.bufferedMs).toBeGreaterThan(1000);
    call.session.text('Stop', true);
    expect(call.sink.bufferedMs).toBe(0);
    expect(call.sink.sounding).toBe(false);
    await call.clock.advance(200);
    expect(call.last('turn.spoken').interrupted).toBe(true);
  });

  test('before its first sound keeps it silent and the call alive', async () => {
    const call = await new ScriptedCall({ replies: [LONG, 'Go ahead.'] }).greeted();
    await call.says('Why did you stay?');
    await call.clock.until(() => call.count('segment.started') === 2);
    call.speech(true);
    await call.clock.advance(600);
    expect(call.sink.sounding).toBe(false);
    call.recogniser.final('With them, I mean.');
    call.speech(false);
    await call.clock.advance(4000);
    expect(deriveTurns(call.events).at(-1)?.text).toBe('Go ahead.');
  });

  test('cuts a second reply by its own beginning, not by that of the first', async () => {
    const call = await new ScriptedCall({ replies: [LONG, LONG, 'Fine.'] }).greeted();
    for (const question of ['First?', 'Second?']) {
      call.session.text(question, true);
      await call.heardFor(1000);
    }
    call.session.text('Third?', true);
    expect(call.all('turn.spoken').map(({ heardText }) => heardText)).toEqual([
      'Hello, Sarah here.',
      'We looked at three',
      'We looked at three',
    ]);
  });

  test('of a far end that held its output is always answered: go on, or forget it', async () => {
    const call = await interrupted();
    call.session.speech(true);
    expect(call.sink.sounding).toBe(false);
    call.session.speech(false);
    await call.clock.advance(1000);
    expect(call.sink.sounding).toBe(true);
    call.activity.next('start');
    call.session.audio(new Int16Array(320));
    await call.clock.advance(300);
    expect(call.sink.sounding).toBe(true);
  });
});

describe('other ways to talk', () => {
  test('hold-to-talk sends audio to the recogniser only while it is held', async () => {
    const call = await new ScriptedCall({ session: { talk: 'hold' } }).greeted();
    call.session.audio(new Int16Array(320));
    call.session.talk(true);
    call.session.audio(new Int16Array(320));
    await call.clock.advance(1000);
    call.session.talk(false);
    call.session.audio(new Int16Array(320));
    await call.clock.advance(100);
    call.recogniser.final('We help agencies.');
    await call.clock.advance(2000);
    expect(call.recogniser.samplesHeard).toBe(320);
    expect(call.recogniser.calls).toEqual(['open', 'speechStarted', 'speechEnded']);
    expect(call.last('turn.committed')).toMatchObject({ by: 'release', text: 'We help agencies.' });
    expect(call.last('turn.spoken').heardText).toBe('I see.');
  });

  test('hold-to-talk is not cut short by a far end that finds speech', async () => {
    const call = await new ScriptedCall({ session: { talk: 'hold' } }).greeted();
    call.session.talk(true);
    call.session.speech(true);
    call.session.speech(false);
    expect(call.recogniser.calls).toEqual(['open', 'speechStarted']);
    call.session.talk(false);
    expect(call.recogniser.calls).toEqual(['open', 'speechStarted', 'speechEnded']);
  });

  test('typing needs neither recogniser nor voice activity', async () => {
    const call = await new ScriptedCall({
      session: { speechToText: null, voiceActivity: null },
    }).greeted();
    call.session.text('We help agencies.', true);
    await call.clock.advance(2000);
    expect(call.last('turn.committed')).toMatchObject({ by: 'text', typed: true });
    expect(call.last('turn.spoken').heardText).toBe('I see.');
  });

  test('a sink that speaks text by itself gets sentences, and its cut is an estimate', async () => {
    const call = await new ScriptedCall({ replies: [LONG], speaksText: true }).greeted();
    call.session.text('Why?', true);
    await call.heardFor(1300);
    call.session.text('Stop', true);
    expect(call.voice.requests).toHaveLength(0);
    expect(call.last('turn.spoken')).toMatchObject({
      heardText: 'We looked at three',
      estimated: true,
    });
  });
});

describe('words and sound', () => {
  test('the next sentence is made while the former plays, in order, and never far ahead', async () => {
    const sentences = Array.from({ length: 8 }, (_, at) => `This is sentence number ${at + 1}.`);
    const call = await new ScriptedCall({ replies: [sentences.join(' ')] }).greeted();
    call.session.text('Go on', true);
    let ahead = 0;
    await call.clock.until(() => {
      const made = call.count('segment.produced');
      ahead = Math.max(ahead, made - call.count('playback.finished'));
      return call.count('turn.spoken') === 2;
    });
    expect(ahead).toBe(3);
    expect(call.voice.requests.slice(1).map(({ text }) => text)).toEqual(sentences);
    const gaps = call
      .all('playback.finished')
      .slice(1, -1)
      .map(({ segmentId, atMs }) => {
        const id = segmentId.replace(/\d+$/, (count) => String(Number(count) + 1));
        return call.all('playback.progress').find((p) => p.segmentId === id)!.atMs - atMs - 100;
      });
    expect(gaps).toEqual(gaps.map(() => 0));
  });

  test('the recorder gets both sides, and the log says where the persona is in its audio', async () => {
    const stored: number[] = [];
    let heard = 0;
    const call = await new ScriptedCall({
      session: {
        recorder: {
          trainee: (samples) => void (heard += samples.length),
          persona: (_segmentId, samples) => {
            const offsetSamples = stored.length;
            stored.push(...samples);
            return { offsetSamples };
          },
        },
      },
    }).greeted();
    call.session.audio(new Int16Array(320));
    call.session.text('Hello', true);
    await call.clock.advance(3000);
    const [first, second] = call.all('segment.produced');
    expect(first).toMatchObject({ offsetSamples: 0 });
    expect(second).toMatchObject({ offsetSamples: first?.samples });
    expect(stored).toHaveLength((first?.samples ?? 0) + (second?.samples ?? 0));
    expect(heard).toBe(320);
  });

  test('markdown and stage directions are not said, but kept as generated', async () => {
    const call = await new ScriptedCall({ replies: ['*sighs* That is **fine**.'] }).greeted();
    call.session.text('Hello', true);
    await call.clock.advance(3000);
    expect(call.last('turn.spoken')).toMatchObject({
      generatedText: '*sighs* That is **fine**.',
      heardText: 'That is fine.',
    });
  });
});

test('a model that remembers is asked once a turn, when the turn has ended', async () => {
  const clock = new VirtualClock();
  const model = Object.assign(new ScriptedLanguageModel(clock, ['Fine.']), {
    remembers: true as const,
  });
  const call = await new ScriptedCall({ clock, session: { languageModel: model } }).greeted();
  call.speech(true);
  await clock.advance(800);
  call.recogniser.emit({ type: 'eager', text: 'We help agencies' });
  await clock.advance(300);
  call.speech(false);
  call.recogniser.emit({ type: 'final', text: 'We help all agencies.', turnEnded: true });
  await clock.advance(2000);
  expect(model.requests).toHaveLength(1);
});
