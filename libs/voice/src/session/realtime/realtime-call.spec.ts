import { replay } from '../../events/replay';
import { deriveTurns } from '../../events/derive-turns';
import { ProviderError } from '../../resilience/provider-error';
import { ScriptedCall, ScriptedSpeechToSpeech, VirtualClock } from '../../testing';
import type { ScriptedSpeechScript } from '../../testing';
import type { CallSessionOptions } from '../session-options';

const REPLY = 'We looked at something like this last year and had no time for it.';

class RealtimeCall extends ScriptedCall {
  readonly speaker: ScriptedSpeechToSpeech;

  constructor(script: ScriptedSpeechScript = {}, session: Partial<CallSessionOptions> = {}) {
    const clock = new VirtualClock();
    const speaker = new ScriptedSpeechToSpeech(clock, { replies: [REPLY], ...script });
    super({
      clock,
      voice: { sampleRate: 24_000 },
      session: {
        engine: 'realtime',
        speechToSpeech: speaker,
        languageModel: null,
        textToSpeech: null,
        speechToText: null,
        voiceActivity: null,
        ...session,
      },
    });
    this.speaker = speaker;
  }

  /** The trainee talks, and the model hears it; the words may follow later. */
  async talks(ms = 800): Promise<void> {
    this.speaker.emit({ type: 'speech_started', sinceMs: 60 });
    await this.clock.advance(ms);
    this.speaker.emit({ type: 'speech_ended', sinceMs: 200 });
  }

  wrote(text: string): void {
    this.speaker.emit({ type: 'final', text });
  }

  get said(): string[] {
    return deriveTurns(this.events).map(({ speaker, text }) => `${speaker}: ${text}`);
  }
}

/** Whatever a call did, its log tells the same again, and it leaves nothing behind. */
const ends = async (call: RealtimeCall): Promise<void> => {
  void call.session.end('trainee_hung_up');
  await call.clock.advance(3000);
  expect(call.ended).not.toBeNull();
  expect(call.clock.pending).toBe(0);
  expect(call.answeredTwice()).toEqual([]);
  expect(replay(call.events).difference).toBeNull();
};

describe('a call with a model that hears and speaks by itself', () => {
  it('greets, answers before the words are written down, and puts the record right', async () => {
    const call = new RealtimeCall();
    await call.greeted();
    await call.talks();
    await call.heardFor(100);
    expect(call.last('turn.committed').text).toBe('');
    call.wrote('What do you sell?');
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.said).toEqual([
      'persona: Hello, Sarah here.',
      'trainee: What do you sell?',
      `persona: ${REPLY}`,
    ]);
    expect(call.speaker.asked.map(({ say }) => say)).toEqual(['Hello, Sarah here.', undefined]);
    expect(call.speaker.asked.every(({ isFinished }) => isFinished)).toBe(true);
    expect(call.all('usage').map(({ purpose, model }) => `${purpose} ${model}`)).toEqual([
      'reply speaker',
      'reply speaker',
    ]);
    await ends(call);
  });

  it('answers once the silence is long enough, and not a transcript later', async () => {
    const call = new RealtimeCall({ firstAudioMs: 300 });
    await call.greeted();
    await call.talks();
    const stoppedAt = call.clock.now();
    await call.heardFor(0);
    // 250 ms of patience, of which 200 had passed; then the model's own delay.
    expect(call.clock.now() - stoppedAt).toBeLessThanOrEqual(50 + 300);
    call.wrote('Hello?');
    await ends(call);
  });

  it.each([
    ['at its first word', 120],
    ['in the middle', 1500],
    ['near its end', 3000],
  ])('cuts the model’s memory where the ear was cut: %s', async (_where, afterMs) => {
    const call = new RealtimeCall();
    await call.greeted();
    await call.talks();
    call.wrote('What do you sell?');
    await call.heardFor(afterMs);
    call.speaker.emit({ type: 'speech_started', sinceMs: 60 });
    await call.clock.until(() => call.count('output.cleared') === 1);
    const [segment] = call.all('segment.started').filter(({ turnId }) => turnId === 'p2');
    const heardMs = call.sink.heardMs.get(segment?.segmentId ?? '') ?? 0;
    const cutAtMs = call.speaker.asked[1]?.cutAtMs ?? 0;
    expect(Math.abs(cutAtMs - heardMs)).toBeLessThanOrEqual(20);
    const spoken = call.last('turn.spoken');
    expect(spoken).toMatchObject({ interrupted: true, generatedText: REPLY });
    expect(REPLY.startsWith(spoken.heardText)).toBe(true);
    const chars = cutAtMs / 50;
    expect(Math.abs(spoken.heardText.length - chars)).toBeLessThanOrEqual(10);
    call.speaker.emit({ type: 'speech_ended', sinceMs: 200 });
    await ends(call);
  });

  it('goes on after a cough, with nothing cut', async () => {
    const call = new RealtimeCall();
    await call.greeted();
    await call.talks();
    call.wrote('What do you sell?');
    await call.heardFor(800);
    await call.talks(250);
    await call.clock.advance(300);
    call.wrote('');
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.all('interruption').map(({ outcome }) => outcome)).toEqual(['false']);
    expect(call.speaker.asked[1]).toMatchObject({ cutAtMs: null, isFinished: true });
    await ends(call);
  });

  it('takes an answer back when what it answers was a noise', async () => {
    const call = new RealtimeCall({ firstAudioMs: 800 });
    await call.greeted();
    await call.talks(200);
    await call.clock.advance(300);
    call.wrote('um');
    await call.clock.advance(2000);
    expect(call.count('turn.unheard')).toBe(1);
    expect(call.speaker.asked[1]).toMatchObject({ cutAtMs: 0 });
    expect(call.said).toEqual(['persona: Hello, Sarah here.']);
    await ends(call);
  });

  it('has one turn and one answer when the trainee goes on before it is heard', async () => {
    const call = new RealtimeCall({ firstAudioMs: 900 });
    await call.greeted();
    await call.talks();
    await call.clock.advance(400);
    await call.talks();
    call.wrote('Well, I wanted to ask');
    call.wrote('what you sell.');
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.said[1]).toBe('trainee: Well, I wanted to ask what you sell.');
    expect(call.speaker.asked.map(({ cutAtMs }) => cutAtMs)).toEqual([null, 0, null]);
    await ends(call);
  });

  it('gives late words to the turn they belong to, though the next one has begun', async () => {
    const call = new RealtimeCall();
    await call.greeted();
    await call.talks();
    await call.heardFor(300);
    call.speaker.emit({ type: 'speech_started', sinceMs: 60 });
    await call.clock.advance(1200);
    call.wrote('What do you sell?');
    call.speaker.emit({ type: 'speech_ended', sinceMs: 200 });
    await call.clock.advance(300);
    call.wrote('Sorry, one more thing.');
    await call.clock.until(() => call.count('turn.spoken') === 3);
    expect(call.said.filter((line) => line.startsWith('trainee'))).toEqual([
      'trainee: What do you sell?',
      'trainee: Sorry, one more thing.',
    ]);
    await ends(call);
  });

  it('answers typed words, which the model is given as such', async () => {
    const call = new RealtimeCall();
    await call.greeted();
    call.session.text('What do you sell?', true);
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.speaker.typed).toEqual(['What do you sell?']);
    await ends(call);
  });

  it('hangs up with the tool for it, after its words', async () => {
    const call = new RealtimeCall({
      replies: [{ text: 'Bye now.', tools: [{ name: 'end_call' }] }],
    });
    await call.greeted();
    await call.talks();
    call.wrote('Goodbye.');
    await call.clock.until(() => call.ended !== null);
    expect(call.ended).toBe('persona_hung_up');
    expect(call.said.at(-1)).toBe('persona: Bye now.');
  });

  it('speaks on from what a tool has answered', async () => {
    const replies = [{ tools: [{ name: 'look_up' }] }, 'It costs ten.'];
    const runTool = () => Promise.resolve({ output: '10' });
    const call = new RealtimeCall({ replies }, { runTool });
    await call.greeted();
    await call.talks();
    call.wrote('What does it cost?');
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect([call.speaker.toolOutputs, call.said.at(-1)]).toEqual([
      ['10'],
      'persona: It costs ten.',
    ]);
    await ends(call);
  });

  it('apologises for a reply that failed, and ends a call whose model is gone', async () => {
    const error = new ProviderError('scripted', 'server', 'It failed.');
    const call = new RealtimeCall({ replies: [{ error }, REPLY] });
    await call.greeted();
    await call.talks();
    call.wrote('Hello?');
    await call.clock.until(() => call.count('turn.spoken') === 2);
    expect(call.said.at(-1)).toBe('persona: Sorry, I missed that.');
    call.speaker.emit({ type: 'error', error, fatal: true });
    await call.clock.until(() => call.ended !== null);
    expect(call.ended).toBe('failed');
  });
});
